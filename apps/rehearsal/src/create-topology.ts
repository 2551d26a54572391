import { join } from 'node:path';
import { databasePaths, ports, serverLayout, tunnelAddresses } from '@perfume/instances';
import { associationOf } from './cloud/association-watcher.ts';
import type { Ground } from './ground/ground.ts';
import { dnsTtlSeconds } from './ground/ground.ts';
import { commandOnInstance, setTargetFrozen } from './instances/faults.ts';
import type { Instance } from './instances/instance.ts';
import { fillVolume, freeVolume } from './instances/volume.ts';
import type { Cuts, TunnelPlan } from './network/cuts.ts';
import type { PackedRelease } from './releases/pack.ts';
import { nameCurrentRelease, publishRelease, type ReleaseStore } from './releases/publish.ts';
import type { Run } from './run/run.ts';
import type { Group } from './scaling/group.ts';
import type { FixedServers } from './servers/fixed-servers.ts';
import type { TopologyPlan } from './template/plan.ts';
import type { Timeline } from './timeline/timeline.ts';
import type { DataNode, DataServerAccess, InstanceView, Proof, Topology, TopologyFacts } from './topology.ts';
import type { Usage } from './servers/usage.ts';

/** The parts that a topology is made of, all of them running. */
export interface Parts {
  readonly run: Run;
  readonly plan: TopologyPlan;
  readonly ground: Ground;
  readonly servers: FixedServers;
  readonly group: Group;
  readonly cuts: Cuts;
  readonly usage: Usage;
  readonly timeline: Timeline;
  readonly store: ReleaseStore;
  readonly release: PackedRelease;
  readonly propagationMs: number;
  readonly scalingSpeed: number;
  readonly close: () => Promise<void>;
}

/** The name of the storefront's database on the data servers. */
const shopDatabase = 'perfume';

/** What others see of the running parts, and how they break them. */
export function createTopology(parts: Parts): Topology {
  const { run, ground, servers, group, cuts, timeline, store, usage } = parts;

  const all = (): readonly Instance[] => [
    ...servers.all(),
    ...group.servers().map(({ instance }) => instance),
  ];

  function find(name: string): Instance {
    const found = all().find(({ options }) => options.name === name);
    if (found) return found;
    throw new Error(
      `There is no instance ${name}; there are ${all()
        .map(({ options }) => options.name)
        .join(', ')}.`,
    );
  }

  /** A fault lasts from when it is begun to when its end is begun; showing it takes its own time. */
  async function fault<T>(what: string, state: 'began' | 'ended', work: () => Promise<T>): Promise<T> {
    timeline.record({ kind: 'fault', what, state });
    try {
      return await work();
    } catch (error) {
      if (state === 'began') timeline.record({ kind: 'fault', what, state: 'ended' });
      throw error;
    }
  }

  const named = (target: { instance: string; process?: string }): string =>
    target.process ? `${target.process} on ${target.instance}` : target.instance;

  const accessTo = (node: DataNode): DataServerAccess => ({
    node,
    address: servers.get(node).options.address,
    socketPath: join(servers.get(node).options.root, databasePaths(serverLayout).socket),
    user: 'root',
    database: shopDatabase,
  });

  return {
    runId: run.id,
    directory: run.directory,
    elbUrl: ground.elb.url,
    elbAuthority: ground.elb.authority,
    facts: factsOf(parts),
    releaseId: () => group.releaseId(),
    dataServers: { a: accessTo('a'), b: accessTo('b') },
    instances: () => all().map((instance) => viewOf(instance)),
    async holder() {
      const { networkInterfaceId } = await associationOf(
        ground.cloud.direct.ec2,
        ground.account.allocationId,
      );
      return ground.nodeOf(networkInterfaceId);
    },
    cut: (what) => fault(what, 'began', () => cuts.cut(what)),
    heal: (what) => fault(what, 'ended', () => cuts.heal(what)),
    kill: (target) =>
      fault(`${named(target)} killed`, 'began', async () => {
        const instance = find(target.instance);
        if (target.process !== undefined) await instance.process(target.process).kill();
        else await instance.powerOff('killed');
      }),
    freeze: (target) =>
      fault(`${named(target)} frozen`, 'began', () => setTargetFrozen(find(target.instance), target, true)),
    thaw: (target) =>
      fault(`${named(target)} frozen`, 'ended', () => setTargetFrozen(find(target.instance), target, false)),
    start: (name) => fault(`${name} killed`, 'ended', () => find(name).boot()),
    async reboot(target) {
      if ('instance' in target) {
        const instance = find(target.instance);
        await instance.shutDown('reboot');
        await instance.boot();
        return;
      }
      await fault('everything rebooted', 'began', async () => {
        const instances = all();
        await Promise.all(instances.map((instance) => instance.powerOff('reboot of everything')));
        await Promise.all(instances.map((instance) => instance.boot()));
      });
    },
    replaceDataServer: (node, volume) => servers.replace(node, volume),
    exec: (name, words, { timeoutMs } = {}) => find(name).exec(commandOnInstance(words), timeoutMs),
    fillDisk: (node) => disk(node, 'began', fillVolume),
    freeDisk: (node) => disk(node, 'ended', freeVolume),
    cloudFault(next) {
      const what = next ? `Amazon's API: ${JSON.stringify(next)}` : "Amazon's API";
      return fault(what, next ? 'began' : 'ended', () => ground.cloud.setFault(next));
    },
    async rollOut(releaseId) {
      await publishRelease(store, releaseId, parts.release);
      await group.refresh(releaseId);
      await nameCurrentRelease(store, 'app', releaseId);
    },
    events: () => timeline.stream(),
    timeline: () => timeline.soFar(),
    close: parts.close,
  };

  function disk(
    node: DataNode,
    state: 'began' | 'ended',
    change: (machine: Instance['machine'], mountPoint: string) => Promise<Proof>,
  ): Promise<Proof> {
    return fault(`volume of ${node} full`, state, () => change(servers.get(node).machine, serverLayout.data));
  }

  function viewOf(instance: Instance): InstanceView {
    const { name, role, node, zone, address } = instance.options;
    const server = group.servers().find((one) => one.instance === instance);
    return {
      id: name,
      role,
      node,
      zone,
      address,
      state: instance.state(),
      releaseId: server?.releaseId,
      targetHealth: role === 'app' ? ground.elb.health(name) : undefined,
      ...usage.of(instance),
      processes: instance.processes(),
    };
  }
}

function factsOf({ plan, ground, propagationMs, scalingSpeed }: Parts): TopologyFacts {
  const { group, loadBalancer } = plan;
  return {
    shop: plan.shop,
    region: plan.region,
    endpointName: ground.endpointName,
    elasticIp: ground.elasticIp,
    dnsTtlSeconds,
    propagationMs,
    minimumServers: group.minimum,
    maximumServers: group.maximum,
    cpuTargetPercent: group.cpuTargetPercent,
    instanceWarmupSeconds: group.warmupSeconds,
    healthCheck: loadBalancer.healthCheck,
    deregistrationDelaySeconds: loadBalancer.deregistrationDelaySeconds,
    scalingSpeed,
  };
}

/** The tunnel as far as it has to be known to be cut; undefined unless all of its ends run. */
export function tunnelOf(servers: FixedServers): TunnelPlan | undefined {
  if (servers.all().some((instance) => instance.state() !== 'running')) return undefined;
  const end = (node: DataNode) => {
    const { namespace, address } = servers.get(node).options;
    return { namespace, address, tunnelAddress: tunnelAddresses[node] };
  };
  return {
    port: ports.tunnelOnData.port,
    ends: { a: end('a'), b: end('b') },
    witnessTunnelAddress: tunnelAddresses.c,
  };
}
