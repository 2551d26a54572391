import { describe, expect, it } from 'vitest';
import { explainFailure } from './explain-failure.ts';
import { PublishError } from './publish-error.ts';

const location = { bucket: 'shop-static', prefix: '', region: 'eu-west-1', endpoint: undefined };
const failure = (fields: object) => Object.assign(new Error('as S3 says it'), fields);

describe('a failed call of S3', () => {
  it.each([
    [{ name: 'NoSuchBucket' }, /no bucket “shop-static” at Amazon in eu-west-1/],
    [{ name: 'CredentialsProviderError' }, /No AWS credentials were found/],
    [{ name: 'ExpiredToken' }, /does not take these AWS credentials \(ExpiredToken\)/],
    [{ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }, /may not upload x\.css.*s3:PutObject/],
    [{ name: 'AuthorizationHeaderMalformed', Region: 'us-east-1' }, /not in eu-west-1 but in us-east-1/],
    [{ name: 'PermanentRedirect', $metadata: { httpStatusCode: 301 } }, /is not in eu-west-1\. Correct/],
    [{ code: 'ENOTFOUND' }, /gave no answer \(ENOTFOUND\)/],
    [{ name: 'TimeoutError' }, /gave no answer \(TimeoutError\)/],
    [{ name: 'InternalError', $metadata: { httpStatusCode: 500 } }, /InternalError, as S3 says it/],
  ])('%j is said in a sentence that helps', (fields, sentence) => {
    const error = failure(fields);
    const told = explainFailure(error, 'upload x.css', location);
    expect(told).toBeInstanceOf(PublishError);
    expect(told.message).toMatch(sentence);
    expect(told.cause).toBe(error);
  });
});
