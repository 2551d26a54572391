import net from 'node:net';
import { createConnection, type Connection, type ConnectionOptions, type QueryError } from 'mysql2';
import type { MysqlQueryResult } from 'kysely';
import { isConnectionLoss } from './errors.ts';
import type { Lookup } from './resolver.ts';

/** Where a connection goes and as whom. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: ConnectionOptions['ssl'];
  readonly lookup: Lookup;
  /** Sent ahead of everything else; a connection on which one of them fails is not used. */
  readonly statements: readonly string[];
}

type Callback = (error: unknown, result: MysqlQueryResult) => void;

const noResult: MysqlQueryResult = [];

/**
 * One connection to MariaDB that cannot hang: everything on it has a deadline, and whatever ends it, the statement that
 * waits hears of it at once. It owns its socket, for the driver only half-closes one, which a frozen server never answers.
 */
export class Session {
  /** Called once when the connection has ended, other than by `destroy` or `quit`. */
  onLost: ((error: unknown) => void) | undefined;
  /** When it was last given back, for closing idle ones. */
  idleSince = 0;
  readonly #connection: Connection;
  readonly #socket: net.Socket;
  #ended = false;
  /** Whoever waits for something on this connection. */
  readonly #waiting = new Set<(error: unknown) => void>();

  private constructor(target: Target, socket: net.Socket) {
    this.#socket = socket;
    this.#connection = createConnection({
      host: target.host,
      port: target.port,
      user: target.user,
      password: target.password,
      database: target.database,
      stream: () => socket,
      // The whole way to a usable connection has one deadline, kept here.
      connectTimeout: 0,
      timezone: 'Z',
      charset: 'utf8mb4_unicode_ci',
      jsonStrings: true,
      // Counts rows that an UPDATE changed, not rows that it found.
      flags: ['-FOUND_ROWS'],
      ...(target.ssl !== undefined && { ssl: target.ssl }),
    });
    // Heard for good: an error of a connection that nobody waits on must not end the process.
    this.#connection.on('error', (error) => this.#end(error));
    this.#connection.on('end', () => this.#end(lost('PROTOCOL_CONNECTION_LOST', 'The server closed it.')));
  }

  /**
   * Dials, signs in and sends the first statements.
   * @throws what the driver says, or an error with code ETIMEDOUT after `timeoutMs`, or when the signal fires
   */
  static async open(target: Target, timeoutMs: number, signal?: AbortSignal): Promise<Session> {
    signal?.throwIfAborted();
    const socket = net.connect({ host: target.host, port: target.port, lookup: target.lookup });
    socket.setNoDelay(true);
    // Notices a dead peer while a connection only waits.
    socket.setKeepAlive(true, 1_000);
    const session = new Session(target, socket);
    const giveUp = (error: Error) => session.#end(error);
    const timer = setTimeout(
      () => afterWaiting(() => giveUp(lost('ETIMEDOUT', 'No connection in time.'))),
      timeoutMs,
    );
    const abort = () => giveUp(lost('ECONNABORTED', 'Nobody waits for this connection any more.'));
    signal?.addEventListener('abort', abort, { once: true });
    try {
      await session.#greeted();
      await Promise.all(target.statements.map((sql) => session.ask(sql, timeoutMs)));
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** Runs one statement; the callback is called exactly once, after `timeoutMs` at the latest. */
  query(sql: string, values: readonly unknown[], timeoutMs: number, callback: Callback): void {
    if (this.#ended) {
      process.nextTick(callback, lost('PROTOCOL_CONNECTION_LOST', 'The connection has ended.'), noResult);
      return;
    }
    let settled = false;
    const settle = (error: unknown, result: MysqlQueryResult = noResult) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      this.#waiting.delete(settle);
      callback(error, result);
    };
    const timer = setTimeout(
      () =>
        afterWaiting(() => {
          if (!settled) this.#end(lost('PROTOCOL_SEQUENCE_TIMEOUT', 'No answer in time.'));
        }),
      timeoutMs,
    );
    this.#waiting.add(settle);
    try {
      this.#connection.query({ sql, values: values as unknown[] }, (error: QueryError | null, result) => {
        if (error && isConnectionLoss(error)) this.#end(error);
        // Harmless after the end: everything settles once.
        settle(error, result as unknown as MysqlQueryResult);
      });
    } catch (error) {
      // A value that cannot be written as SQL: nothing was sent.
      settle(error);
    }
  }

  /** The rows of one statement, each within `timeoutMs` of being waited for. Left early, it ends the connection. */
  async *rows(
    sql: string,
    values: readonly unknown[],
    timeoutMs: number,
  ): AsyncGenerator<Record<string, unknown>, void> {
    if (this.#ended) throw lost('PROTOCOL_CONNECTION_LOST', 'The connection has ended.');
    const readable = this.#connection
      .query({ sql, values: values as unknown[] })
      .stream({ highWaterMark: 100 });
    readable.on('error', () => undefined);
    const stop = (error: unknown) => void readable.destroy(error as Error);
    this.#waiting.add(stop);
    let waiting = true;
    const judge = () => {
      if (waiting) this.#end(lost('PROTOCOL_SEQUENCE_TIMEOUT', 'No row in time.'));
    };
    const timer = setTimeout(() => afterWaiting(judge), timeoutMs);
    let complete = false;
    try {
      const iterator = readable[Symbol.asyncIterator]() as AsyncIterator<Record<string, unknown>>;
      while (true) {
        waiting = true;
        timer.refresh();
        const step = await iterator.next();
        waiting = false;
        if (step.done) break;
        yield step.value;
      }
      complete = true;
    } catch (error) {
      // The server refused the statement and is ready for the next one.
      complete = !isConnectionLoss(error);
      throw error;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(stop);
      // Rows that nobody wants are still on their way.
      if (!complete) this.destroy();
    }
  }

  /** Runs one statement and gives its rows. */
  ask(sql: string, timeoutMs: number): Promise<readonly Record<string, unknown>[]> {
    return new Promise((resolve, reject) => {
      this.query(sql, [], timeoutMs, (error, result) => {
        if (error)
          reject(error instanceof Error ? error : new Error('The statement failed.', { cause: error }));
        else resolve(Array.isArray(result) ? result : []);
      });
    });
  }

  /** Ends the connection at once, without a word to the server. */
  destroy(): void {
    this.onLost = undefined;
    this.#end(lost('PROTOCOL_CONNECTION_LOST', 'The connection was ended.'));
  }

  /** Says good-bye to a server that is thought to be there; at most 500 ms are given to it. */
  quit(): void {
    if (this.#ended) return;
    this.onLost = undefined;
    this.#ended = true;
    const timer = setTimeout(() => this.#socket.destroy(), 500);
    timer.unref();
    this.#connection.end(() => {
      clearTimeout(timer);
      this.#socket.destroy();
    });
  }

  #greeted(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      this.#connection.once('connect', () => {
        this.#waiting.delete(reject);
        resolve();
      });
    });
  }

  #end(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#connection.destroy();
    this.#socket.destroy();
    for (const settle of this.#waiting) settle(error);
    this.#waiting.clear();
    const { onLost } = this;
    this.onLost = undefined;
    onLost?.(error);
  }
}

/**
 * Lets what has arrived be read before a deadline is judged: after the process itself was held up, its timers run before the
 * answers that wait in its sockets.
 */
function afterWaiting(judge: () => void): void {
  setImmediate(judge);
}

function lost(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
