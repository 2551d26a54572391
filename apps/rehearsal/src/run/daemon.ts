import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Group } from './cgroup.ts';
import type { Run } from './run.ts';

export interface DaemonOptions {
  readonly name: string;
  readonly command: readonly string[];
  readonly namespace: string;
  readonly group: Group;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Daemon {
  readonly name: string;
  readonly child: ChildProcess;
  readonly logPath: string;
  stop(): Promise<void>;
}

/** How long a program of the ground may take to end by itself, in ms. */
const endMs = 5_000;

/** A program of the ground (load balancer, resolver, API) in a network namespace, in the run's group, with a log. */
export function startDaemon(run: Run, options: DaemonOptions): Daemon {
  const logPath = join(run.directory, 'logs', `${options.name}.log`);
  const log = openSync(logPath, 'a', 0o600);
  const words = enterGroup(options.group, [
    'nsenter',
    `--net=/run/netns/${options.namespace}`,
    ...options.command,
  ]);
  // A session of its own: Ctrl-C in the terminal reaches the rehearsal alone, which ends its programs in order.
  const child = spawn(words[0]!, words.slice(1), {
    stdio: ['ignore', log, log],
    detached: true,
    cwd: run.directory,
    ...(options.env && { env: options.env }),
  });
  closeSync(log);
  const failed = new Promise<void>((resolve) => child.once('error', () => resolve()));
  return {
    name: options.name,
    child,
    logPath,
    async stop() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = Promise.race([once(child, 'exit'), failed]);
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), endMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** The command, begun as a member of the group. */
export function enterGroup({ directories }: Group, command: readonly string[]): string[] {
  const enter = directories.map((_, at) => `echo $$ > "$${at + 1}/cgroup.procs"`).join(' && ');
  return [
    'sh',
    '-c',
    `${enter} && shift ${directories.length} && exec "$@"`,
    'sh',
    ...directories,
    ...command,
  ];
}
