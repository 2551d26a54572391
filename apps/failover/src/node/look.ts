import type { NodeLook, WriterRow } from '../decide/observation.ts';
import { errorNumber, type Session } from './session.ts';
import { readWriter } from './tables.ts';

const variables = [
  'WSREP_READY',
  'WSREP_CLUSTER_STATUS',
  'WSREP_LOCAL_STATE',
  'WSREP_LOCAL_STATE_COMMENT',
  'WSREP_CLUSTER_SIZE',
  'WSREP_CLUSTER_STATE_UUID',
  'WSREP_INCOMING_ADDRESSES',
  'WSREP_FLOW_CONTROL_ACTIVE',
  'WSREP_FLOW_CONTROL_REQUESTED',
  'WSREP_EVS_STATE',
] as const;

type Variable = (typeof variables)[number] | 'READ_ONLY';

const readStatus = `SELECT VARIABLE_NAME AS name, VARIABLE_VALUE AS value FROM information_schema.GLOBAL_STATUS
  WHERE VARIABLE_NAME IN (${variables.map((name) => `'${name}'`).join(', ')})
  UNION ALL SELECT 'READ_ONLY', @@GLOBAL.read_only`;

const unknownDatabase = 1049;
const noSuchTable = 1146;
const notReady = 1047;

/**
 * Looks at the local server. Its status is readable also outside the majority, where `SELECT 1` succeeds too; the writer row
 * is only asked for inside it.
 * @param peerAddresses under which the other data server may stand in wsrep_incoming_addresses
 * @throws what the session throws
 */
export async function lookAtNode(
  session: Session,
  peerAddresses: readonly string[],
  deadlineMs: number,
): Promise<NodeLook> {
  const { rows } = await session.run(readStatus, [], deadlineMs);
  const status = new Map(rows.map(({ name, value }) => [String(name), String(value)]));
  const value = (name: Variable) => status.get(name) ?? '';
  const isPrimary = value('WSREP_CLUSTER_STATUS') === 'Primary';
  const isReady = value('WSREP_READY') === 'ON';
  return {
    isReady,
    isPrimary,
    isSynced: value('WSREP_LOCAL_STATE') === '4',
    stateName: value('WSREP_LOCAL_STATE_COMMENT') || 'without Galera',
    size: Number(value('WSREP_CLUSTER_SIZE')),
    peerIsMember: membersOf(value('WSREP_INCOMING_ADDRESSES')).some((host) => peerAddresses.includes(host)),
    clusterId: value('WSREP_CLUSTER_STATE_UUID'),
    isGateOpen: value('READ_ONLY') === '0',
    writer: isPrimary && isReady ? await writerOf(session, deadlineMs) : 'unknown',
    isPaused: value('WSREP_FLOW_CONTROL_ACTIVE') === 'true',
    pausesOthers: value('WSREP_FLOW_CONTROL_REQUESTED') === 'true',
    isGaleraClosed: !status.has('WSREP_EVS_STATE'),
  };
}

/** The hosts of the members that have an address; the witness has none. */
export function membersOf(incomingAddresses: string): readonly string[] {
  return incomingAddresses
    .split(',')
    .map((address) =>
      address
        .trim()
        .replace(/:\d+$/, '')
        .replace(/^\[|\]$/g, ''),
    )
    .filter((host) => host !== '');
}

async function writerOf(session: Session, deadlineMs: number): Promise<NodeLook['writer']> {
  try {
    const { rows } = await session.run(readWriter, [], deadlineMs);
    const [row] = rows;
    return row ? writerRow(row) : 'none';
  } catch (error) {
    const number = errorNumber(error);
    if (number === unknownDatabase || number === noSuchTable) return 'no tables';
    // The majority was lost between the two questions.
    if (number === notReady) return 'unknown';
    throw error;
  }
}

function writerRow(row: Readonly<Record<string, unknown>>): WriterRow {
  const { node } = row;
  if (node !== 'a' && node !== 'b')
    throw new Error(`failover.writer names a node that there is not: ${String(node)}`);
  return {
    node,
    term: Number(row['term']),
    ageMs: Number(row['age_ms']),
    planned: Number(row['planned']) === 1,
  };
}
