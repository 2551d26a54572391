import { prepareTranslation, translateTo } from '../addresses/elastic-ip.ts';
import { publicNameOf } from '../addresses/public-name.ts';
import { startResolver } from '../addresses/resolver.ts';
import { openAccount, type Account } from '../cloud/account.ts';
import { watchAssociation, type AssociationWatcher } from '../cloud/association-watcher.ts';
import { startCloud, type Cloud } from '../cloud/cloud.ts';
import { startLoadBalancer, type LoadBalancer } from '../elb/load-balancer.ts';
import { buildFabric, type Fabric } from '../network/fabric.ts';
import { inNamespace } from '../network/namespaces.ts';
import { makeGroup, type CgroupTrees } from '../run/cgroup.ts';
import { groupOf, type Run } from '../run/run.ts';
import { createMembership, type Membership } from '../security-groups/membership.ts';
import type { TopologyPlan } from '../template/plan.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { DataNode } from '../topology.ts';

/** Addresses for documents and examples, which nobody has: that of the endpoint, and that of whoever comes from outside. */
const elasticIp = '203.0.113.10';
const outside = '203.0.113.1';
/** What Amazon's resolver gives for the names of its addresses, in seconds. */
export const dnsTtlSeconds = 60;

export interface GroundOptions {
  readonly run: Run;
  readonly trees: CgroupTrees;
  readonly plan: TopologyPlan;
  readonly timeline: Timeline;
  readonly python: string;
  readonly propagationMs: number;
  readonly failed: (error: unknown) => void;
}

/** Everything that Amazon would bring, before the first instance: network, API, addresses, names, load balancer. */
export interface Ground {
  readonly fabric: Fabric;
  readonly cloud: Cloud;
  readonly account: Account;
  readonly elb: LoadBalancer;
  readonly membership: Membership;
  readonly elasticIp: string;
  readonly endpointName: string;
  /** The node that an association belongs to. */
  nodeOf(networkInterfaceId: string | null): DataNode | null;
  stop(): Promise<void>;
}

export async function layGround(options: GroundOptions): Promise<Ground> {
  const { run, trees, plan, timeline } = options;
  const fabric = await buildFabric(run, plan);
  const group = await makeGroup(trees, `${groupOf(run)}/ground`);
  const { namespace, address } = fabric.cloud;
  const cloud = await startCloud(run, {
    namespace,
    address,
    region: plan.region,
    group,
    python: options.python,
  });
  const account = await openAccount(cloud.direct, { ...plan, elasticIp });
  const nodeOf = (networkInterfaceId: string | null): DataNode | null =>
    (['a', 'b'] as const).find((node) => account.networkInterfaces[node] === networkInterfaceId) ?? null;
  const endpointName = publicNameOf(elasticIp, plan.region);
  const watcher = await followAssociation({
    ...options,
    fabric,
    cloud,
    account,
    endpointName,
    nodeOf,
    group,
  });
  const elb = await startLoadBalancer(run, {
    plan: plan.loadBalancer,
    namespace: fabric.elb.namespace,
    publicAddress: fabric.elb.publicAddress,
    group,
    changed: (instance, health) => timeline.record({ kind: 'target', instance, health }),
  });
  const membership = createMembership(plan.securityGroups, fabric.resolverAddress);
  await membership.join('load-balancer', fabric.elb.namespace, fabric.elb.privateAddress);
  return {
    fabric,
    cloud,
    account,
    elb,
    membership,
    elasticIp,
    endpointName,
    nodeOf,
    async stop() {
      await watcher.stop();
      await elb.stop();
    },
  };
}

interface Following
  extends GroundOptions, Pick<Ground, 'fabric' | 'cloud' | 'account' | 'endpointName' | 'nodeOf'> {
  readonly group: Awaited<ReturnType<typeof makeGroup>>;
}

/** Packets and names follow the association, the propagation delay after it. */
async function followAssociation(following: Following): Promise<AssociationWatcher> {
  const { run, plan, timeline, fabric, cloud, account, endpointName, nodeOf, group } = following;
  const translation = { router: fabric.router, elasticIp, outside };
  await inNamespace(fabric.router, ['ip', 'addr', 'add', `${outside}/32`, 'dev', 'lo']);
  await prepareTranslation(translation);
  const resolver = await startResolver(
    run,
    {
      namespace: fabric.router,
      address: fabric.resolverAddress,
      group,
      name: endpointName,
      ttlSeconds: dnsTtlSeconds,
    },
    elasticIp,
  );
  return watchAssociation({
    ec2: cloud.direct.ec2,
    allocationId: account.allocationId,
    propagationMs: following.propagationMs,
    seen: ({ associationId, networkInterfaceId }) =>
      timeline.record({
        kind: 'association',
        stage: 'seen',
        holder: nodeOf(networkInterfaceId),
        associationId,
      }),
    async follow({ associationId, networkInterfaceId }) {
      const holder = nodeOf(networkInterfaceId);
      const privateAddress = holder ? plan.addresses[holder][0] : undefined;
      await translateTo(translation, privateAddress);
      await resolver.answer(privateAddress ?? elasticIp);
      timeline.record({ kind: 'association', stage: 'effective', holder, associationId });
    },
    failed: following.failed,
  });
}
