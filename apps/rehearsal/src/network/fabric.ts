import { command } from '../run/command.ts';
import { uplinkOf, type Run } from '../run/run.ts';
import type { Zone } from '../topology.ts';
import { addressAfter, addressIn, blockFromEnd, formatBlock, parseBlock, type Block } from './ipv4.ts';
import { addNamespace, applyRules, inNamespace } from './namespaces.ts';

export const zones: readonly Zone[] = ['a', 'b', 'c'];

export interface FabricPlan {
  /** The whole private network, as in 10.20.0.0/16. */
  readonly network: string;
  readonly subnets: Readonly<Record<Zone, string>>;
}

/**
 * The network of the run: a bridge for each zone in one namespace, a router between them in another, and at the router's
 * edges the load balancer and Amazon's API, each in a namespace of its own. Nothing of it lies outside of the run's
 * namespaces but the uplink, which leads from this machine to the load balancer.
 */
export interface Fabric {
  readonly bridges: string;
  readonly router: string;
  readonly elb: {
    readonly namespace: string;
    readonly privateAddress: string;
    readonly publicAddress: string;
  };
  readonly cloud: { readonly namespace: string; readonly address: string };
  /** The network's address plus two, as in a VPC. */
  readonly resolverAddress: string;
  readonly gateways: Readonly<Record<Zone, string>>;
  /** The bridge's own address: a host of the zone that is always there and that no security group guards. */
  readonly witnesses: Readonly<Record<Zone, string>>;
  readonly subnets: Readonly<Record<Zone, Block>>;
}

/** Where the uplinks of runs lie: addresses for tests of network devices, which no network routes. */
const uplinks = parseBlock('198.18.0.0/15');

export async function buildFabric(run: Run, plan: FabricPlan): Promise<Fabric> {
  const network = parseBlock(plan.network);
  const subnets = {
    a: parseBlock(plan.subnets.a),
    b: parseBlock(plan.subnets.b),
    c: parseBlock(plan.subnets.c),
  };
  const [bridges, router, elb, cloud] = await Promise.all(
    ['zones', 'router', 'elb', 'cloud'].map((name) => addNamespace(run, name)),
  );
  const fabric: Fabric = {
    bridges: bridges!,
    router: router!,
    elb: {
      namespace: elb!,
      privateAddress: addressIn(blockFromEnd(network, 24, 0), 10),
      publicAddress: addressIn(await freeUplink(), 2),
    },
    cloud: { namespace: cloud!, address: addressIn(blockFromEnd(network, 24, 1), 10) },
    resolverAddress: addressIn(network, 2),
    gateways: { a: addressIn(subnets.a, 1), b: addressIn(subnets.b, 1), c: addressIn(subnets.c, 1) },
    witnesses: { a: addressIn(subnets.a, -2), b: addressIn(subnets.b, -2), c: addressIn(subnets.c, -2) },
    subnets,
  };
  for (const zone of zones) await addZone(fabric, zone);
  await inNamespace(fabric.router, ['ip', 'addr', 'add', `${fabric.resolverAddress}/32`, 'dev', 'zone-a']);
  await addEdge(fabric.router, 'elb', fabric.elb.namespace, fabric.elb.privateAddress);
  await addEdge(fabric.router, 'cloud', fabric.cloud.namespace, fabric.cloud.address);
  await addUplink(run, fabric);
  await inNamespace(fabric.router, ['sysctl', '-qw', 'net.ipv4.ip_forward=1']);
  // The bridges' own addresses are for proofs; nothing may be routed through them past a cut.
  await inNamespace(fabric.bridges, ['sysctl', '-qw', 'net.ipv4.ip_forward=0']);
  await applyRules(fabric.router, cutRules);
  return fabric;
}

/** What is cut between two hosts, kept apart from everything else that the router filters. */
const cutRules = `
table ip cuts {
  set pairs { type ipv4_addr . ipv4_addr . inet_service; }
  chain forward {
    type filter hook forward priority -10; policy accept;
    meta l4proto udp ip saddr . ip daddr . udp dport @pairs drop
  }
  # Packets to a dead host or a cut zone vanish, as they do in a VPC; a router of the kernel's kind would say so.
  chain output {
    type filter hook output priority 0; policy accept;
    icmp type destination-unreachable drop
  }
}
`;

async function addZone(fabric: Fabric, zone: Zone): Promise<void> {
  const { bridges, router, subnets, gateways, witnesses } = fabric;
  const bits = subnets[zone].bits;
  const bridge = bridgeOf(zone);
  await inNamespace(bridges, ['ip', 'link', 'add', bridge, 'type', 'bridge', 'forward_delay', '0']);
  await inNamespace(bridges, ['ip', 'addr', 'add', `${witnesses[zone]}/${bits}`, 'dev', bridge]);
  await inNamespace(bridges, ['ip', 'link', 'set', bridge, 'up']);
  // All bridges share a namespace: each has its own way out, so that a ping from one never leaves through another.
  const table = String(100 + zones.indexOf(zone));
  await inNamespace(bridges, ['ip', 'rule', 'add', 'from', witnesses[zone], 'table', table]);
  await inNamespace(bridges, ['ip', 'route', 'add', 'default', 'via', gateways[zone], 'table', table]);
  await addLink({ namespace: router, name: bridge }, { namespace: bridges, name: portOf(zone) });
  await inNamespace(bridges, ['ip', 'link', 'set', portOf(zone), 'master', bridge, 'up']);
  await inNamespace(router, ['ip', 'addr', 'add', `${gateways[zone]}/${bits}`, 'dev', bridge]);
  await inNamespace(router, ['ip', 'link', 'set', bridge, 'up']);
}

/** The zone's bridge, and the router's interface into it. */
export const bridgeOf = (zone: Zone): string => `zone-${zone}`;
/** The bridge's port towards the router. */
export const portOf = (zone: Zone): string => `out-${zone}`;

interface LinkEnd {
  readonly namespace: string;
  readonly name: string;
}

/** A cable between two namespaces. */
async function addLink(one: LinkEnd, other: LinkEnd): Promise<void> {
  const words = (end: LinkEnd) => ['name', end.name, 'netns', end.namespace];
  await command(['ip', 'link', 'add', ...words(one), 'type', 'veth', 'peer', ...words(other)]);
}

/** A host directly at the router, in a small network of its own. */
async function addEdge(router: string, name: string, namespace: string, address: string): Promise<void> {
  const gateway = addressAfter(address, -9);
  await addLink({ namespace: router, name }, { namespace, name: 'eth0' });
  await inNamespace(router, ['ip', 'addr', 'add', `${gateway}/24`, 'dev', name]);
  await inNamespace(router, ['ip', 'link', 'set', name, 'up']);
  await inNamespace(namespace, ['ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0']);
  await inNamespace(namespace, ['ip', 'link', 'set', 'eth0', 'up']);
  await inNamespace(namespace, ['ip', 'route', 'add', 'default', 'via', gateway]);
}

/** A block of four addresses that no interface and no route of this machine uses. */
async function freeUplink(): Promise<Block> {
  const used = `${await command(['ip', '-4', 'route', 'show', 'table', 'all'])}${await command(['ip', '-4', 'addr'])}`;
  for (let at = 0; at < 1024; at += 1) {
    const block = { first: uplinks.first + at * 256, bits: 30 };
    if (!used.includes(addressIn(block, 0).replace(/0$/, ''))) return block;
  }
  throw new Error(`No free block is left in ${formatBlock(uplinks)}: end rehearsals that still run.`);
}

async function addUplink(run: Run, { elb }: Fabric): Promise<void> {
  const name = uplinkOf(run);
  await command([
    'ip',
    'link',
    'add',
    name,
    'type',
    'veth',
    'peer',
    'name',
    'internet',
    'netns',
    elb.namespace,
  ]);
  await command(['ip', 'addr', 'add', `${addressAfter(elb.publicAddress, -1)}/30`, 'dev', name]);
  await command(['ip', 'link', 'set', name, 'up']);
  await inNamespace(elb.namespace, ['ip', 'addr', 'add', `${elb.publicAddress}/30`, 'dev', 'internet']);
  await inNamespace(elb.namespace, ['ip', 'link', 'set', 'internet', 'up']);
}

/** Puts an instance's namespace into its zone: one interface, one address, the router as its gateway. */
export async function connectInstance(
  run: Run,
  fabric: Fabric,
  instance: { readonly name: string; readonly zone: Zone; readonly address: string },
): Promise<string> {
  const { zone, address } = instance;
  const namespace = await addNamespace(run, instance.name);
  const port = `i-${instance.name}`.slice(0, 15);
  await addLink({ namespace, name: 'eth0' }, { namespace: fabric.bridges, name: port });
  await inNamespace(fabric.bridges, ['ip', 'link', 'set', port, 'master', bridgeOf(zone), 'up']);
  await inNamespace(namespace, [
    'ip',
    'addr',
    'add',
    `${address}/${fabric.subnets[zone].bits}`,
    'dev',
    'eth0',
  ]);
  await switchOn(namespace, fabric.gateways[zone]);
  return namespace;
}

/** The host at the interface is on: it can be reached, and finds its way. */
export async function switchOn(namespace: string, gateway: string): Promise<void> {
  await inNamespace(namespace, ['ip', 'link', 'set', 'eth0', 'up']);
  await inNamespace(namespace, ['ip', 'route', 'replace', 'default', 'via', gateway]);
}

/** The host is off: packets to it vanish. With its interface up, the kernel would refuse connections, as no dead host does. */
export async function switchOff(namespace: string): Promise<void> {
  await inNamespace(namespace, ['ip', 'link', 'set', 'eth0', 'down']);
}
