import { connect, type Socket } from 'node:net';
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

/** The connection of a statement ended before its answer came; the server may still carry it out. */
export class ConnectionGone extends Error {
  override readonly name = 'ConnectionGone';
}

interface Line {
  readonly connection: Connection;
  readonly socket: Socket;
  /** What waits for an answer, each by how it is told that none comes. */
  readonly waiting: Set<(error: Error) => void>;
}

/**
 * One connection to the local MariaDB, opened when it is needed and again after it was lost. Each statement has a deadline,
 * after which the connection is given up.
 */
export class Session {
  readonly #options: ConnectionOptions & { readonly socketPath: string };
  #line: Line | undefined;
  #isClosed = false;

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
   * @throws NoAnswer after `deadlineMs`, ConnectionGone, or what the driver says
   */
  run(sql: string, values: readonly unknown[], deadlineMs: number): Promise<Result> {
    if (this.#isClosed) return Promise.reject(new ConnectionGone('the agent ends'));
    const line = this.#open(deadlineMs);
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        settle();
        reject(error);
      };
      const settle = () => {
        clearTimeout(timer);
        line.waiting.delete(fail);
      };
      const timer = setTimeout(() => {
        fail(new NoAnswer(`no answer within ${deadlineMs} ms`));
        this.#drop(line);
      }, deadlineMs);
      line.waiting.add(fail);
      line.connection.query({ sql, values: [...values] }, (error: QueryError | null, result: unknown) => {
        if (error) {
          fail(error);
          if (error.fatal) this.#drop(line);
          return;
        }
        settle();
        resolve(resultOf(result));
      });
    });
  }

  /** Ends the connection without a word, and whatever waits for an answer; nothing is run any more. */
  close(): void {
    this.#isClosed = true;
    if (this.#line) this.#drop(this.#line);
  }

  #open(deadlineMs: number): Line {
    if (this.#line) return this.#line;
    const socket = connect(this.#options.socketPath);
    const connection = createConnection({
      ...this.#options,
      stream: () => socket,
      connectTimeout: deadlineMs,
    });
    const line: Line = { connection, socket, waiting: new Set() };
    // Heard for good: a loss while nobody waits must not end the process.
    connection.on('error', () => this.#drop(line));
    connection.on('end', () => this.#drop(line));
    this.#line = line;
    return line;
  }

  /** The driver only says goodbye, to which a server that hangs never answers: the socket is ended here. */
  #drop(line: Line): void {
    if (this.#line === line) this.#line = undefined;
    line.connection.destroy();
    line.socket.destroy();
    for (const fail of line.waiting) fail(new ConnectionGone('the connection was given up'));
  }
}

function resultOf(result: unknown): Result {
  if (Array.isArray(result)) return { rows: result as Record<string, unknown>[], affectedRows: 0 };
  const { affectedRows } = result as { affectedRows?: number };
  return { rows: [], affectedRows: affectedRows ?? 0 };
}

/** What went wrong, in a few words without the statement. */
export function shortReason(error: unknown): string {
  if (error instanceof NoAnswer || error instanceof ConnectionGone) return error.message;
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  if (typeof code === 'string') return typeof errno === 'number' && errno > 0 ? `${code}, ${errno}` : code;
  return error instanceof Error ? error.message : 'unknown';
}

/** The server's error number, where the server is what refused. */
export function errorNumber(error: unknown): number | undefined {
  const { errno } = error as { errno?: unknown };
  return typeof errno === 'number' ? errno : undefined;
}
