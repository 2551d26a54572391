import { setTimeout as sleep } from 'node:timers/promises';
import { withBooks } from '../ledger/index.ts';
import type { DataNode, DataServerAccess, InstanceView, Topology } from '../topology.ts';

/** Between two looks, in ms. */
const lookEveryMs = 500;

const dataNodes: readonly DataNode[] = ['a', 'b'];

/**
 * Waits until nothing of the topology is missing: every data server and the witness in one group, somebody with the
 * address, and as many healthy app servers as there have to be.
 * @returns what is still missing when the time is over, a sentence each; none when it is whole
 */
export async function waitUntilWhole(
  topology: Topology,
  withinMs: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const missing = await whatIsMissing(topology);
    if (missing.length === 0 || signal.aborted || performance.now() > deadline) return missing;
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

async function whatIsMissing(topology: Topology): Promise<readonly string[]> {
  const { minimumServers } = topology.facts;
  const serving = healthyServers(topology).length;
  const groups = await Promise.all(dataNodes.map((node) => groupState(topology.dataServers[node])));
  return [
    ...groups.filter((missing) => missing !== undefined),
    ...(await addressState(topology)),
    ...(serving < minimumServers ? [`${serving} of ${minimumServers} app servers are healthy.`] : []),
  ];
}

async function addressState(topology: Topology): Promise<readonly string[]> {
  const holder = await topology.holder().catch(() => undefined);
  if (holder === undefined) return ['Nobody can say who holds the address.'];
  return holder === null ? ['Nobody holds the address.'] : [];
}

/** App servers that the load balancer sends requests to. */
export function healthyServers(topology: Topology): readonly InstanceView[] {
  return topology
    .instances()
    .filter(({ role, targetHealth }) => role === 'app' && targetHealth === 'healthy');
}

/** What a data server lacks to be a member of a whole group; undefined when nothing. */
async function groupState(access: DataServerAccess): Promise<string | undefined> {
  const { node } = access;
  try {
    const state = await readGroupState(access);
    const {
      wsrep_cluster_status: status,
      wsrep_local_state_comment: local,
      wsrep_cluster_size: size,
    } = state;
    if (status === 'Primary' && local === 'Synced' && size === '3') return undefined;
    return `Data server ${node} is ${status ?? 'alone'}, ${local ?? 'in no group'}, in a group of ${size ?? 0}.`;
  } catch (error) {
    return `Data server ${node} does not answer (${(error as NodeJS.ErrnoException).code ?? 'no reason given'}).`;
  }
}

/** Galera's own words about a data server, by the names that it gives them. */
export function readGroupState(access: DataServerAccess): Promise<Readonly<Record<string, string>>> {
  const { socketPath, user } = access;
  return withBooks({ socketPath, user }, async (books) => {
    const rows = await books.rows<{ readonly Variable_name: string; readonly Value: string }>(
      `SHOW GLOBAL STATUS WHERE Variable_name IN
       ('wsrep_cluster_status', 'wsrep_local_state_comment', 'wsrep_cluster_size', 'wsrep_ready')`,
    );
    return Object.fromEntries(rows.map(({ Variable_name: name, Value: value }) => [name, value]));
  });
}
