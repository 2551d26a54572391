import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { databasePaths, objectKeys } from '@perfume/instances';
import { putObject, uploadStream, type Place } from '../aws/objects.ts';
import type { DataServer } from '../instance.ts';
import { dataName, manifestName, type Manifest } from './manifest.ts';

/** Memory and disk of a server that sells come first: the copy takes at most so many MiB/s. */
const throttleMiBps = 40;

/** The longest that a copy may take; one that hangs would be in the way of the next night's. */
const deadlineHours = 2;
const deadline = { timeout: deadlineHours * 3_600_000, killSignal: 'SIGKILL' } as const;

export const backupPlace = ({ cloud, facts }: DataServer): Place => ({
  client: cloud.objects,
  bucket: facts.dataBucket,
});

/**
 * Stores a full backup of this server in S3 while it goes on serving: mariadb-backup's stream, compressed, with its SHA-256
 * and where binary logs go on.
 * @throws Error with mariadb-backup's own words; what was stored of it counts for nothing
 */
export async function backUp(server: DataServer, now: () => Date = () => new Date()): Promise<Manifest> {
  const { layout, facts, log } = server;
  const place = backupPlace(server);
  const startedAt = now();
  const id = `${startedAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${facts.node}`;
  const paths = databasePaths(layout);
  const scratch = await mkdtemp(join(paths.temporary, 'backup-'));
  try {
    const copy = spawn(
      '/usr/bin/mariadb-backup',
      [
        `--defaults-file=${paths.config}`,
        '--backup',
        '--stream=mbstream',
        `--socket=${paths.socket}`,
        `--user=${process.getuid?.() === 0 ? 'root' : 'mysql'}`,
        `--target-dir=${scratch}`,
        `--extra-lsndir=${scratch}`,
        `--throttle=${throttleMiBps}`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], ...deadline },
    );
    const words = lastWords(copy);
    const compress = spawn('/usr/bin/zstd', ['-3', '--quiet', '--stdout'], {
      stdio: [copy.stdout, 'pipe', 'inherit'],
      ...deadline,
    });
    const ended = Promise.all([exitOf(copy), exitOf(compress)]);
    const stored = await uploadStream(
      place,
      `${objectKeys.fullBackup(id)}${dataName}`,
      whole(compress, ended, words),
    );
    const manifest: Manifest = {
      id,
      node: facts.node,
      startedAt: startedAt.toISOString(),
      finishedAt: now().toISOString(),
      ...(await infoOf(scratch)),
      ...stored,
    };
    await putObject(
      place,
      `${objectKeys.fullBackup(id)}${manifestName}`,
      `${JSON.stringify(manifest, null, 2)}\n`,
    );
    log.info({ id, bytes: stored.bytes }, 'a full backup was stored');
    return manifest;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The stream, which fails at its end when one of the programs did: the upload is then given up as a whole. */
async function* whole(
  compress: ChildProcess,
  ended: Promise<readonly (number | NodeJS.Signals)[]>,
  words: () => string,
): AsyncGenerator<Buffer> {
  for await (const chunk of compress.stdout!) yield chunk as Buffer;
  const codes = await ended;
  if (codes.includes('SIGKILL'))
    throw new Error(
      `mariadb-backup or zstd was killed, by its deadline of ${deadlineHours} hours or by the system for want of memory: ${words()}`,
    );
  if (codes.some((code) => code !== 0))
    throw new Error(`mariadb-backup or zstd failed (${codes.join(', ')}): ${words()}`);
}

/** Its code, or the signal that ended it. */
async function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? signal ?? -1;
}

/** The end of what the program says; it holds no secrets. */
function lastWords(child: ChildProcess): () => string {
  let end = '';
  child.stderr!.on('data', (chunk: Buffer) => (end = (end + chunk.toString()).slice(-2_000)));
  return () => end.trimEnd().split('\n').slice(-4).join('\n');
}

/** `binlog_pos = filename 'binlog.000002', position '1021', GTID of the last change '1-1-12'` */
async function infoOf(scratch: string): Promise<{ readonly server: string; readonly gtid: string }> {
  const info = await readFile(join(scratch, 'xtrabackup_info'), 'utf8');
  const gtid = /^binlog_pos = .*GTID of the last change '([^']*)'/m.exec(info)?.[1] ?? '';
  const server = /^server_version = (.*)$/m.exec(info)?.[1] ?? '';
  return { server, gtid };
}
