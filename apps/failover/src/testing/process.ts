import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A program that a test has started and ends. */
export interface Running {
  readonly pid: number;
  signal(signal: NodeJS.Signals): void;
  hasEnded(): boolean;
  /** Ends it for good, frozen or not. */
  end(): Promise<void>;
}

/** @param command the program and its arguments; `ip netns exec` before it keeps the process id */
export function start(
  command: readonly string[],
  options: { readonly cwd?: string; readonly logPath: string; readonly env?: NodeJS.ProcessEnv },
): Running {
  const log = openSync(options.logPath, 'a');
  const [program, ...args] = command;
  const child: ChildProcess = spawn(program!, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  child.on('error', () => (ended = true));
  child.on('exit', () => (ended = true));
  const signal = (name: NodeJS.Signals) => {
    if (!ended) child.kill(name);
  };
  const hasEnded = () => ended;
  return {
    pid: child.pid ?? 0,
    signal,
    hasEnded,
    async end() {
      signal('SIGCONT');
      signal('SIGKILL');
      await until('the end of a program', hasEnded, 10_000);
    },
  };
}

/**
 * Waits until something is so.
 * @throws when it is not within `ms`, with what was waited for
 */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Waited ${ms} ms in vain for ${what}.`);
    await pause(50);
  }
}
