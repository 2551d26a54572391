import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startInBackground } from './background.ts';
import { bootstrapScript } from './mariadb-bootstrap.ts';
import { CannotProvide } from './errors.ts';
import { firstAnswer } from './ports.ts';
import { findProgram, versionOf } from './programs.ts';
import type { Purpose, ServicePlace } from './service.ts';

/** The account that the workspace uses; it may make databases, which the tests do. */
export const mariadbUser = 'perfume';

/** The shop's database. */
export const shopDatabase = 'perfume';

/** MariaDB's server on this machine; a MySQL of the same name does not count. */
export function findMariadb(): string | undefined {
  const path = findProgram('mariadbd', 'mysqld');
  return path && versionOf(path)?.includes('MariaDB') ? path : undefined;
}

/** True when a MariaDB or MySQL server answers at this loopback port: it is the one to speak first. */
export async function mariadbAnswers(port: number): Promise<boolean> {
  const greeting = await firstAnswer(port);
  return greeting !== undefined && /mariadb|mysql/i.test(greeting);
}

/**
 * Starts MariaDB on its own data folder, which is made when it is not there. There is never an account without
 * password: the system's own root account works through the socket file alone, and the workspace's account gets its
 * password before the first connection is taken.
 */
export async function startMariadb(path: string, place: ServicePlace, password: string): Promise<void> {
  const data = join(place.folder, 'mariadb');
  // Tests leave nothing behind that is worth a recovery, and their server cuts corners that could spoil one.
  if (place.purpose === 'test') await rm(data, { recursive: true, force: true });
  if (!existsSync(data)) await makeDataFolder(path, place, data);
  const accounts = join(place.folder, 'accounts.sql');
  await writeFile(accounts, accountStatements(password), { mode: 0o600 });
  const filesFolder = join(place.folder, 'mariadb-files');
  await mkdir(filesFolder, { recursive: true });
  try {
    await startInBackground({
      name: 'MariaDB',
      path,
      args: [
        ...commonOptions(data),
        `--port=${place.port}`,
        '--bind-address=127.0.0.1',
        // Relative to the data folder: the path of a socket file may have at most 107 characters.
        '--socket=mariadb.sock',
        '--pid-file=mariadb.pid',
        '--skip-name-resolve',
        '--character-set-server=utf8mb4',
        '--collation-server=utf8mb4_unicode_ci',
        '--default-time-zone=+00:00',
        '--max-connections=200',
        '--max-allowed-packet=64M',
        '--local-infile=0',
        `--secure-file-priv=${filesFolder}`,
        `--init-file=${accounts}`,
        `--innodb-buffer-pool-size=${bufferPool[place.purpose]}`,
        ...(place.purpose === 'shop' ? [] : fastButForgetful),
      ],
      cwd: data,
      logPath: join(place.folder, 'mariadb.log'),
      answers: () => mariadbAnswers(place.port),
      spawned: place.spawned,
    });
  } finally {
    await rm(accounts, { force: true });
  }
}

/** The benchmark's is what a data server of a small shop has; catalogues of a million products do not fit into it. */
const bufferPool: Readonly<Record<Purpose, string>> = { shop: '256M', test: '192M', bench: '1G' };

/** Commits reach the operating system, not the disk: only a power cut can lose them. */
const fastButForgetful = [
  '--innodb-flush-log-at-trx-commit=2',
  '--innodb-doublewrite=0',
  '--innodb-flush-method=nosync',
  '--sync-frm=0',
];

function commonOptions(data: string): string[] {
  return [
    // First, as the program demands: no setting of another MariaDB on this machine applies here.
    '--no-defaults',
    `--datadir=${data}`,
    '--innodb-log-file-size=64M',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
  ];
}

/** Made aside and renamed, so that an interrupted start never leaves half a data folder. */
async function makeDataFolder(path: string, place: ServicePlace, data: string): Promise<void> {
  const aside = `${data}.new`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const made = spawnSync(
    path,
    [
      ...commonOptions(aside),
      '--bootstrap',
      '--silent-startup',
      '--log-warnings=0',
      '--max-allowed-packet=8M',
      ...(place.purpose === 'shop' ? [] : fastButForgetful),
    ],
    { input: bootstrapScript(path), encoding: 'utf8', cwd: aside },
  );
  if (made.status !== 0) {
    throw new CannotProvide(
      `MariaDB could not make its data folder ${data}:\n${made.error?.message ?? made.stderr.trimEnd()}`,
    );
  }
  await rename(aside, data);
}

function accountStatements(password: string): string {
  const account = `'${mariadbUser}'@'127.0.0.1'`;
  return [
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY '${password}';`,
    `ALTER USER ${account} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${account};`,
    `CREATE DATABASE IF NOT EXISTS ${shopDatabase};`,
    '',
  ].join('\n');
}
