import { createHmac, timingSafeEqual } from 'node:crypto';
import { InvalidEvent } from './provider.ts';

/** Older (or newer) than this an event is refused, so that one that was listened to cannot be played again, in seconds. */
export const eventToleranceSeconds = 300;

/** The header of a signed event: the time it was signed at and an HMAC over that time and the raw body. */
export function signEvent(rawBody: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${hmac(seconds, rawBody, secret).toString('hex')}`;
}

/**
 * Checks the signature over the bytes as they came, before anything reads them.
 * @throws InvalidEvent when the header is missing, forged or out of its time
 */
export function verifyEvent(rawBody: Buffer, header: unknown, secret: string, now: Date): void {
  const match = typeof header === 'string' ? /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) : null;
  if (!match) throw new InvalidEvent('The event carries no signature.');
  const seconds = Number(match[1]);
  const given = Buffer.from(match[2]!, 'hex');
  if (!timingSafeEqual(given, hmac(seconds, rawBody, secret)))
    throw new InvalidEvent('The signature of the event does not hold.');
  if (Math.abs(now.getTime() / 1000 - seconds) > eventToleranceSeconds)
    throw new InvalidEvent('The event was signed too long ago.');
}

function hmac(seconds: number, rawBody: string | Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(rawBody).digest();
}
