import { createConnection, type Connection, type ConnectionOptions, type QueryError } from 'mysql2';

/** How the agent reaches its own server: a socket file, where MariaDB knows the agent by its system user. */
export interface DatabaseAccess {
  readonly socketPath: string;
  readonly user: string;
  /** For tests alone: on a server of the shop the system user is the proof. */
  readonly password?: string;
}

export interface Result {
  readonly rows: readonly Record<string, unknown>[];
  readonly affectedRows: number;
}

/** A statement had no answer in time; the server may still carry it out. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * One connection to the local MariaDB, opened when it is needed and again after it was lost. Each statement has a deadline,
 * after which the connection is given up.
 */
export class Session {
  readonly #options: ConnectionOptions;
  #connection: Connection | undefined;

  constructor({ socketPath, user, password }: DatabaseAccess) {
    this.#options = {
      socketPath,
      user,
      ...(password !== undefined && { password }),
      timezone: 'Z',
      supportBigNumbers: true,
    };
  }

  /**
   * Runs one statement.
   * @throws NoAnswer after `deadlineMs`, or what the driver says
   */
  run(sql: string, values: readonly unknown[], deadlineMs: number): Promise<Result> {
    const connection = this.#open(deadlineMs);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#drop(connection);
        reject(new NoAnswer(`no answer within ${deadlineMs} ms`));
      }, deadlineMs);
      connection.query({ sql, values: [...values] }, (error: QueryError | null, result: unknown) => {
        clearTimeout(timer);
        if (error) {
          if (error.fatal) this.#drop(connection);
          reject(error);
        } else resolve(resultOf(result));
      });
    });
  }

  /** Ends the connection without a word; the next statement opens another one. */
  close(): void {
    if (this.#connection) this.#drop(this.#connection);
  }

  #open(deadlineMs: number): Connection {
    if (this.#connection) return this.#connection;
    const connection = createConnection({ ...this.#options, connectTimeout: deadlineMs });
    // Heard for good: a loss while nobody waits must not end the process.
    connection.on('error', () => this.#drop(connection));
    connection.on('end', () => this.#drop(connection));
    this.#connection = connection;
    return connection;
  }

  #drop(connection: Connection): void {
    connection.destroy();
    if (this.#connection === connection) this.#connection = undefined;
  }
}

function resultOf(result: unknown): Result {
  if (Array.isArray(result)) return { rows: result as Record<string, unknown>[], affectedRows: 0 };
  const { affectedRows } = result as { affectedRows?: number };
  return { rows: [], affectedRows: affectedRows ?? 0 };
}

/** What went wrong, in a few words without the statement. */
export function shortReason(error: unknown): string {
  if (error instanceof NoAnswer) return error.message;
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  if (typeof code === 'string') return typeof errno === 'number' && errno > 0 ? `${code}, ${errno}` : code;
  return error instanceof Error ? error.message : 'unknown';
}

/** The server's error number, where the server is what refused. */
export function errorNumber(error: unknown): number | undefined {
  const { errno } = error as { errno?: unknown };
  return typeof errno === 'number' ? errno : undefined;
}
