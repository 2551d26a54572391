import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, knownProcess, type KnownProcess } from './process-identity.ts';

/**
 * Runs `work` while no other process of this workspace is inside a lock of the same name. A lock that a crashed process
 * left behind is broken.
 */
export async function withLock<R>(path: string, work: () => Promise<R>): Promise<R> {
  const mine = JSON.stringify(knownProcess(process.pid));
  while (!(await take(path, mine))) {
    await breakWhenStale(path);
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string, mine: string): Promise<boolean> {
  try {
    await writeFile(path, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function breakWhenStale(path: string): Promise<void> {
  const held = await readFile(path, 'utf8').catch(() => undefined);
  // An empty lock is one that is being written at this moment.
  if (!held || isRunning(JSON.parse(held) as KnownProcess)) return;
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  // Another waiter broke the stale lock first and what was moved is its own, fresh one: give it back.
  if (moved !== undefined && moved !== held) await writeFile(path, moved, { mode: 0o600 });
  await rm(aside, { force: true });
}
