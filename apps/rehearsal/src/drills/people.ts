import { unitNames } from '@perfume/instances';
import type { DataNode, InstanceView, Topology } from '../topology.ts';
import type { DrillContext } from './drill.ts';
import { healthyServers } from './whole.ts';
import { failover } from './programs.ts';

/** The units of the programs that drills and people call by name. */
const units = {
  mariadb: unitNames.database,
  memcached: unitNames.cache,
  failover: unitNames.failover,
  storefront: unitNames.storefront,
} as const;

export type ProgramName = keyof typeof units;

export const programNames = Object.keys(units) as readonly ProgramName[];

/** Something that a drill needs is not there; nothing can be rehearsed like this. */
export class NotRehearsable extends Error {
  override readonly name = 'NotRehearsable';
}

/** @throws NotRehearsable when nobody holds the address */
export async function theHolder(topology: Topology): Promise<DataNode> {
  const holder = await topology.holder();
  if (holder === null) throw new NotRehearsable('Nobody holds the address at the beginning of the drill.');
  return holder;
}

export const otherNode = (node: DataNode): DataNode => (node === 'a' ? 'b' : 'a');

/** The unit of an instance that runs a program. */
export function unitOf(topology: Topology, instance: string, program: ProgramName): string {
  const view = topology.instances().find(({ id, node }) => id === instance || node === instance);
  const unit = view?.processes.find(({ name }) => name === units[program]);
  if (!unit) throw new NotRehearsable(`Instance ${instance} runs no ${program}.`);
  return unit.name;
}

/** An app server that gets requests, the oldest of its zone. */
export function aServingServer(servers: readonly InstanceView[]): InstanceView {
  const [first] = servers;
  if (!first) throw new NotRehearsable('No app server is healthy at the beginning of the drill.');
  return first;
}

/** How long a planned switch may take until the address is there, in ms. */
const switchMs = 60_000;
/** A server that has only just joined may not be fit to take over; it is asked again after this, in ms. */
const askAgainMs = 2_000;

/**
 * Lets a data server become the holder by a planned switch, so that a drill meets the hard case whatever came before it.
 * @throws NotRehearsable when it does not come to hold the address
 */
export async function switchHolderTo(context: DrillContext, node: DataNode): Promise<void> {
  const { topology } = context;
  const holder = await theHolder(topology);
  if (holder === node) return;
  context.note(`planned switch from ${holder} to ${node}`);
  let refusal = '';
  const ordered = await context.until(async () => {
    const { code, stdout, stderr } = await topology.exec(holder, failover('switch'));
    refusal = (stderr || stdout).trim().split('\n').at(-1) ?? '';
    if (code !== 0) await context.pause(askAgainMs);
    return code === 0;
  }, switchMs);
  if (ordered === null) throw new NotRehearsable(`The switch to ${node} was refused: ${refusal}`);
  const moved = await context.until(async () => (await topology.holder()) === node, switchMs);
  if (moved === null) throw new NotRehearsable(`${node} does not hold the address after a switch.`);
}

/** What an earlier drill has made it launch, a group gives back after a quarter of an hour of its own; in ms here. */
const settledMs = 300_000;

/**
 * Waits until the group has just its minimum of healthy servers, so that one more or one less shows.
 * @throws NotRehearsable when it does not come to that
 */
export async function settledGroup({ topology, until }: DrillContext): Promise<void> {
  const { minimumServers } = topology.facts;
  const settled = await until(() => healthyServers(topology).length === minimumServers, settledMs);
  if (settled === null)
    throw new NotRehearsable(
      `${healthyServers(topology).length} app servers are healthy at the beginning of the drill, not ${minimumServers}.`,
    );
}
