import { describe, expect, it } from 'vitest';
import { eventToleranceSeconds, signEvent, verifyEvent } from './event-signature.ts';
import { InvalidEvent } from './provider.ts';

const secret = 's'.repeat(32);
const now = new Date('2026-11-24T10:00:00Z');
const body = '{"id":"evt_1"}';
const header = signEvent(body, secret, now);
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('the signature of an event', () => {
  it('holds for the bytes that were signed, for five minutes', () => {
    expect(() => verifyEvent(Buffer.from(body), header, secret, now)).not.toThrow();
    expect(() => verifyEvent(Buffer.from(body), header, secret, after(eventToleranceSeconds))).not.toThrow();
  });

  it.each([
    ['a changed body', Buffer.from(`${body} `), header, secret, now],
    ['another secret', Buffer.from(body), header, 'x'.repeat(32), now],
    ['a stale one', Buffer.from(body), header, secret, after(eventToleranceSeconds + 1)],
    ['one from the future', Buffer.from(body), header, secret, after(-eventToleranceSeconds - 1)],
    [
      'a time put forward',
      Buffer.from(body),
      header.replace(/t=\d+/, `t=${now.getTime() / 1000 + 60}`),
      secret,
      now,
    ],
    ['no header', Buffer.from(body), undefined, secret, now],
    ['rubbish', Buffer.from(body), 't=1,v1=zz', secret, now],
  ])('does not hold for %s', (_name, bytes, given, key, at) => {
    expect(() => verifyEvent(bytes, given, key, at)).toThrow(InvalidEvent);
  });
});
