import { createConnection, type Connection } from 'mysql2/promise';
import { databasePaths, type Layout } from '@perfume/instances';

/** The longest wait for a connection through the socket, in ms. */
const connectMs = 1_000;

export interface LocalSession {
  /** Rows of a statement, which has `deadlineMs` (default 2 s). */
  ask(
    sql: string,
    values?: readonly unknown[],
    deadlineMs?: number,
  ): Promise<readonly Record<string, unknown>[]>;
}

/**
 * Works on this server's MariaDB through its socket, as the system user that runs this: no password exists.
 * @throws what the driver throws when MariaDB is not there or does not answer in time
 */
export async function withLocalSession<Result>(
  layout: Layout,
  work: (session: LocalSession) => Promise<Result>,
): Promise<Result> {
  const connection = await createConnection({
    socketPath: databasePaths(layout).socket,
    user: systemUser(),
    connectTimeout: connectMs,
  });
  // A connection that is lost later says so through the statement that is under way.
  connection.on('error', () => undefined);
  try {
    const result = await work({
      ask: (sql, values, deadlineMs = 2_000) => ask(connection, sql, values, deadlineMs),
    });
    await connection.end();
    return result;
  } finally {
    connection.destroy();
  }
}

async function ask(
  connection: Connection,
  sql: string,
  values: readonly unknown[] | undefined,
  timeout: number,
): Promise<readonly Record<string, unknown>[]> {
  const [rows] = await connection.query({ sql, timeout, ...(values && { values: [...values] }) });
  return Array.isArray(rows) ? (rows as unknown as Record<string, unknown>[]) : [];
}

/** MariaDB knows a local program by the system's word for who it is. */
const systemUser = () => (process.getuid?.() === 0 ? 'root' : 'mysql');

/** What SHOW STATUS and SHOW VARIABLES say of these names. */
export async function readNumbers(
  session: LocalSession,
  kind: 'STATUS' | 'VARIABLES',
  ...names: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const list = names.map((name) => `'${name}'`).join(', ');
  const rows = await session.ask(`SHOW GLOBAL ${kind} WHERE Variable_name IN (${list})`);
  return new Map(rows.map((row) => [String(row['Variable_name']), String(row['Value'])]));
}
