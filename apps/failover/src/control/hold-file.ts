import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The longest hold, in ms: a day. Nobody may forget one for longer. */
export const longestHoldMs = 24 * 3_600_000;

/** A person's order to move nothing, kept over restarts of the agent. */
export interface HoldFile {
  /** How much longer automatic moves are on hold, in ms; 0 when they are not. */
  leftMs(): number;
  hold(ms: number): Promise<void>;
  release(): Promise<void>;
}

/** @param clock milliseconds since 1970: a hold outlives the process */
export function holdFile(path: string, clock: () => number = Date.now): HoldFile {
  let until = read(path);
  return {
    leftMs: () => Math.max(0, Math.min(until - clock(), longestHoldMs)),
    async hold(ms) {
      until = clock() + Math.min(ms, longestHoldMs);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify({ until: new Date(until).toISOString() }));
      await rename(`${path}.new`, path);
    },
    async release() {
      until = 0;
      await rm(path, { force: true });
    },
  };
}

function read(path: string): number {
  try {
    const { until } = JSON.parse(readFileSync(path, 'utf8')) as { until?: unknown };
    const at = Date.parse(String(until));
    return Number.isFinite(at) ? at : 0;
  } catch {
    // No hold was ordered, or what is there is none.
    return 0;
  }
}
