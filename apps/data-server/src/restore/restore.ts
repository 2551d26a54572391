import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { databasePaths, divideMemory, objectKeys } from '@perfume/instances';
import { openObject, type Place } from '../aws/objects.ts';
import { backupPlace } from '../backup/full.ts';
import { dataName, listBackups, type Manifest } from '../backup/manifest.ts';
import { contentOfDataDirectory } from '../database/data-directory.ts';
import { lookAtDatabase } from '../database/look.ts';
import type { DataServer } from '../instance.ts';
import { UserError } from '../system/patience.ts';
import { run } from '../system/program.ts';
import { chooseLogs, fetchLogs, findLogs } from './logs.ts';
import { replayLogs } from './replay.ts';

export interface RestoreOptions {
  /** Everything that was committed before this moment, to the second. Default: everything that is stored. */
  readonly until?: Date;
  /** A person says that the other server is lost: the next start begins the cluster without its word. */
  readonly peerIsLost?: boolean;
  readonly say: (line: string) => void;
}

/** Preparing reads and writes the whole copy. In ms. */
const prepareMs = 6 * 3_600_000;

/**
 * Fills the empty data directory of this server from the last full backup before a moment and the binary logs after it. The
 * next start of MariaDB then begins the cluster with it, and the other server copies it.
 * @throws UserError when the data directory is not empty, MariaDB runs, or there is no backup of that time
 */
export async function restore(server: DataServer, options: RestoreOptions): Promise<Manifest> {
  const { layout } = server;
  const { until, say } = options;
  await requireEmpty(server);
  const place = backupPlace(server);
  const backup = chooseBackup(await listBackups(place), until);
  say(
    `Full backup ${backup.id}, made by server ${backup.node} until ${backup.finishedAt}, ${Math.ceil(backup.bytes / 2 ** 20)} MiB.`,
  );
  const folder = `${layout.database}.restore`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await fetchBackup(place, backup, folder);
  say('The backup has its SHA-256. Preparing it.');
  await prepare(server, folder);
  const logs = chooseLogs(await findLogs(place), backup.node, until);
  if (logs) {
    const paths = await fetchLogs(
      place,
      logs,
      new Date(backup.startedAt),
      join(databasePaths(layout).temporary, 'restore-logs'),
    );
    say(
      `Binary logs of server ${logs.node}: ${paths.length}, stored until ${logs.lastAt.toISOString()}. Replaying what comes after the backup.`,
    );
    await replayLogs(server, folder, paths, { after: backup.gtid, until });
    await rm(join(databasePaths(layout).temporary, 'restore-logs'), { recursive: true, force: true });
  } else say('No binary logs are stored: what is restored ends with the backup.');
  await takePlace(server, folder);
  await writeFile(
    databasePaths(layout).beginAnew,
    `${JSON.stringify({ restored: true, peerIsLost: options.peerIsLost ?? false })}\n`,
  );
  return backup;
}

async function requireEmpty(server: DataServer): Promise<void> {
  const { phase } = await lookAtDatabase(server.layout);
  if (phase === 'running' || phase === 'joining' || phase === 'beginning')
    throw new UserError('MariaDB runs on this server. Stop it first: systemctl stop perfume-database');
  if ((await contentOfDataDirectory(server.layout)) === 'data')
    throw new UserError(
      `${server.layout.database} holds data. A restore never writes over it: move it away first if it is not needed.`,
    );
}

function chooseBackup(backups: readonly Manifest[], until: Date | undefined): Manifest {
  const fitting = backups.filter(({ finishedAt }) => !until || new Date(finishedAt) <= until);
  const last = fitting.at(-1);
  if (last) return last;
  const first = backups[0];
  throw new UserError(
    first
      ? `There is no full backup from before ${until!.toISOString()}; the first one is of ${first.finishedAt}.`
      : 'There is no full backup in the bucket.',
  );
}

/** S3 → SHA-256 → zstd → mbstream, nothing of it on the disk twice. */
async function fetchBackup(place: Place, backup: Manifest, folder: string): Promise<void> {
  const hash = createHash('sha256');
  const unpack = spawn('/usr/bin/mbstream', ['-x', '-C', folder], { stdio: ['pipe', 'inherit', 'inherit'] });
  const expand = spawn('/usr/bin/zstd', ['-d', '--quiet', '--stdout'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = [unpack, expand].map(async (child) => ((await once(child, 'exit')) as [number | null])[0]);
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await Promise.all([
    pipeline(
      await openObject(place, `${objectKeys.fullBackup(backup.id)}${dataName}`),
      counted,
      expand.stdin,
    ),
    pipeline(expand.stdout, unpack.stdin),
  ]);
  const codes = await Promise.all(ended);
  if (codes.some((code) => code !== 0)) throw new Error(`zstd or mbstream failed (${codes.join(', ')})`);
  if (hash.digest('hex') !== backup.sha256)
    throw new Error(
      `The backup ${backup.id} is not what was stored: its SHA-256 differs. Restore an earlier one with --until.`,
    );
}

async function prepare({ facts }: DataServer, folder: string): Promise<void> {
  const { bufferPool } = divideMemory(facts.instance?.memoryMiB ?? 2_048);
  await run(
    ['/usr/bin/mariadb-backup', '--prepare', `--target-dir=${folder}`, `--use-memory=${bufferPool}M`],
    {
      deadlineMs: prepareMs,
    },
  );
}

/** The restored directory becomes the data directory; of Galera it knows nothing any more. */
async function takePlace({ layout }: DataServer, folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (
      /^(grastate\.dat|gvwstate\.dat|galera\.cache|xtrabackup_galera_info|mariadb_backup_galera_info)$/.test(
        name,
      )
    )
      await rm(join(folder, name), { force: true });
  if (process.getuid?.() === 0) await run(['chown', '-R', 'mysql:mysql', folder], { deadlineMs: 600_000 });
  // Binary logs of a life before this one would make the new one's GTIDs collide.
  for (const name of await readdir(layout.binaryLogs))
    await rm(join(layout.binaryLogs, name), { force: true });
  await rm(layout.database, { recursive: true, force: true });
  await rename(folder, layout.database);
}
