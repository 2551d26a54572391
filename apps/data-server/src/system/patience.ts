import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@perfume/telemetry';

export interface PatienceOptions {
  readonly log: Logger;
  /** As in "the certificate": what is not there yet. */
  readonly what: string;
  /** First wait, in ms; it doubles up to 30 s. */
  readonly firstMs?: number;
  readonly random?: () => number;
}

/** The longest wait between two tries, in ms. */
const longestMs = 30_000;

/**
 * Does the work again until it succeeds, for things without which nothing goes on: an instance whose API is away for an hour
 * must find its way by itself. Each failure is logged with the time until the next try.
 */
export async function untilDone<Result>(
  { log, what, firstMs = 1_000, random = Math.random }: PatienceOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let waitMs = firstMs; ; waitMs = Math.min(longestMs, waitMs * 2)) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof UserError) throw error;
      const pause = waitMs * (0.5 + random() / 2);
      log.warn({ err: error, againInMs: Math.round(pause) }, `no ${what} yet`);
      await sleep(pause);
    }
  }
}

/** Something that a person must mend; the message says what and how. It is never tried again. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
