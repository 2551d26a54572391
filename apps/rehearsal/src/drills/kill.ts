import { createConnection } from 'node:net';
import { once } from 'node:events';
import {
  FaultNotProven,
  type DataNode,
  type Observation,
  type Proof,
  type Target,
  type Topology,
} from '../topology.ts';
import { startTimeOf } from '../run/process-identity.ts';
import { unitOf } from './people.ts';

/** Kills something and shows that the processes that were there are gone. */
export async function killProven(topology: Topology, target: Target): Promise<Proof> {
  const pids = pidsOf(topology, target);
  await topology.kill(target);
  const since = Date.now();
  const what = target.process === undefined ? target.instance : `${target.process} on ${target.instance}`;
  return proven(`${what} is killed`, since, pids.map(lookForProcess));
}

/** Takes the power from all servers, which boot again by themselves, and shows that no process of before is left. */
export async function rebootProven(topology: Topology): Promise<Proof> {
  const pids = topology.instances().flatMap(({ id }) => pidsOf(topology, { instance: id }));
  await topology.reboot({ all: true });
  return proven('every process of every server is gone', Date.now(), pids.map(lookForProcess));
}

/** Kills MariaDB on a data server and shows that nobody answers at its socket. */
export async function killMariadb(topology: Topology, node: DataNode): Promise<Proof> {
  await topology.kill({ instance: node, process: unitOf(topology, node, 'mariadb') });
  const since = Date.now();
  const { socketPath } = topology.dataServers[node];
  return proven(`MariaDB on ${node} is killed`, since, [await lookForListener(socketPath)]);
}

function pidsOf(topology: Topology, { instance, process }: Target): readonly number[] {
  const view = topology.instances().find(({ id, node }) => id === instance || node === instance);
  return (view?.processes ?? [])
    .filter(({ name }) => process === undefined || name === process)
    .flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
}

/** A zombie has ended, although a signal would still find it. */
function lookForProcess(pid: number): Observation {
  const seen = startTimeOf(pid) === undefined ? 'no answer' : 'answers';
  return { command: `cat /proc/${pid}/stat`, output: '', expected: 'no answer', seen };
}

async function lookForListener(socketPath: string): Promise<Observation> {
  const socket = createConnection(socketPath);
  const answered = await Promise.race([
    once(socket, 'connect').then(
      () => true,
      () => false,
    ),
    once(socket, 'error').then(() => false),
  ]);
  socket.destroy();
  return {
    command: `connect ${socketPath}`,
    output: '',
    expected: 'no answer',
    seen: answered ? 'answers' : 'no answer',
  };
}

/** @throws FaultNotProven when one of them shows something else than it should, or there is nothing to show */
function proven(statement: string, since: number, observations: readonly Observation[]): Proof {
  const proof = { statement, since, at: Date.now(), observations };
  if (observations.length === 0 || observations.some(({ expected, seen }) => expected !== seen))
    throw new FaultNotProven(proof);
  return proof;
}
