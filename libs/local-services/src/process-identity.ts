import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that can be recognised later: process ids are used again, so its start time belongs to it. */
export interface KnownProcess {
  readonly pid: number;
  readonly startedAt: string;
}

/** The process with this id, or undefined when there is none or only its unreaped remains. */
export function knownProcess(pid: number): KnownProcess | undefined {
  const startedAt = process.platform === 'linux' ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isRunning(known: KnownProcess): boolean {
  return knownProcess(known.pid)?.startedAt === known.startedAt;
}

/**
 * Asks a process to stop and waits for it; after `patienceMs` it is killed.
 * Does nothing when the process is gone or its id belongs to another one by now.
 */
export async function stopProcess(known: KnownProcess, patienceMs: number): Promise<void> {
  signal(known, 'SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (isRunning(known) && Date.now() < deadline) await sleep(50);
  signal(known, 'SIGKILL');
  while (isRunning(known)) await sleep(50);
}

function signal(known: KnownProcess, name: NodeJS.Signals): void {
  if (!isRunning(known)) return;
  try {
    process.kill(known.pid, name);
  } catch (error) {
    // It ended between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Field 22 of proc(5)'s stat: clock ticks since boot. A zombie has ended, only its parent has not noticed. */
function startTimeFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function startTimeFromPs(pid: number): string | undefined {
  const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return answer.stdout.trim() || undefined;
}
