import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../servers/server.ts';
import { median } from './pages.ts';

export interface BootResult {
  readonly starts: number;
  /** Seconds from the start of the process to "ready". */
  readonly seconds: number;
  /** The longest that a request waited in the seconds after, in ms. */
  readonly longestPauseMs: number;
  /** MiB, before any load. */
  readonly memory: number;
}

/** How long after the boot pauses are watched, in ms. */
const watchedMs = 4_000;

/** Starts the shop several times, the catalogue there and the database warm, and watches what it does when it is open. */
export async function measureBoot(start: () => Promise<Server>, starts: number): Promise<BootResult> {
  const seconds: number[] = [];
  const pauses: number[] = [];
  const memories: number[] = [];
  for (let number = 0; number < starts; number += 1) {
    const server = await start();
    seconds.push(server.openedAfterMs / 1_000);
    pauses.push(await longestPause(server));
    memories.push(server.memory());
    await server.stop();
  }
  return {
    starts,
    seconds: median(seconds),
    longestPauseMs: median(pauses),
    memory: median(memories),
  };
}

/** The longest answer to a question that costs nothing: the time in which the server did something else. */
async function longestPause(server: Server): Promise<number> {
  const until = performance.now() + watchedMs;
  let longest = 0;
  while (performance.now() < until) {
    const askedAt = performance.now();
    await (await fetch(`${server.origin}/health/live`)).arrayBuffer();
    longest = Math.max(longest, performance.now() - askedAt);
    await sleep(2);
  }
  return longest;
}
