import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeAddressesCommand,
  DisassociateAddressCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { startMoto, type Moto } from '@perfume/local-services';
import { askAgent } from '../control/control-client.ts';
import type { Reply } from '../control/orders.ts';
import type { Status } from '../control/status.ts';
import { apiProxy, type ApiProxy } from './api-proxy.ts';
import { galeraNode, makeSeed, startWitness, type GaleraNode } from './galera-pair.ts';
import { makeNetwork, type Network } from './network.ts';
import { start, until, type Running } from './process.ts';

type DataServer = 'a' | 'b';

/** Two data servers, the witness, Amazon's API and both agents, as real processes in namespaces of their own. */
export interface Topology {
  readonly network: Network;
  readonly nodes: Readonly<Record<DataServer, GaleraNode>>;
  readonly api: ApiProxy;
  witness(): Running;
  startWitness(): void;
  agent(server: DataServer): Running;
  startAgent(server: DataServer): void;
  /** The file by which the agent asks for a restart of MariaDB. */
  restartRequest(server: DataServer): string;
  /** The sentences that the agent has logged, oldest first. */
  story(server: DataServer): readonly string[];
  status(server: DataServer): Promise<Status | undefined>;
  order(server: DataServer, path: string): Promise<Reply>;
  /** Who holds the address, by Amazon's own word. */
  holder(): Promise<DataServer | 'nobody'>;
  /** Moves the address as a person at the console would; undefined takes it from everybody. */
  moveByHand(to: DataServer | undefined): Promise<void>;
  /** Tries one order of a shopper on a server: `taken`, or the error's number or code. */
  tryOrder(server: DataServer, name: string): Promise<number | string>;
  /** Waits until a server is the writer, takes writes and holds the address. */
  settled(server: DataServer, ms?: number): Promise<void>;
  remove(): Promise<void>;
}

/** @param diskMiB the size of each data server's disk, which is then one of its own */
export async function startTopology({ diskMiB }: { readonly diskMiB?: number } = {}): Promise<Topology> {
  const folder = mkdtempSync(join(tmpdir(), 'pfo-'));
  const network = makeNetwork();
  const { servers, fabric } = network;
  const members = [servers.a.tunnel, servers.b.tunnel, servers.c.tunnel];
  const agents: Partial<Record<DataServer, Running>> = {};
  const others: Running[] = [];
  let witness: Running | undefined;
  let moto: Moto | undefined;
  let api: ApiProxy | undefined;
  const nodes: Partial<Record<DataServer, GaleraNode>> = {};

  async function remove(): Promise<void> {
    const running = [agents.a, agents.b, witness, ...others];
    for (const node of [nodes.a, nodes.b]) running.push(node?.process());
    for (const one of running) await one?.end();
    await api?.close();
    await moto?.stop();
    network.remove();
    if (diskMiB !== undefined)
      for (const name of ['a', 'b']) spawnSync('umount', [join(folder, name, 'data')]);
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    const seeding = makeSeed(folder, servers.a);
    moto = await startMoto();
    api = await apiProxy({ host: '127.0.0.1', port: moto.port }, { path: join(folder, 'api') });
    others.push(
      start(
        [
          ...fabric.enter,
          'socat',
          `TCP-LISTEN:80,fork,reuseaddr,bind=${fabric.address}`,
          `UNIX-CONNECT:${join(folder, 'api')}`,
        ],
        { logPath: join(folder, 'socat.log') },
      ),
    );
    const ec2 = new EC2Client(moto.client);
    const cloud = await makeCloud(ec2, { a: servers.a.address, b: servers.b.address });
    const seed = await seeding;
    for (const name of ['a', 'b'] as const) {
      if (diskMiB !== undefined) mountDisk(join(folder, name, 'data'), diskMiB);
      nodes[name] = galeraNode({ name, folder, seed, place: servers[name], members });
    }
    await nodes.a!.start({ asFirst: true });
    witness = startWitness(folder, servers.c, members);
    await nodes.b!.start({});
    return built(folder, network, nodes as Record<DataServer, GaleraNode>, api, moto, cloud, ec2);
  } catch (error) {
    await remove();
    throw error;
  }

  function built(
    home: string,
    net: Network,
    galera: Record<DataServer, GaleraNode>,
    proxy: ApiProxy,
    amazon: Moto,
    cloudIds: Cloud,
    ec2: EC2Client,
  ): Topology {
    const runtime = (server: DataServer) => join(home, server, 'run');
    const socketPath = (server: DataServer) => join(runtime(server), 'agent.sock');
    const topology: Topology = {
      network: net,
      nodes: galera,
      api: proxy,
      witness: () => witness!,
      startWitness() {
        witness = startWitness(home, servers.c, members);
      },
      agent: (server) => agents[server]!,
      startAgent(server) {
        agents[server] = start([...servers[server].enter, process.execPath, 'src/main.ts', 'run'], {
          cwd: join(import.meta.dirname, '../..'),
          logPath: join(home, server, 'agent.log'),
          env: {
            PATH: process.env['PATH'],
            ...amazon.environment,
            AWS_ENDPOINT_URL: `http://${fabric.address}:80`,
            AWS_REGION: amazon.client.region,
            SHOP_NAME: 'failover-test',
            INSTANCE_NODE: server,
            ELASTIC_IP_ALLOCATION_ID: cloudIds.allocationId,
            NETWORK_INTERFACE_ID: cloudIds.interfaceIds[server],
            NODE_A_ADDRESS: servers.a.address,
            NODE_B_ADDRESS: servers.b.address,
            FAILOVER_DATABASE_SOCKET: galera[server].socketPath,
            FAILOVER_DATABASE_PASSWORD: 'agent',
            FAILOVER_DATA_PATH: galera[server].dataPath,
            FAILOVER_RUNTIME_PATH: runtime(server),
            FAILOVER_STATE_PATH: join(home, server, 'state'),
            FAILOVER_COOL_DOWN_MS: '0',
            FAILOVER_MIN_FREE_MIB: '24',
            FAILOVER_REJOIN_MS: '5000',
            METRICS: 'off',
          },
        });
      },
      restartRequest: (server) => join(runtime(server), 'restart-database'),
      story(server) {
        const lines = readFileSync(join(home, server, 'agent.log'), 'utf8')
          .trim()
          .split('\n');
        return lines.flatMap((line) => {
          try {
            return [String((JSON.parse(line) as { msg?: unknown }).msg)];
          } catch {
            return [];
          }
        });
      },
      async status(server) {
        try {
          const answer = (await askAgent(socketPath(server), 'GET', '/status')) as Status | Reply;
          return 'ok' in answer ? undefined : answer;
        } catch {
          return undefined;
        }
      },
      order: async (server, path) => (await askAgent(socketPath(server), 'POST', path)) as Reply,
      async holder() {
        const { NetworkInterfaceId: id } = await describe(ec2, cloudIds);
        return id === cloudIds.interfaceIds.a ? 'a' : id === cloudIds.interfaceIds.b ? 'b' : 'nobody';
      },
      async moveByHand(to) {
        if (to !== undefined) {
          await ec2.send(
            new AssociateAddressCommand({
              AllocationId: cloudIds.allocationId,
              NetworkInterfaceId: cloudIds.interfaceIds[to],
              AllowReassociation: true,
            }),
          );
          return;
        }
        const { AssociationId } = await describe(ec2, cloudIds);
        await ec2.send(new DisassociateAddressCommand({ AssociationId }));
      },
      tryOrder(server, name) {
        return new Promise((resolve) => {
          const connection = galera[server].shopper();
          const settle = (outcome: number | string) => {
            clearTimeout(timer);
            connection.destroy();
            resolve(outcome);
          };
          const timer = setTimeout(() => settle('no answer'), 5_000);
          connection.query('INSERT INTO orders (name) VALUES (?)', [name], (error) =>
            settle(error ? (error.errno ?? error.code) : 'taken'),
          );
        });
      },
      async settled(server, ms = 60_000) {
        await until(
          `${server} to be the writer and to hold the address`,
          async () => {
            const status = await topology.status(server);
            return (
              status?.writer?.node === server &&
              status.self.gate === 'open' &&
              status.address.holder === server &&
              (await topology.holder()) === server
            );
          },
          ms,
        );
      },
      remove,
    };
    return topology;
  }
}

function mountDisk(path: string, sizeMiB: number): void {
  mkdirSync(path, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'failover-test', path]);
  if (mounted.status !== 0) throw new Error(`No disk could be mounted at ${path}.`);
}

interface Cloud {
  readonly allocationId: string;
  readonly interfaceIds: Readonly<Record<DataServer, string>>;
}

async function makeCloud(ec2: EC2Client, addresses: Record<DataServer, string>): Promise<Cloud> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.20.0.0/16' }),
  );
  const interfaceOf = async (server: DataServer) => {
    const made = await ec2.send(
      new CreateNetworkInterfaceCommand({ SubnetId: Subnet?.SubnetId, PrivateIpAddress: addresses[server] }),
    );
    return made.NetworkInterface?.NetworkInterfaceId ?? '';
  };
  const { AllocationId = '' } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  return {
    allocationId: AllocationId,
    interfaceIds: { a: await interfaceOf('a'), b: await interfaceOf('b') },
  };
}

async function describe(ec2: EC2Client, { allocationId }: Cloud) {
  const { Addresses } = await ec2.send(new DescribeAddressesCommand({ AllocationIds: [allocationId] }));
  return Addresses?.[0] ?? {};
}
