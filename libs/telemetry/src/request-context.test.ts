import { describe, expect, it } from 'vitest';
import { requestIdFrom } from './index.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const root = '1-67891233-abcdef012345678912345678';

describe('the id of a request', () => {
  it.each([
    [{ 'x-amzn-trace-id': `Root=${root}` }, root],
    [{ 'x-amzn-trace-id': `Self=1-67891234-12456789abcdef012345678;Root=${root}` }, root],
    [
      { 'x-amzn-trace-id': `Root=${root};Parent=463ac35c9f6413ad;Sampled=1`, 'x-request-id': 'abcdefgh' },
      root,
    ],
    [{ 'x-request-id': 'a1b2c3d4-0000-4000-8000-000000000000' }, 'a1b2c3d4-0000-4000-8000-000000000000'],
  ])('is the one that %j gives', (headers, id) => {
    expect(requestIdFrom(headers)).toBe(id);
  });

  it.each([
    {},
    { 'x-request-id': 'short' },
    { 'x-request-id': 'x'.repeat(65) },
    { 'x-request-id': 'line\r\nSet-Cookie: x=1' },
    { 'x-request-id': '<script>alert(1)</script>' },
    { 'x-request-id': 'ada@example.com' },
    { 'x-request-id': ['abcdefgh', 'ijklmnop'] },
    { 'x-amzn-trace-id': `Root=${root}x` },
    { 'x-amzn-trace-id': 'Root=1-zzzzzzzz-abcdef012345678912345678' },
    { 'x-amzn-trace-id': `${'a'.repeat(600)};Root=${root}` },
  ])('is a new one for %j', (headers) => {
    expect(requestIdFrom(headers)).toMatch(uuid);
  });
});
