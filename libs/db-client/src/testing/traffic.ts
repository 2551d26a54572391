import { setTimeout as pause } from 'node:timers/promises';

export interface Call {
  readonly at: number;
  readonly ms: number;
  readonly ok: boolean;
  /** The error's name where it failed. */
  readonly error?: string;
}

const callers = 16;

/** Sixteen callers, each one call after the other, until they are told to stop. */
export function traffic(call: (caller: number, round: number) => Promise<unknown>) {
  const calls: Call[] = [];
  let running = true;
  const caller = async (number: number) => {
    for (let round = 0; running; round += 1) {
      const at = performance.now();
      const outcome = await call(number, round).then(
        () => ({ ok: true }),
        (error: unknown) => ({ ok: false, error: (error as Error).name }),
      );
      calls.push({ at, ms: performance.now() - at, ...outcome });
      await pause(5);
    }
  };
  const ended = Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
  return {
    calls,
    stop: async () => {
      running = false;
      await ended;
    },
  };
}

/** Waits until a call that began after `since` succeeded, at most half a minute; how long that took, in ms. */
export async function firstGood(calls: readonly Call[], since: number): Promise<number> {
  for (let wait = 0; wait < 3_000; wait += 1) {
    const good = calls.find(({ at, ok }) => ok && at >= since);
    if (good) return good.at + good.ms - since;
    await pause(10);
  }
  throw new Error('No call was answered again.');
}

export const longest = (calls: readonly Call[]) => Math.max(...calls.map(({ ms }) => ms));

export function median(calls: readonly Call[]): number {
  const sorted = calls.map((call) => call.ms).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export const ms = (value: number) => `${Math.round(value).toLocaleString('en-US')} ms`;
