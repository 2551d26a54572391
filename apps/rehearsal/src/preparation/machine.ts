import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CannotProvide, canInstallPackages, installPackages, provideMoto } from '@perfume/local-services';
import { findCgroupTrees } from '../run/cgroup.ts';

/** Programs of the topology, and Debian's package of each. */
const programs: Readonly<Record<string, string>> = {
  mariadbd: 'mariadb-server',
  mariabackup: 'mariadb-backup',
  garbd: 'galera-arbitrator-4',
  memcached: 'memcached',
  'wireguard-go': 'wireguard-go',
  wg: 'wireguard-tools',
  haproxy: 'haproxy',
  nft: 'nftables',
  conntrack: 'conntrack',
  dnsmasq: 'dnsmasq-base',
  ip: 'iproute2',
  ping: 'iputils-ping',
  socat: 'socat',
  openssl: 'openssl',
  zstd: 'zstd',
  python3: 'python3',
  'mkfs.ext4': 'e2fsprogs',
  nsenter: 'util-linux',
  sysctl: 'procps',
};

/** Files of packages that have no program of their own. */
const files: Readonly<Record<string, string>> = { '/usr/lib/galera/libgalera_smm.so': 'galera-4' };

/** An instance's programs are looked for in these places; so are ours, whatever PATH says. */
const folders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** What a prepared machine has. */
export interface PreparedMachine {
  /** A Python with moto's server. */
  readonly python: string;
}

/**
 * Makes sure that this machine can hold the topology, and installs what is missing of Debian's packages and moto's server.
 * @throws CannotProvide with what to do
 */
export async function prepareMachine(say: (line: string) => void): Promise<PreparedMachine> {
  if (process.platform !== 'linux') {
    throw new CannotProvide('The rehearsal needs Linux: its instances are network namespaces and cgroups.');
  }
  if (process.getuid?.() !== 0) {
    throw new CannotProvide(
      'The rehearsal makes network namespaces: run it as root, as with sudo -E env PATH="$PATH".',
    );
  }
  // Debian keeps these where only root's PATH leads to.
  process.env['PATH'] = [...(process.env['PATH'] ?? '').split(delimiter), ...folders].join(delimiter);
  checkKernel();
  const packages = missingPackages();
  if (packages.length > 0) {
    if (!canInstallPackages()) {
      throw new CannotProvide(
        `Install what the topology is made of, then run this again: ${packages.join(' ')}`,
      );
    }
    say(`Installing ${packages.join(', ')}`);
    installPackages(packages);
    const still = missingPackages();
    if (still.length > 0) throw new CannotProvide(`Installed, and still not found: ${still.join(' ')}`);
  }
  return { python: await provideMoto({ say }) };
}

function checkKernel(): void {
  if (!existsSync('/dev/net/tun')) {
    throw new CannotProvide(
      '/dev/net/tun is missing, which WireGuard needs: load the module with modprobe tun.',
    );
  }
  try {
    const { unified } = findCgroupTrees();
    const [major = 0, minor = 0] = readFileSync('/proc/sys/kernel/osrelease', 'utf8').split('.').map(Number);
    if (major > 5 || (major === 5 && minor >= 14)) return;
    throw new Error(`The kernel cannot kill a group of ${unified} at once: it has to be 5.14 or newer.`);
  } catch (error) {
    throw new CannotProvide(error instanceof Error ? error.message : String(error));
  }
}

function missingPackages(): string[] {
  const missingPrograms = Object.entries(programs).filter(
    ([program]) => !folders.some((folder) => existsSync(join(folder, program))),
  );
  const missingFiles = Object.entries(files).filter(([file]) => !existsSync(file));
  return [...new Set([...missingPrograms, ...missingFiles].map(([, name]) => name))];
}
