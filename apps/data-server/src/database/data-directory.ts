import { readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databasePaths, type Layout } from '@perfume/instances';
import { readIfThere, readJsonIfThere } from '../system/files.ts';
import { run } from '../system/program.ts';
import { backupAccountScript } from './backup-account.ts';
import { recoveredPosition, savedPosition, type Position } from './position.ts';

/** What a person or a restore has ordered of the next start. */
export interface BeginAnew {
  /** The data directory was filled from a backup. */
  readonly restored: boolean;
  readonly peerIsLost: boolean;
}

/** The longest that a recovery after a crash may take, in ms: it reads the whole redo log. */
const recoveryMs = 900_000;
const installMs = 120_000;

/** What a full copy leaves while it is under way. */
const unfinishedCopy = 'sst_in_progress';

/** `unfinished`: a full copy that was cut off; worth nothing. */
export async function contentOfDataDirectory(layout: Layout): Promise<'empty' | 'data' | 'unfinished'> {
  const names = await readdir(layout.database);
  if (names.includes(unfinishedCopy)) return 'unfinished';
  return names.includes('ibdata1') ? 'data' : 'empty';
}

/**
 * How far the data directory has got, by MariaDB's own recovery: after a crash only InnoDB knows. A start without it would
 * copy everything from the peer.
 */
export async function recoverPosition(layout: Layout): Promise<Position> {
  const paths = databasePaths(layout);
  // A log of its own: an older line in another one would be a wrong answer.
  const log = join(paths.runtime, 'recovery.log');
  await rm(log, { force: true });
  await run(
    [
      '/usr/sbin/mariadbd',
      `--defaults-file=${paths.config}`,
      '--wsrep-recover',
      '--skip-networking',
      `--log-error=${log}`,
    ],
    { deadlineMs: recoveryMs },
  );
  const position = recoveredPosition((await readIfThere(log)) ?? '');
  if (!position) throw new Error(`mariadbd --wsrep-recover named no position; its log is ${log}.`);
  return position;
}

/** What an orderly stop has left, without starting anything; undefined after a crash. */
export async function storedPosition(layout: Layout): Promise<Position | undefined> {
  return savedPosition((await readIfThere(join(layout.database, 'grastate.dat'))) ?? '');
}

/** Empties the data directory of a copy that was cut off; Galera's ring of write sets stays. */
export async function clearUnfinishedCopy(layout: Layout): Promise<void> {
  for (const name of await readdir(layout.database)) {
    if (name === 'lost+found' || name === 'galera.cache') continue;
    await rm(join(layout.database, name), { recursive: true, force: true });
  }
}

/** Makes the first data directory of a shop, aside and renamed: a crash in the middle leaves it empty. */
export async function makeDataDirectory(layout: Layout): Promise<void> {
  const aside = `${layout.database}.new`;
  await rm(aside, { recursive: true, force: true });
  const accounts = join(databasePaths(layout).runtime, 'accounts.sql');
  await writeFile(accounts, backupAccountScript, { mode: 0o644 });
  await run(
    [
      '/usr/bin/mariadb-install-db',
      '--no-defaults',
      `--datadir=${aside}`,
      '--skip-test-db',
      '--auth-root-authentication-method=socket',
      '--auth-root-socket-user=root',
      `--extra-file=${accounts}`,
      ...(process.getuid?.() === 0 ? ['--user=mysql'] : []),
    ],
    { deadlineMs: installMs },
  );
  await rmdir(layout.database);
  await rename(aside, layout.database);
}

/** Galera refuses to begin a cluster where the file says that another server was the last to leave. */
export async function allowToBegin(layout: Layout): Promise<void> {
  const path = join(layout.database, 'grastate.dat');
  const state = await readIfThere(path);
  if (state !== undefined)
    await writeFile(path, state.replace(/^safe_to_bootstrap:.*$/m, 'safe_to_bootstrap: 1'));
}

/** What was ordered of the next start, if anything. */
export async function readBeginAnew(layout: Layout): Promise<BeginAnew | undefined> {
  const found = await readJsonIfThere(databasePaths(layout).beginAnew);
  if (typeof found !== 'object' || found === null) return undefined;
  const { restored, peerIsLost } = found as Partial<BeginAnew>;
  return { restored: restored === true, peerIsLost: peerIsLost === true };
}

export async function forgetBeginAnew(layout: Layout): Promise<void> {
  await rm(databasePaths(layout).beginAnew, { force: true });
}
