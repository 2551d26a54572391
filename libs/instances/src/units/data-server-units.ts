import { dirname, join } from 'node:path';
import type { Unit } from '../description.ts';
import type { DataServerFacts, TunnelFacts } from '../facts.ts';
import { databasePaths } from '../database/paths.ts';
import type { Layout } from '../layout.ts';
import { divideMemory } from '../memory.ts';
import { ports } from '../ports.ts';
import { program, rootOf, unit } from './unit-defaults.ts';

/** The program on data servers and witness, as it is called in a release. */
export const dataServerProgram = 'data-server.mjs';
export const failoverProgram = 'failover.mjs';

/** Memory that is assumed where an instance's is not known. In MiB. */
const assumedMemoryMiB = 4_096;

/** The script in the user data that gives a server its own way out. */
export const outgoingAddressScript = '/opt/perfume/bootstrap/outgoing-address.sh';

export const unitNames = {
  network: 'perfume-network',
  volume: 'perfume-volume',
  tunnel: 'perfume-tunnel',
  secrets: 'perfume-secrets',
  database: 'perfume-database',
  users: 'perfume-users',
  cache: 'perfume-cache',
  failover: 'perfume-failover',
  binlog: 'perfume-binlog',
  backup: 'perfume-backup',
  certificates: 'perfume-certificates',
  witness: 'perfume-witness',
  storefront: 'perfume-storefront',
  settings: 'perfume-settings',
  lifecycle: 'perfume-lifecycle',
  agents: 'perfume-amazon-agents',
} as const;

/** Everything that runs on a data server, in the order in which it starts. */
export function dataServerUnits(facts: DataServerFacts, layout: Layout): readonly Unit[] {
  return [
    ...(facts.outgoingAddress === undefined ? [] : [network(facts, facts.outgoingAddress, layout)]),
    ...(facts.dataVolumeId === undefined ? [] : [volume(layout)]),
    tunnel(facts, layout),
    secrets(layout),
    database(facts, layout),
    users(layout),
    cache(facts, layout),
    failover(layout),
    binlog(layout),
    backup(layout),
    certificates(layout),
    amazonAgents(layout, dataServerProgram),
  ];
}

function network(facts: DataServerFacts, outgoing: string, layout: Layout): Unit {
  const own = facts.addresses[facts.node];
  const others = Object.values(facts.addresses).filter((address) => address !== own);
  return unit(layout, {
    name: unitNames.network,
    description: 'The way out to the API of Amazon, by an address that never moves',
    kind: 'once',
    command: [outgoingAddressScript, outgoing, own, ...others],
    user: 'root',
    sandbox: { none: true },
    notRehearsed: 'The rehearsal’s router lets every instance out by its own address.',
  });
}

function volume(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.volume,
    description: 'The data volume: made ready when it is empty, mounted',
    kind: 'once',
    command: program(layout, dataServerProgram, 'volume'),
    user: 'root',
    environment: rootOf(layout),
    sandbox: { none: true },
    notRehearsed: 'A rehearsed server has a directory instead of a volume.',
  });
}

/** Also on the witness. */
export function tunnel(facts: TunnelFacts, layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.tunnel,
    description: 'WireGuard to the peers, and what the database of this node is doing, told to them',
    kind: 'service',
    command: program(layout, dataServerProgram, 'tunnel'),
    user: 'root',
    environment: rootOf(layout),
    after: 'outgoingAddress' in facts && facts.outgoingAddress !== undefined ? [unitNames.network] : [],
    // The interface and its userspace program outlive a restart: replication does not notice it.
    stop: { signal: 'SIGTERM', seconds: 5, mainProcessOnly: true },
    limits: { memoryMiB: 160, outOfMemoryScore: -500 },
    sandbox: {
      justInTimeCode: true,
      writable: [join(layout.settings, 'tunnel'), layout.runtime, '/run/wireguard'],
      capabilities: ['CAP_NET_ADMIN', 'CAP_DAC_OVERRIDE', 'CAP_KILL'],
      devices: ['/dev/net/tun'],
    },
    restartWhenChanged: [join(layout.release, dataServerProgram)],
  });
}

function secrets(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.secrets,
    description: 'Passwords and certificates of the database, made once for the shop and kept here',
    kind: 'once',
    command: program(layout, dataServerProgram, 'secrets'),
    user: 'root',
    environment: rootOf(layout),
    after: [unitNames.tunnel],
    sandbox: {
      justInTimeCode: true,
      writable: [layout.settings],
      capabilities: ['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER'],
    },
  });
}

function database(facts: DataServerFacts, layout: Layout): Unit {
  const paths = databasePaths(layout);
  return unit(layout, {
    name: unitNames.database,
    description: 'MariaDB: decides whether to begin the cluster, join it or wait, then is mariadbd itself',
    kind: 'service',
    command: program(layout, dataServerProgram, 'database', 'start'),
    user: 'mysql',
    environment: rootOf(layout),
    after: [
      ...(facts.dataVolumeId === undefined ? [] : [unitNames.volume]),
      unitNames.tunnel,
      unitNames.secrets,
    ],
    // A large buffer pool takes its time; killed before, it recovers at the next start.
    stop: { signal: 'SIGTERM', seconds: 120 },
    limits: { openFiles: 32_768, outOfMemoryScore: -900 },
    sandbox: { justInTimeCode: true, writable: [layout.data, paths.runtime, dirname(paths.slowLog)] },
    restartWhenChanged: [paths.config],
  });
}

function users(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.users,
    description: 'Accounts of the database with no more rights than they need',
    kind: 'once',
    command: program(layout, dataServerProgram, 'database', 'users'),
    user: 'root',
    environment: rootOf(layout),
    after: [unitNames.secrets, unitNames.database],
    sandbox: { justInTimeCode: true, capabilities: ['CAP_DAC_OVERRIDE'] },
    // A release may bring accounts or rights of its own.
    restartWhenChanged: [join(layout.release, dataServerProgram)],
  });
}

function cache(facts: DataServerFacts, layout: Layout): Unit {
  const { cache: memoryMiB } = divideMemory(facts.instance?.memoryMiB ?? assumedMemoryMiB);
  const address = facts.instance?.privateAddress ?? facts.addresses[facts.node];
  return unit(layout, {
    name: unitNames.cache,
    description: 'memcached: pages and answers that can be made again',
    kind: 'service',
    command: [
      '/usr/bin/memcached',
      `--listen=${address}`,
      `--port=${ports.cache.port}`,
      '--udp-port=0',
      `--memory-limit=${memoryMiB}`,
      '--conn-limit=2048',
      '--threads=2',
    ],
    user: 'memcache',
    restart: { policy: 'always', seconds: 1 },
    stop: { signal: 'SIGTERM', seconds: 5 },
    limits: { memoryMiB: memoryMiB * 2 + 64, openFiles: 4_096, outOfMemoryScore: 500 },
  });
}

function failover(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.failover,
    description: 'The failover agent: moves the Elastic IP to the data server that serves',
    kind: 'service',
    command: program(layout, failoverProgram, 'run'),
    user: 'perfume-agent',
    environmentFiles: [
      { path: join(layout.settings, 'instance.env') },
      // Timings that people have changed; without it all are as documented.
      { path: join(layout.settings, 'failover.env'), optional: true },
    ],
    // With an arena for each thread its memory grows by another 5 MB and never comes back.
    environment: { ...rootOf(layout), MALLOC_ARENA_MAX: '1' },
    after: [unitNames.tunnel, unitNames.secrets, unitNames.database],
    restart: { policy: 'always', seconds: 1 },
    limits: { memoryMiB: 128, outOfMemoryScore: -500 },
    sandbox: {
      justInTimeCode: true,
      writable: [join(layout.state, 'failover'), join(layout.runtime, 'failover')],
    },
    restartWhenChanged: [join(layout.release, failoverProgram)],
  });
}

function binlog(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.binlog,
    description: 'Continuous backup: binary logs to S3',
    kind: 'service',
    command: program(layout, dataServerProgram, 'backup', 'binlog'),
    user: 'mysql',
    environment: rootOf(layout),
    after: [unitNames.database],
    restart: { policy: 'always', seconds: 5 },
    stop: { signal: 'SIGTERM', seconds: 30 },
    limits: { memoryMiB: 192, outOfMemoryScore: 200 },
    sandbox: { justInTimeCode: true },
    restartWhenChanged: [join(layout.release, dataServerProgram)],
  });
}

function backup(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.backup,
    description: 'Full backup to S3, by the data server that does not hold the endpoint',
    kind: 'timed',
    command: program(layout, dataServerProgram, 'backup', 'nightly'),
    user: 'mysql',
    environment: rootOf(layout),
    // At three the server that does not serve does it; at five the other one, if nobody has.
    schedule: { calendar: '*-*-* 03,05:00:00', randomDelaySeconds: 300 },
    stop: { signal: 'SIGTERM', seconds: 30 },
    limits: { outOfMemoryScore: 300 },
    sandbox: { justInTimeCode: true, writable: [layout.data] },
  });
}

function certificates(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.certificates,
    description: 'Renews MariaDB’s certificate two months before it ends',
    kind: 'timed',
    command: program(layout, dataServerProgram, 'tls'),
    user: 'root',
    environment: rootOf(layout),
    schedule: { calendar: '*-*-* 02:00:00', randomDelaySeconds: 1_800 },
    sandbox: {
      justInTimeCode: true,
      writable: [layout.settings],
      capabilities: ['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER'],
    },
  });
}

/** On every kind of instance; nothing waits for it. */
export function amazonAgents(layout: Layout, programName: string): Unit {
  return unit(layout, {
    name: unitNames.agents,
    description: 'Session Manager and the CloudWatch agent, from Amazon’s bucket of the region',
    kind: 'once',
    command: program(layout, programName, 'agents'),
    user: 'root',
    environment: rootOf(layout),
    restart: { policy: 'on-failure', seconds: 60 },
    sandbox: { none: true },
    restartWhenChanged: [join(layout.settings, 'cloudwatch-agent.json')],
    notRehearsed: 'Amazon’s agents talk to services that no rehearsal has.',
  });
}
