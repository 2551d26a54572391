import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotProvide } from './errors.ts';
import { isRunning, knownProcess, stopProcess, type KnownProcess } from './process-identity.ts';

/** How long a service may take until it answers; a crash recovery of a large database takes its time. In ms. */
const patienceMs = 120_000;

/** The last lines of a log that an error message repeats. */
const shownLogLines = 12;

/** A service ended before it answered; its log says why. */
export class DidNotStart extends CannotProvide {
  readonly log: string;
  constructor(name: string, log: string) {
    const lines = log.trimEnd().split('\n').slice(-shownLogLines);
    super(`${name} did not start. The end of its log:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.log = log;
  }
}

export interface BackgroundProgram {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Where the program's output goes; begun anew at each start. */
  readonly logPath: string;
  /** True once the program does its work. */
  readonly answers: () => Promise<boolean>;
  readonly spawned: (process: KnownProcess) => void;
}

/**
 * Starts a program in a session of its own, so that a Ctrl-C in the terminal reaches only the command that started it,
 * which then stops its services in order.
 * @throws DidNotStart when it ends or stays silent
 */
export async function startInBackground(program: BackgroundProgram): Promise<void> {
  const log = openSync(program.logPath, 'w', 0o600);
  const child = spawn(program.path, program.args, {
    cwd: program.cwd,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const failure = new Promise<Error>((resolve) => child.once('error', resolve));
  const known = child.pid === undefined ? undefined : knownProcess(child.pid);
  if (!known) {
    const early = await Promise.race([failure, sleep(100)]);
    throw new DidNotStart(program.name, early?.message ?? (await readFile(program.logPath, 'utf8')));
  }
  program.spawned(known);
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (!isRunning(known)) throw new DidNotStart(program.name, await readFile(program.logPath, 'utf8'));
    if (await program.answers()) return;
    await sleep(50);
  }
  await stopProcess(known, 10_000);
  throw new DidNotStart(program.name, await readFile(program.logPath, 'utf8'));
}
