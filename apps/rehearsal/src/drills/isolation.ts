import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import type { DataServerAccess } from '../topology.ts';

/** Between two looks, in ms. */
const everyMs = 100;
/** For one answer, in ms: longer than a group takes to notice that it is cut in two. */
const answerMs = 8_000;

/** A table of the rehearsal's own, in a database of its own: what it writes is nobody's business. */
const makeTable = [
  'CREATE DATABASE IF NOT EXISTS rehearsal',
  `CREATE TABLE IF NOT EXISTS rehearsal.probe (
     id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     token CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
   ) ENGINE=InnoDB`,
];

/** Times are in ms since 1970. */
export interface Answered {
  readonly askedAt: number;
  readonly answeredAt: number;
}

export interface Probe {
  /** The writes that were acknowledged. */
  readonly writes: readonly Answered[];
  /** The reads that were answered. */
  readonly reads: readonly Answered[];
  stop(): Promise<void>;
}

/** Makes the table that probes write to; on the server that takes writes. */
export async function prepareProbes(access: DataServerAccess): Promise<void> {
  const connection = await connect(access);
  try {
    for (const statement of makeTable) await connection.query({ sql: statement, timeout: answerMs });
  } finally {
    connection.destroy();
  }
}

/**
 * Writes to a data server and reads from it several times a second, through its Unix socket: whatever is cut around it, this
 * says what it would do for an application that still reaches it.
 */
export function probe(access: DataServerAccess): Probe {
  const writes: Answered[] = [];
  const reads: Answered[] = [];
  const stopping = new AbortController();

  const repeat = async (ask: (connection: Connection) => Promise<boolean>, successes: Answered[]) => {
    let connection: Connection | undefined;
    while (!stopping.signal.aborted) {
      try {
        connection ??= await connect(access);
        const askedAt = Date.now();
        if (await ask(connection)) successes.push({ askedAt, answeredAt: Date.now() });
      } catch {
        // Refused or out of time: that is what is being found out.
        connection?.destroy();
        connection = undefined;
      }
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    connection?.destroy();
  };

  const running = Promise.all([repeat(write, writes), repeat(read, reads)]);
  return {
    writes,
    reads,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function write(connection: Connection): Promise<boolean> {
  const [{ affectedRows }] = await connection.execute<ResultSetHeader>(
    { sql: 'INSERT INTO rehearsal.probe (token) VALUES (?)', timeout: answerMs },
    [randomBytes(8).toString('hex')],
  );
  return affectedRows === 1;
}

async function read(connection: Connection): Promise<boolean> {
  await connection.execute<RowDataPacket[]>({
    sql: 'SELECT MAX(id) AS newest FROM rehearsal.probe',
    timeout: answerMs,
  });
  return true;
}

async function connect({ socketPath, user }: DataServerAccess): Promise<Connection> {
  const connection = await createConnection({ socketPath, user, connectTimeout: answerMs });
  connection.on('error', () => undefined);
  return connection;
}
