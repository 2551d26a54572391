import { CommitOutcomeUnknown, DatabaseUnavailable, isConnectionLoss } from '@perfume/db-client';

/** Waits between tries when the database is away, in ms: about a minute together. */
const waitsMs: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** The database stayed away. What was saved before stays saved; the same command goes on from there. */
export class ImportInterrupted extends Error {
  override readonly name = 'ImportInterrupted';
}

/**
 * Does work again while the database is away, a bounded number of times. The work must come to the same when it is done
 * twice.
 * @param onWait hears of each wait before it begins
 * @throws ImportInterrupted when the database has not come back
 */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  onWait: (seconds: number) => void,
  waits: readonly number[] = waitsMs,
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      const wait = waits[attempt];
      if (wait === undefined)
        throw new ImportInterrupted('The database did not come back.', { cause: error });
      onWait(wait / 1_000);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Whether an error speaks of the database being away and not of what it was asked. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof DatabaseUnavailable ||
    error instanceof CommitOutcomeUnknown ||
    isConnectionLoss(error) ||
    [1205, 1213, 1180, 1047].includes(errnoOf(error) ?? 0)
  );
}

/** The number of a server's error; undefined for any other. */
export function errnoOf(error: unknown): number | undefined {
  const errno = typeof error === 'object' && error !== null && 'errno' in error ? error.errno : undefined;
  return typeof errno === 'number' ? errno : undefined;
}
