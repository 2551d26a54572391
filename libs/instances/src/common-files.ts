import { join } from 'node:path';
import type { Directory, File, Unit, User } from './description.ts';
import { environmentOf } from './instance-environment.ts';
import { formatEnvironment } from './environment-file.ts';
import type { Facts } from './facts.ts';
import type { Layout } from './layout.ts';
import { cloudWatchAgentConfig } from './cloudwatch-agent.ts';
import { renderUnit } from './render-unit.ts';

/** A file that root owns and everybody may read. */
export function plainFile(path: string, content: string): File {
  return { path, mode: 0o644, user: 'root', group: 'root', content };
}

/** A directory, owned by root unless said otherwise. */
export function directory(path: string, mode = 0o755, user = 'root', group = user): Directory {
  return { path, mode, user, group };
}

export interface CommonFilesOf {
  readonly facts: Facts;
  readonly layout: Layout;
  readonly units: readonly Unit[];
  readonly users: readonly User[];
  readonly directories: readonly Directory[];
}

/** Directories that every instance has. */
export function commonDirectories(layout: Layout): readonly Directory[] {
  return [
    directory(layout.settings),
    directory(layout.releases),
    directory(layout.state),
    directory(layout.runtime),
    // MariaDB writes its slow log itself; what units say is opened by systemd.
    directory(layout.logs),
  ];
}

/** Files that every instance has: what it knows of itself, its units, and how the system keeps order. */
export function commonFiles(of: CommonFilesOf): readonly File[] {
  const { facts, layout, units, users, directories } = of;
  const at = (path: string) => join(layout.root, path);
  return [
    ...(facts.instance
      ? [plainFile(join(layout.settings, 'instance.env'), formatEnvironment(environmentOf(facts)))]
      : []),
    plainFile(at('/etc/sysusers.d/perfume.conf'), renderUsers(users)),
    plainFile(at('/etc/tmpfiles.d/perfume.conf'), tmpfiles(directories, layout)),
    plainFile(at('/etc/logrotate.d/perfume'), logrotate(layout)),
    plainFile(at('/etc/systemd/journald.conf.d/perfume.conf'), '[Journal]\nSystemMaxUse=200M\n'),
    plainFile(at('/etc/sysctl.d/60-perfume.conf'), sysctl),
    plainFile(at('/etc/apt/apt.conf.d/52perfume'), unattendedUpgrades(facts.role)),
    plainFile(join(layout.settings, 'cloudwatch-agent.json'), cloudWatchAgentConfig(facts, layout, units)),
    ...units
      .flatMap((unit) => renderUnit(unit))
      .map(({ name, content }) => plainFile(join(layout.systemd, name), content)),
  ];
}

/** sysusers.d(5): users without a shell or a password. */
export function renderUsers(users: readonly User[]): string {
  return users
    .filter(({ fromPackage }) => fromPackage === undefined)
    .map(({ name, why, groups = [] }) =>
      [`# ${why}`, `u ${name} - - -`, ...groups.map((group) => `m ${name} ${group}`), ''].join('\n'),
    )
    .join('');
}

/** tmpfiles.d(5): directories are there after each boot, those on the data volume are made once it is mounted. */
function tmpfiles(directories: readonly Directory[], layout: Layout): string {
  return directories
    .filter(({ path }) => path !== layout.data && !path.startsWith(`${layout.data}/`))
    .map(
      ({ path, mode, user, group }) => `d ${path} ${mode.toString(8).padStart(4, '0')} ${user} ${group} -\n`,
    )
    .join('');
}

/** Copied and cut: the programs keep their files open. */
function logrotate(layout: Layout): string {
  return `${join(layout.logs, '*.log')} ${join(layout.logs, '*/*.log')} {
  size 20M
  rotate 5
  compress
  copytruncate
  missingok
  notifempty
}
`;
}

const sysctl = `# Memory of MariaDB and memcached is not swapped for page cache.
vm.swappiness = 1
# Bursts of connections wait in the kernel instead of being refused.
net.core.somaxconn = 4096
net.ipv4.tcp_max_syn_backlog = 4096
`;

/**
 * Security updates by themselves, but never of what would restart the database on both servers in one night, and never a
 * reboot: those are done one server after the other (docs/guides/upgrade-mariadb.md).
 */
function unattendedUpgrades(role: Facts['role']): string {
  const held = role === 'app' ? [] : ['mariadb-', 'galera-', 'libmariadb', 'memcached$', 'wireguard-'];
  return [
    'APT::Periodic::Update-Package-Lists "1";',
    'APT::Periodic::Unattended-Upgrade "1";',
    'Unattended-Upgrade::Origins-Pattern { "origin=Debian,codename=${distro_codename},label=Debian-Security"; "origin=Debian,codename=${distro_codename}-security,label=Debian-Security"; };',
    `Unattended-Upgrade::Package-Blacklist { ${held.map((name) => `"${name}"; `).join('')}};`,
    'Unattended-Upgrade::Automatic-Reboot "false";',
    '',
  ].join('\n');
}
