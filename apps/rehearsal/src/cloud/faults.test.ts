import { describe, expect, it } from 'vitest';
import { createPastAnswers, isRead, refusal, serviceOf } from './faults.ts';

const answer = (body: string) => ({ status: 200, contentType: 'text/xml', body });

describe('the service that a request is for', () => {
  it('is read from its signature', () => {
    const header = 'AWS4-HMAC-SHA256 Credential=AKID/20261124/eu-west-1/ec2/aws4_request, SignedHeaders=host';
    expect(serviceOf(header, '/')).toBe('ec2');
  });

  it('is read from a presigned address', () => {
    expect(
      serviceOf(undefined, '/b/k?X-Amz-Credential=AKID%2F20261124%2Feu-west-1%2Fs3%2Faws4_request'),
    ).toBe('s3');
  });

  it('is unknown without a signature', () => {
    expect(serviceOf(undefined, '/moto-api/data.json')).toBe('');
  });
});

describe('a refusal', () => {
  it('is worded as EC2 does it', () => {
    expect(refusal('throttle').body).toContain('<Code>RequestLimitExceeded</Code>');
    expect(refusal('refuse').body).toContain('<Code>Unavailable</Code>');
  });
});

describe('a request', () => {
  it('asks or changes something', () => {
    expect([
      isRead('Action=DescribeAddresses&Version=1'),
      isRead('Action=AssociateAddress&X=Describe'),
    ]).toEqual([true, false]);
  });
});

describe('past answers', () => {
  it('are as old as asked, and the oldest where none is', () => {
    let now = 1_000;
    const past = createPastAnswers(() => now);
    past.remember('q', answer('first'));
    now = 3_000;
    past.remember('q', answer('second'));
    now = 5_000;
    past.remember('q', answer('third'));
    expect(
      [past.recall('q', 0), past.recall('q', 1_000), past.recall('q', 9_000)].map((found) => found?.body),
    ).toEqual(['third', 'second', 'first']);
    expect(past.recall('other', 0)).toBeUndefined();
  });
});
