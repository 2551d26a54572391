import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canInstallPackages, installPackages } from '@perfume/local-services';

const systemFolders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Debian's packages with the programs that tests use; the ones that are missing here are only used where they are installed. */
const packages: Readonly<Record<string, string>> = {
  mariadbd: 'mariadb-server',
  wsrep_sst_mariabackup: 'mariadb-server',
  'mariadb-backup': 'mariadb-backup',
  garbd: 'galera-arbitrator-4',
  socat: 'socat',
  memcached: 'memcached',
  zstd: 'zstd',
  openssl: 'openssl',
  wg: 'wireguard-tools',
  'wireguard-go': 'wireguard-go',
  ip: 'iproute2',
  shellcheck: 'shellcheck',
  logrotate: 'logrotate',
};

/** Where a program of the system lies; undefined when it is not installed. */
export function findProgram(name: string): string | undefined {
  const folders = [...systemFolders, ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean)];
  return folders.map((folder) => join(folder, name)).find((path) => isExecutable(path));
}

/** The same, after Debian's package was installed where that may be done without asking. */
export function provideProgram(name: string): string | undefined {
  const found = findProgram(name);
  const debian = packages[name];
  if (found !== undefined || debian === undefined || !canInstallPackages()) return found;
  try {
    installPackages([debian]);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  }
  return findProgram(name);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
