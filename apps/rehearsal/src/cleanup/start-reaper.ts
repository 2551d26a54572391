import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Run } from '../run/run.ts';

/** Starts the process that cleans up after this one, in a session of its own; it ends when nothing of the run is left. */
export function startReaper({ id }: Run): void {
  const program = join(import.meta.dirname, 'reaper.ts');
  const child = spawn(process.execPath, [program, id], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  child.unref();
  // The pipe lasts as long as this process; it must not keep it alive.
  (child.stdin as unknown as { unref(): void }).unref();
}
