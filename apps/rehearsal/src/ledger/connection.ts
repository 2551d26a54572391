import {
  createConnection,
  type Connection,
  type ConnectionOptions,
  type RowDataPacket,
} from 'mysql2/promise';

/** Where the books lie: a server by address, or one by its Unix socket whatever the network is. */
export type BooksPlace = Pick<
  ConnectionOptions,
  'host' | 'port' | 'user' | 'password' | 'database' | 'socketPath'
>;

/** The longest wait to connect, and for one answer, in ms. */
const connectMs = 5_000;
const answerMs = 30_000;

/** Reads books, nothing else. */
export interface Books {
  rows<Row extends object>(
    statement: string,
    values?: readonly (string | number | Date)[],
  ): Promise<readonly Row[]>;
}

/**
 * Opens the books for a while. All that is read meanwhile is one state of them, from a single consistent snapshot.
 * @throws the driver's errors
 */
export async function withBooks<R>(place: BooksPlace, read: (books: Books) => Promise<R>): Promise<R> {
  const connection = await createConnection({
    ...place,
    connectTimeout: connectMs,
    timezone: 'Z',
    supportBigNumbers: true,
    decimalNumbers: true,
    charset: 'utf8mb4',
  });
  // A server that goes away meanwhile is told of by the statement that notices.
  connection.on('error', () => undefined);
  try {
    const sql = 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY';
    await connection.query({ sql, timeout: answerMs });
    return await read(booksOf(connection));
  } finally {
    connection.destroy();
  }
}

function booksOf(connection: Connection): Books {
  return {
    async rows<Row extends object>(statement: string, values: readonly (string | number | Date)[] = []) {
      const [rows] = await connection.execute<(Row & RowDataPacket)[]>(
        { sql: statement, timeout: answerMs },
        [...values],
      );
      return rows;
    },
  };
}
