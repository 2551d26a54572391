import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from './browser.ts';
import { NoAnswer } from './exchange.ts';
import { around, type Random } from './random.ts';

/** How people wait, in ms. */
export interface Patience {
  /** After the first "one moment" or failure. */
  readonly firstWaitMs: number;
  /** They wait longer from time to time, but not longer than this. */
  readonly longestWaitMs: number;
  /** They give up one step after this. */
  readonly giveUpAfterMs: number;
}

/** A few seconds at first; somebody who wants their perfume comes back for two minutes. */
export const usualPatience: Patience = { firstWaitMs: 1_000, longestWaitMs: 5_000, giveUpAfterMs: 120_000 };

/** The shopper gave up on a step. */
export class LostPatience extends Error {
  override readonly name = 'LostPatience';
}

/**
 * Does a step until the shop answers it: on "one moment" and on no answer at all a person waits and does the same again.
 * @param act does it; told the "one moment" page it answers to, if there was one
 * @throws LostPatience
 */
export async function persist(
  act: (again: Page | undefined) => Promise<Page>,
  { random, patience, signal }: { random: Random; patience: Patience; signal: AbortSignal },
): Promise<Page> {
  const startedAt = performance.now();
  let wait = patience.firstWaitMs;
  let again: Page | undefined;
  for (;;) {
    try {
      const page = await act(again);
      if (page.outcome === 'ok' || page.outcome === 'kept-page') return page;
      // What is wrong for good is not asked for twice.
      if (page.outcome === 'error' && page.status < 500 && page.status !== 429) return page;
      again = page.outcome === 'one-moment' ? page : undefined;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      again = undefined;
    }
    if (signal.aborted || performance.now() - startedAt > patience.giveUpAfterMs) throw new LostPatience();
    await pause(around(random, wait), signal);
    wait = Math.min(wait * 1.5, patience.longestWaitMs);
  }
}

/** Waits; ends early when the load is told to end. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
