import { dirname, join } from 'node:path';
import { directory, plainFile } from './common-files.ts';
import { databasePaths } from './database/paths.ts';
import { renderMariadbConfig } from './database/render-mariadb.ts';
import { describeInstance } from './describe-instance.ts';
import type { Directory, InstanceDescription, Package, User } from './description.ts';
import type { DataServerFacts } from './facts.ts';
import { serverLayout, type Layout } from './layout.ts';
import { shellCommand } from './shell-command.ts';
import {
  dataServerProgram,
  dataServerUnits,
  failoverProgram,
  outgoingAddressScript,
} from './units/data-server-units.ts';

const packages: readonly Package[] = [
  { name: 'mariadb-server', why: 'MariaDB 10.11 with the scripts of a full copy.' },
  { name: 'mariadb-backup', why: 'Full copies to a peer and full backups, without stopping the server.' },
  { name: 'galera-4', why: 'Synchronous replication.' },
  { name: 'socat', why: 'Carries a full copy through the tunnel.' },
  { name: 'memcached', why: 'The shared cache.' },
  { name: 'wireguard-tools', why: 'Sets keys and peers of the tunnel.' },
  { name: 'zstd', why: 'Compresses full backups.' },
  { name: 'openssl', why: 'Makes the certificates of the database.' },
  { name: 'iproute2', why: 'Gives the tunnel its address.' },
  { name: 'logrotate', why: 'Keeps logs small.' },
  { name: 'unattended-upgrades', why: 'Security updates by themselves, of all but the database.' },
];

const users: readonly User[] = [
  { name: 'mysql', why: 'MariaDB and its backups', fromPackage: 'mariadb-server' },
  { name: 'memcache', why: 'memcached', fromPackage: 'memcached' },
  { name: 'perfume-agent', why: 'The failover agent' },
];

/** Debian's units that would start servers with Debian's settings, and the way in that nobody uses. */
const maskedUnits = ['ssh.service', 'ssh.socket', 'mariadb.service', 'memcached.service'];

/** A data server: MariaDB with Galera, memcached, the failover agent, the tunnel, backups. */
export function describeDataServer(
  facts: DataServerFacts,
  layout: Layout = serverLayout,
): InstanceDescription {
  return describeInstance({
    facts: { role: 'data', ...facts },
    layout,
    release: { kind: 'data', program: dataServerProgram },
    packages,
    maskedUnits,
    users,
    directories: dataServerDirectories(layout),
    files: [
      plainFile(databasePaths(layout).config, renderMariadbConfig(facts, layout)),
      shellCommand(layout, 'data-server', dataServerProgram),
      shellCommand(layout, 'failover', failoverProgram),
    ],
    units: dataServerUnits(facts, layout),
    outgoing: outgoingStep(facts),
  });
}

function dataServerDirectories(layout: Layout): readonly Directory[] {
  const paths = databasePaths(layout);
  return [
    directory(join(layout.settings, 'tunnel'), 0o700),
    directory(paths.tls, 0o750, 'root', 'mysql'),
    // MariaDB's user makes new data directories beside the old one before it takes them.
    directory(layout.data, 0o755, 'mysql'),
    directory(layout.database, 0o700, 'mysql'),
    directory(layout.binaryLogs, 0o700, 'mysql'),
    directory(paths.temporary, 0o700, 'mysql'),
    directory(paths.runtime, 0o755, 'mysql'),
    directory(dirname(paths.slowLog), 0o755, 'mysql'),
    directory(join(layout.runtime, 'failover'), 0o755, 'perfume-agent'),
    directory(join(layout.state, 'failover'), 0o700, 'perfume-agent'),
  ];
}

function outgoingStep({ outgoingAddress, addresses, node }: DataServerFacts) {
  if (outgoingAddress === undefined) return undefined;
  const others = Object.values(addresses).filter((address) => address !== addresses[node]);
  return {
    name: 'network',
    command: ['/bin/sh', outgoingAddressScript, outgoingAddress, addresses[node], ...others],
    why: 'Before anything is fetched: only the server’s own second address has a way out.',
  };
}
