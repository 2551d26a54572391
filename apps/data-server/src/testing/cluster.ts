import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  databasePaths,
  describeDataServer,
  describeWitness,
  layoutAt,
  unitNames,
  writeRoot,
  type DataNodeName,
  type DataServerFacts,
  type InstanceDescription,
  type Layout,
  type NodeName,
} from '@perfume/instances';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { lookAtDatabase } from '../database/look.ts';
import type { DatabaseReport } from '../database/report.ts';
import { run, type ProgramResult } from '../system/program.ts';
import { buildRelease } from './release.ts';
import { Supervisor } from './supervisor.ts';
import { provideUsers } from './users.ts';

/** One scratch server of the cluster, made from its description as a real one is. */
export interface ScratchServer {
  readonly node: NodeName;
  readonly layout: Layout;
  /** Where MariaDB listens. */
  readonly address: string;
  unit(name: string): Supervisor;
  /** Starts all that is needed for the database. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Runs a command of the program, as root. */
  command(...args: readonly string[]): Promise<ProgramResult>;
  look(): Promise<DatabaseReport>;
  /** Rows by the socket, as root. */
  ask(sql: string): Promise<readonly RowDataPacket[]>;
  log(unit: string): Promise<string>;
}

export interface ScratchCluster {
  readonly a: ScratchServer;
  readonly b: ScratchServer;
  readonly c: ScratchServer;
  readonly folder: string;
  readonly shop: string;
  remove(): Promise<void>;
}

/** Data servers a and b and the witness on loopback addresses of their own, each below a root of its own. */
export async function makeCluster(cloud: {
  readonly environment: Readonly<Record<string, string>>;
  readonly region: string;
  readonly bucket: string;
}): Promise<ScratchCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'perfume-pair-'));
  await run(['chmod', '755', folder]);
  buildRelease(join(folder, 'release'));
  // 127.0.0.0/8 is all this machine's: runs beside one another take nets of their own.
  const net = `127.${80 + (process.pid % 40)}.${Math.floor(Math.random() * 250)}`;
  const addresses = { a: `${net}.10`, b: `${net}.20`, c: `${net}.30` };
  const shared = {
    shop: 'scratch',
    region: cloud.region,
    releaseBucket: cloud.bucket,
    addresses,
    tunnelAddresses: { a: `${net}.1`, b: `${net}.2`, c: `${net}.3` },
    tunnel: false,
    environment: cloud.environment,
  };
  const instance = (node: NodeName) => ({
    instanceId: `i-${node}`,
    zone: `zone-${node}`,
    networkInterfaceId: `eni-${node}`,
    privateAddress: addresses[node],
    memoryMiB: 1_024,
  });
  const data = (node: DataNodeName): DataServerFacts => ({
    ...shared,
    node,
    instance: instance(node),
    endpointName: 'endpoint.test',
    elasticIp: '192.0.2.1',
    elasticIpAllocationId: 'eipalloc-1',
    dataBucket: cloud.bucket,
  });
  const layoutOf = (node: NodeName) => layoutAt(join(folder, node));
  const descriptions = {
    a: describeDataServer(data('a'), layoutOf('a')),
    b: describeDataServer(data('b'), layoutOf('b')),
    c: describeWitness({ ...shared, instance: instance('c') }, layoutOf('c')),
  };
  const removeUsers = await provideUsers([...descriptions.a.users, ...descriptions.c.users]);
  const make = (node: NodeName, description: InstanceDescription) =>
    makeServer(node, description, join(folder, 'release'));
  const servers = {
    a: await make('a', descriptions.a),
    b: await make('b', descriptions.b),
    c: await make('c', descriptions.c),
  };
  return {
    ...servers,
    folder,
    shop: shared.shop,
    async remove() {
      await Promise.all(Object.values(servers).map((server) => server.stop()));
      await rm(folder, { recursive: true, force: true });
      await removeUsers();
    },
  };
}

async function makeServer(
  node: NodeName,
  description: InstanceDescription,
  release: string,
): Promise<ScratchServer> {
  const { layout } = description;
  const plan = await writeRoot(description);
  await mkdir(layout.releases, { recursive: true });
  await symlink(release, layout.release);
  const units = new Map(plan.processes.map((planned) => [planned.name, new Supervisor(planned, {})]));
  const unit = (name: string) => units.get(name)!;
  const wanted = [unitNames.tunnel, unitNames.secrets, unitNames.database, unitNames.witness];
  return {
    node,
    layout,
    address: description.facts.instance!.privateAddress,
    unit,
    async start() {
      for (const name of wanted) await units.get(name)?.start();
    },
    async stop() {
      for (const name of [...wanted].reverse()) await units.get(name)?.stop();
    },
    command: (...args) =>
      run([join(layout.release, 'bin', 'node'), join(layout.release, 'data-server.mjs'), ...args], {
        deadlineMs: 300_000,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', PERFUME_ROOT: layout.root },
      }),
    look: () => lookAtDatabase(layout),
    async ask(sql) {
      const connection = await createConnection({ socketPath: databasePaths(layout).socket, user: 'root' });
      try {
        const [rows] = await connection.query<RowDataPacket[]>(sql);
        return rows;
      } finally {
        await connection.end();
      }
    },
    log: (name) => readFile(join(layout.logs, `${name}.log`), 'utf8'),
  };
}

/**
 * Waits until a server is a synced member of so many.
 * @throws Error with what its log says last
 */
export async function untilSynced(
  server: ScratchServer,
  members: number,
  patienceMs = 240_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const look = await server.look();
    if (look.phase === 'running' && look.primary && look.synced && look.size === members) return;
    await sleep(200);
  }
  const log = await server.log(unitNames.database);
  throw new Error(
    `${server.node} is not one of ${members}: ${JSON.stringify(await server.look())}\n${log.slice(-4_000)}`,
  );
}
