import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databasePaths, divideMemory } from '@perfume/instances';
import type { DataServer } from '../instance.ts';
import { run } from '../system/program.ts';

/** The longest that a server on restored data may take until it answers, in ms. */
const startMs = 600_000;
const stopMs = 600_000;

export interface ReplayOptions {
  /** GTIDs that the data has already. */
  readonly after: string;
  readonly until: Date | undefined;
}

/**
 * Applies binary logs to a data directory, by a MariaDB of its own that nobody can reach: no network, no cluster, no binary log.
 * @throws Error with the words of the program that failed
 */
export async function replayLogs(
  { layout, facts }: DataServer,
  folder: string,
  logs: readonly string[],
  { after, until }: ReplayOptions,
): Promise<void> {
  if (logs.length === 0) return;
  const socket = join(databasePaths(layout).runtime, 'restore.sock');
  const { bufferPool } = divideMemory(facts.instance?.memoryMiB ?? 2_048);
  const asRoot = process.getuid?.() === 0;
  const mariadbd = spawn(
    '/usr/sbin/mariadbd',
    [
      '--no-defaults',
      `--datadir=${folder}`,
      `--socket=${socket}`,
      '--skip-networking',
      '--wsrep-on=OFF',
      '--skip-log-bin',
      '--max-allowed-packet=1G',
      `--innodb-buffer-pool-size=${bufferPool}M`,
      ...(asRoot ? ['--user=root'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let words = '';
  mariadbd.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)));
  const ended = once(mariadbd, 'exit');
  try {
    await untilAnswers(
      socket,
      () => mariadbd.exitCode,
      () => words,
    );
    await replay(socket, logs, { after, until });
    mariadbd.kill('SIGTERM');
    await Promise.race([ended, sleep(stopMs, undefined, { ref: false })]);
  } finally {
    if (mariadbd.exitCode === null) mariadbd.kill('SIGKILL');
  }
}

async function untilAnswers(
  socket: string,
  exitCode: () => number | null,
  words: () => string,
): Promise<void> {
  const deadline = Date.now() + startMs;
  while (true) {
    if (exitCode() !== null) throw new Error(`MariaDB does not start on the restored data: ${words()}`);
    try {
      await run(['/usr/bin/mariadb-admin', '--no-defaults', `--socket=${socket}`, 'ping'], {
        deadlineMs: 5_000,
      });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(250);
  }
}

/** mariadb-binlog → mariadb. The moment is in UTC, whatever the machine's own zone. */
async function replay(
  socket: string,
  logs: readonly string[],
  { after, until }: ReplayOptions,
): Promise<void> {
  const env = { PATH: '/usr/bin:/bin', TZ: 'UTC', LANG: 'C.UTF-8' };
  const read = spawn(
    '/usr/bin/mariadb-binlog',
    [
      '--no-defaults',
      ...(after === '' ? [] : [`--start-position=${after}`]),
      ...(until ? [`--stop-datetime=${until.toISOString().slice(0, 19).replace('T', ' ')}`] : []),
      ...logs,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env },
  );
  const apply = spawn(
    '/usr/bin/mariadb',
    ['--no-defaults', `--socket=${socket}`, '--binary-mode', '--max-allowed-packet=1G'],
    { stdio: [read.stdout, 'ignore', 'pipe'], env },
  );
  let words = '';
  for (const stream of [read.stderr, apply.stderr])
    stream.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)));
  const codes = await Promise.all(
    [read, apply].map(async (child) => ((await once(child, 'exit')) as [number | null])[0]),
  );
  if (codes.some((code) => code !== 0)) throw new Error(`The binary logs could not be replayed: ${words}`);
}
