/** Errors of the database as data: what it is, and whether the same thing may be tried again. */

/** The database cannot be reached or refuses service. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly code = 'database-unavailable';
  /**
   * Whether the statement had been sent when the connection was lost: one outside a transaction may then have taken effect.
   * False: nothing was carried out.
   */
  readonly sent: boolean;

  constructor(message: string, { sent = false, cause }: { sent?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.sent = sent;
  }
}

/** The connection was lost while a transaction was being committed: it may or may not have taken effect. */
export class CommitOutcomeUnknown extends Error {
  override readonly name = 'CommitOutcomeUnknown';
  readonly code = 'commit-outcome-unknown';
}

interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly sqlMessage?: unknown;
  readonly fatal?: unknown;
  readonly cause?: unknown;
}

/** Server errors after which the transaction has been rolled back and may simply run again. */
const conflicts = new Map<number, string>([
  [1205, 'lock wait timeout'],
  [1213, 'deadlock'],
]);

/** Server errors that say: this is not, or no longer, the server to write to. */
const movedOrRefusing = new Map([
  [1047, 'not in the cluster'],
  [1180, 'the cluster could not commit'],
  [1053, 'shutdown in progress'],
  [1152, 'connection aborted'],
  [1290, 'read-only'],
  [1792, 'read-only transaction'],
  [1836, 'read-only mode'],
  [1927, 'connection killed'],
]);

/** Server errors that say: there is no room left to write to. */
const outOfRoom = new Map([
  [1021, 'disk full'],
  [1114, 'table full'],
]);

/** Others name the operating system's error 28, ENOSPC, in their text only. */
const noSpace = /no space left|\berr(?:or|no|code):? "?28\b/i;

/** Codes of Node and of the driver that mean the connection is gone or never came about. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ER_SERVER_SHUTDOWN',
]);

const asDriverError = (error: unknown): DriverError =>
  typeof error === 'object' && error !== null ? error : {};

/** Why a transaction that the server rolled back for another one's sake may run again; undefined when that was not it. */
export function conflictReason(error: unknown): string | undefined {
  const { errno } = asDriverError(error);
  return typeof errno === 'number' ? conflicts.get(errno) : undefined;
}

/** Whether the connection is gone: what was sent last may or may not have arrived. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable || error instanceof CommitOutcomeUnknown)
    return isConnectionLoss(error.cause);
  const { code, errno, fatal } = asDriverError(error);
  // The driver says "fatal", at times without a code, of whatever ended its connection.
  if (fatal === true) return true;
  if (typeof code === 'string' && (connectionCodes.has(code) || code.startsWith('PROTOCOL_'))) return true;
  return errno === 1053 || errno === 1152 || errno === 1927;
}

/** Whether the pool must be dropped as a whole and the endpoint's name resolved again. */
export function isMovedOrRefusing(error: unknown): boolean {
  const { errno, sqlMessage } = asDriverError(error);
  // Other options prevent statements under the same number, and they say nothing of the server.
  if (errno === 1290) return /read.?only/i.test(String(sqlMessage));
  if (isOutOfRoom(error)) return true;
  return isConnectionLoss(error) || (typeof errno === 'number' && movedOrRefusing.has(errno));
}

/** Whether the server has no room to write to. Its agent hands over to the other one in seconds. */
function isOutOfRoom(error: unknown): boolean {
  const { errno, sqlMessage } = asDriverError(error);
  return typeof errno === 'number' && (outOfRoom.has(errno) || noSpace.test(String(sqlMessage)));
}

/** Whether the server answers but takes no changes: reads go on, and it is no reason to stop asking it. */
export function isReadOnly(error: unknown): boolean {
  const { errno } = asDriverError(error);
  return errno === 1290 || errno === 1792 || errno === 1836 || isOutOfRoom(error);
}

/** The error of a statement as what it means to the caller, where it is about the server; any other as it is. */
export function asOurs(error: unknown, sql: string): unknown {
  if (!error || !isMovedOrRefusing(error)) return error;
  const sent = isConnectionLoss(error);
  if (sent && sql === 'commit')
    return new CommitOutcomeUnknown('The connection was lost during the commit.', { cause: error });
  const what = sent ? 'The connection to the database was lost' : 'The database refuses service';
  return new DatabaseUnavailable(`${what}: ${shortReason(error)}.`, { sent, cause: error });
}

/**
 * Whether the database refused a row because a unique key already holds it.
 * @param keyName the key's name as the schema has it; any key when absent
 */
export function isDuplicateKey(error: unknown, keyName?: string): boolean {
  const { errno, sqlMessage } = asDriverError(error);
  if (errno !== 1062) return false;
  return keyName === undefined || new RegExp(`for key '(\\w+\\.)?${keyName}'`).test(String(sqlMessage));
}

/** One line for a log: the driver's code and never the statement, which may carry personal data. */
export function shortReason(error: unknown): string {
  const { code, errno } = asDriverError(error);
  const known = typeof errno === 'number' ? (movedOrRefusing.get(errno) ?? outOfRoom.get(errno)) : undefined;
  if (known !== undefined) return `${errno as number} ${known}`;
  if (typeof code === 'string') return code;
  if (typeof errno === 'number') return `error ${errno}`;
  return error instanceof Error ? error.name : 'unknown';
}
