import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { serverLayout, type Facts } from '@perfume/instances';
import type { Ground } from '../ground/ground.ts';
import { createInstance, type Instance } from '../instances/instance.ts';
import { configure, fetchRelease, makeInstanceRoot } from '../instances/set-up.ts';
import { makeVolume } from '../instances/volume.ts';
import { connectInstance } from '../network/fabric.ts';
import type { CgroupTrees } from '../run/cgroup.ts';
import type { Run } from '../run/run.ts';
import type { TopologyPlan } from '../template/plan.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Node } from '../topology.ts';
import type { FactsOf } from './facts.ts';
import { sizes, volumeBytes } from './sizes.ts';

export interface ServersOptions {
  readonly run: Run;
  readonly trees: CgroupTrees;
  readonly plan: TopologyPlan;
  readonly ground: Ground;
  readonly facts: FactsOf;
  readonly timeline: Timeline;
}

/** The data servers and the witness: fixed addresses and interfaces, which stay when a server is replaced. */
export interface FixedServers {
  get(node: Node): Instance;
  all(): readonly Instance[];
  /** Boots all three at once. */
  boot(): Promise<void>;
  /** A new server at the same address; the volume is the old one, or a new and empty one. */
  replace(node: Node, volume: 'kept' | 'new'): Promise<void>;
}

const nodes: readonly Node[] = ['a', 'b', 'c'];

export async function createFixedServers(options: ServersOptions): Promise<FixedServers> {
  const { run, plan, ground } = options;
  const servers = new Map<Node, Instance>();
  const imageOf = (node: Node): string => join(run.directory, 'volumes', `${node}.img`);

  async function create(node: Node, namespace: string): Promise<void> {
    servers.set(node, await createFixedServer(options, node, namespace, imageOf(node)));
  }

  for (const node of nodes) {
    const address = plan.addresses[node][0]!;
    const namespace = await connectInstance(run, ground.fabric, { name: node, zone: node, address });
    await ground.membership.join(node === 'c' ? 'witness' : 'data', namespace, address);
    if (node !== 'c') await makeVolume(imageOf(node), volumeBytes);
    await create(node, namespace);
  }
  return {
    get: (node) => servers.get(node)!,
    all: () => [...servers.values()],
    async boot() {
      await Promise.all([...servers.values()].map((instance) => instance.boot()));
    },
    async replace(node, volume) {
      const old = servers.get(node)!;
      await old.powerOff('terminated: it is replaced');
      await rm(old.options.root, { recursive: true, force: true });
      if (volume === 'new' && node !== 'c') {
        await rm(imageOf(node), { force: true });
        await makeVolume(imageOf(node), volumeBytes);
      }
      await create(node, old.options.namespace);
      await servers.get(node)!.boot();
    },
  };
}

async function createFixedServer(
  { run, trees, plan, ground, facts, timeline }: ServersOptions,
  node: Node,
  namespace: string,
  image: string,
): Promise<Instance> {
  const its: Facts = node === 'c' ? facts.witness() : facts.data(node);
  const root = join(run.directory, 'instances', node);
  await makeInstanceRoot(root, its, { hostname: node, resolverAddress: ground.fabric.resolverAddress });
  return createInstance({
    run,
    trees,
    timeline,
    name: node,
    role: its.role,
    node,
    zone: node,
    address: plan.addresses[node][0]!,
    namespace,
    gateway: ground.fabric.gateways[node],
    size: sizes[its.role],
    root,
    ...(node !== 'c' && { volume: { image, mountPoint: serverLayout.data } }),
    async prepare(machine, isFirstBoot) {
      if (isFirstBoot) await fetchRelease(machine, its, facts.access);
      return configure(machine, root, its);
    },
  });
}
