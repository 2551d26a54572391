import { setTimeout as pause } from 'node:timers/promises';
import type { NodeName } from '../decide/observation.ts';
import { membersOf } from './look.ts';
import { errorNumber, type Session } from './session.ts';
import { changeWriter, createTables, insertWriter } from './tables.ts';

/** Deadline of one statement, in ms; a sick server is left to itself soon enough. */
const statementMs = 2_000;
/** How long the gate may wait for statements under way before their connections are ended, in s. */
const lockWaitSeconds = 1;
const lockWaitTimeout = 1205;
const duplicateKey = 1062;
const deadlock = 1213;
const noSuchThread = 1094;

/** Connections that are never ended: the server's own threads, its administrators and whoever copies it. */
export const serversOwnUsers = [
  'system user',
  'event_scheduler',
  'root',
  'mysql',
  'mariadb.sys',
  'mariabackup',
];

export async function makeTables(session: Session): Promise<void> {
  for (const statement of createTables) await session.run(statement, [], 2 * statementMs);
}

/** Lets application accounts write. */
export async function openGate(session: Session): Promise<void> {
  await session.run('SET GLOBAL read_only = 0', [], statementMs);
}

export interface CloseOptions {
  /** Users whose connections stay. */
  readonly keep: readonly string[];
  /**
   * Time for connections to finish once the gate is closed, in ms; undefined ends them before it closes, so that none of their
   * statements can hold it open.
   */
  readonly graceMs: number | undefined;
}

/**
 * Lets application accounts write no more, and ends their connections so that they ask for the address again. A transaction
 * under way is refused at its next write or its commit (error 1290): its outcome is known.
 * @returns how many connections were ended
 * @throws when the server does not let the gate close, as with commits that hang on a full disk
 */
export async function closeGate(session: Session, { keep, graceMs }: CloseOptions): Promise<number> {
  await session.run(`SET SESSION lock_wait_timeout = ${lockWaitSeconds}`, [], statementMs);
  const close = () => session.run('SET GLOBAL read_only = 1', [], statementMs);
  if (graceMs === undefined) {
    const ended = await endConnections(session, keep);
    await close();
    return ended + (await endConnections(session, keep));
  }
  let ended = 0;
  try {
    await close();
  } catch (error) {
    if (errorNumber(error) !== lockWaitTimeout) throw error;
    ended = await endConnections(session, keep);
    await close();
  }
  await pause(graceMs);
  return ended + (await endConnections(session, keep));
}

async function endConnections(session: Session, keep: readonly string[]): Promise<number> {
  const { rows } = await session.run(
    'SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER NOT IN (?) AND ID <> CONNECTION_ID()',
    [[...serversOwnUsers, ...keep]],
    statementMs,
  );
  for (const { id } of rows) {
    try {
      await session.run('KILL ?', [Number(id)], statementMs);
    } catch (error) {
      // It has ended by itself.
      if (errorNumber(error) !== noSuchThread) throw error;
    }
  }
  return rows.length;
}

export interface WriterChange {
  readonly to: NodeName;
  readonly term: number | undefined;
  readonly planned: boolean;
  readonly reason: string;
}

/**
 * Changes the writer row if it still has the term that was seen. Galera refuses the second of two that change it at once.
 * @returns whether this change is the one that counts
 */
export async function changeWriterRow(session: Session, change: WriterChange): Promise<boolean> {
  const { to, term, reason } = change;
  const planned = change.planned ? 1 : 0;
  try {
    const { affectedRows } =
      term === undefined
        ? await session.run(insertWriter, [to, planned, reason], statementMs)
        : await session.run(changeWriter, [to, planned, reason, term], statementMs);
    return affectedRows === 1;
  } catch (error) {
    const number = errorNumber(error);
    if (number === duplicateKey || number === deadlock) return false;
    throw error;
  }
}

/** Takes the local node out of the group at once, also while its commits hang; the others notice as with a dead node. */
export async function leaveCluster(session: Session): Promise<void> {
  await session.run("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'", [], statementMs);
}

/** Lets the local node look for the group again. */
export async function rejoinCluster(session: Session): Promise<void> {
  await session.run("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'", [], statementMs);
}

/**
 * Puts the other data server out of the group by the majority's decision; only a restart of its MariaDB brings it back.
 * @throws when it is not among the members
 */
export async function evictPeer(session: Session, peerAddresses: readonly string[]): Promise<void> {
  const { rows } = await session.run(
    'SELECT node_uuid, node_incoming_address FROM mysql.wsrep_cluster_members',
    [],
    statementMs,
  );
  const peer = rows.find(({ node_incoming_address: address }) =>
    membersOf(String(address)).some((host) => peerAddresses.includes(host)),
  );
  if (!peer) throw new Error('The other data server is not among the members of the cluster.');
  const uuid = String(peer['node_uuid']);
  if (!/^[0-9a-f-]{36}$/.test(uuid)) throw new Error('The other data server has no id in the cluster.');
  await session.run(`SET GLOBAL wsrep_provider_options = 'evs.evict=${uuid}'`, [], statementMs);
}
