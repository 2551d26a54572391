import net from 'node:net';
import { createPool, type Pool, type PoolConnection, type PoolOptions, type QueryError } from 'mysql2';
import type { MysqlPool, MysqlPoolConnection, MysqlQueryResult } from 'kysely';
import { Breaker, type BreakerState } from '@perfume/circuit-breaker';
import { DatabaseUnavailable, isConnectionLoss, isMovedOrRefusing, shortReason } from './errors.ts';
import type { DatabaseOptions } from './options.ts';

/** What the pool has lived through, for metrics and for the health page. */
export interface PoolState {
  readonly breaker: BreakerState;
  /** Connections that are open now. */
  readonly connections: number;
  /** Callers that wait for a connection now. */
  readonly waiting: number;
  /** How often the whole pool was dropped because its server was lost, moved or refused service. */
  readonly poolsDropped: number;
}

const seconds = 1_000;

/**
 * The one place that opens connections to MariaDB. It dials the endpoint's name, bounds every wait, and drops all of its
 * connections on the first sign of a server that is gone, has moved or refuses service: connections to a former holder
 * of the endpoint outlive the move and must never be used again.
 */
export class EndpointPool implements MysqlPool {
  readonly #options: DatabaseOptions;
  readonly #statementTimeoutMs: number;
  readonly #commitTimeoutMs: number;
  readonly #acquireTimeoutMs: number;
  readonly #breaker: Breaker;
  #pool: Pool;
  #connections = 0;
  #waiting = 0;
  #poolsDropped = 0;

  constructor(options: DatabaseOptions) {
    this.#options = options;
    this.#statementTimeoutMs = options.queryTimeoutMs ?? 1.4 * seconds;
    this.#commitTimeoutMs = options.queryTimeoutMs ?? 5 * seconds;
    this.#acquireTimeoutMs = options.acquireTimeoutMs ?? 0.5 * seconds;
    this.#breaker = new Breaker({
      failures: 3,
      retryAfterMs: 500,
      now: options.now ?? (() => performance.now()),
    });
    this.#pool = this.#open();
  }

  state(): PoolState {
    return {
      breaker: this.#breaker.state,
      connections: this.#connections,
      waiting: this.#waiting,
      poolsDropped: this.#poolsDropped,
    };
  }

  /** A connection within the acquire timeout, or DatabaseUnavailable; at once while the breaker is open. */
  getConnection(callback: (error: unknown, connection: MysqlPoolConnection) => void): void {
    const refuse = (error: DatabaseUnavailable) =>
      callback(error, undefined as unknown as MysqlPoolConnection);
    if (!this.#breaker.allows()) {
      refuse(new DatabaseUnavailable('The database did not answer lately and is not asked again yet.'));
      return;
    }
    const pool = this.#pool;
    let settled = false;
    this.#waiting += 1;
    const settle = () => {
      settled = true;
      this.#waiting -= 1;
      clearTimeout(timer);
    };
    const timer = setTimeout(() => {
      settle();
      // A pool whose connections are all busy says nothing about the server; one without any does.
      if (this.#connections === 0) this.#lost(pool, 'no connection in time');
      else this.#breaker.abandoned();
      refuse(new DatabaseUnavailable('No connection to the database came free in time.'));
    }, this.#acquireTimeoutMs);
    pool.getConnection((error, connection) => {
      if (settled) {
        // Without an error there is a connection, which came too late for this caller.
        if (!error) this.#giveBack(pool, connection);
        return;
      }
      settle();
      if (error) {
        if (isMovedOrRefusing(error)) this.#lost(pool, shortReason(error));
        else this.#breaker.abandoned();
        refuse(
          new DatabaseUnavailable(`No connection to the database: ${shortReason(error)}.`, { cause: error }),
        );
        return;
      }
      callback(undefined, this.#lend(pool, connection));
    });
  }

  end(callback: (error: unknown) => void): void {
    this.#pool.end((error) => callback(error));
  }

  /** A connection on loan: each of its queries has a deadline, and after a loss it is destroyed instead of given back. */
  #lend(pool: Pool, connection: PoolConnection): MysqlPoolConnection {
    let lost = false;
    const judge = (error: QueryError | null) => {
      if (!error) {
        if (this.#breaker.succeeded()) this.#options.onEvent?.({ type: 'breaker-closed' });
        return;
      }
      if (isMovedOrRefusing(error)) {
        lost ||= isConnectionLoss(error);
        this.#lost(pool, shortReason(error));
      } else this.#breaker.succeeded();
    };
    const query = (
      sql: string,
      parameters: unknown[],
      callback?: (error: unknown, result: MysqlQueryResult) => void,
    ) => {
      if (!callback) throw new TypeError('Rows are read in parts by key here: a stream has no deadline.');
      if (lost && sql === 'rollback') {
        // The server rolled back when it lost us; the connection cannot be asked any more.
        callback(null, []);
        return;
      }
      const timeout = sql === 'commit' ? this.#commitTimeoutMs : this.#statementTimeoutMs;
      connection.query({ sql, values: parameters, timeout }, (error, result) => {
        judge(error);
        callback(error && asOurs(error), result as MysqlQueryResult);
      });
      return;
    };
    const release = () => {
      if (lost) connection.destroy();
      else this.#giveBack(pool, connection);
    };
    return { query, release } as MysqlPoolConnection;
  }

  /** Back to its pool, or closed where that pool is out of use. */
  #giveBack(pool: Pool, connection: PoolConnection): void {
    if (pool === this.#pool) connection.release();
    else connection.destroy();
  }

  /** Takes the pool out of use; whoever holds one of its connections finishes on it, nobody gets it again. */
  #lost(pool: Pool, reason: string): void {
    if (this.#breaker.failed()) this.#options.onEvent?.({ type: 'breaker-opened', reason });
    if (pool !== this.#pool) return;
    this.#poolsDropped += 1;
    this.#options.onEvent?.({ type: 'pool-dropped', reason });
    this.#pool = this.#open();
    // Idle connections close at once; QUIT on a dead socket is lost with it.
    pool.end(() => undefined);
  }

  #open(): Pool {
    const { poolSize = 10, queueLimit = 200, connectTimeoutMs = seconds } = this.#options;
    const url = new URL(this.#options.url);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = url.port === '' ? 3306 : Number(url.port);
    const settings: PoolOptions = {
      host,
      port,
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
      connectionLimit: poolSize,
      maxIdle: poolSize,
      idleTimeout: 60 * seconds,
      queueLimit,
      connectTimeout: connectTimeoutMs,
      stream: () => this.#dial(host, port),
      timezone: 'Z',
      charset: 'utf8mb4_unicode_ci',
      jsonStrings: true,
      // Counts rows that an UPDATE changed, not rows that it found.
      flags: ['-FOUND_ROWS'],
      ...(this.#options.tls && { ssl: { minVersion: 'TLSv1.2', rejectUnauthorized: true } }),
    };
    const pool = createPool(settings);
    pool.on('connection', (connection) => {
      this.#connections += 1;
      let open = true;
      const closed = () => {
        if (open) this.#connections -= 1;
        open = false;
      };
      connection.once('end', closed);
      // A socket may report more than one error; none of them may go unheard, for that would end the process.
      connection.on('error', closed);
      // Queued ahead of the first caller's statement on this connection; without these it must not be used.
      for (const sql of this.#sessionStatements()) {
        connection.query({ sql, timeout: this.#statementTimeoutMs }, (error) => {
          if (error) connection.destroy();
        });
      }
    });
    return pool;
  }

  /** A wait for a row's lock ends before the statement's deadline: as an error that lets the transaction run again. */
  #sessionStatements(): readonly string[] {
    const lockSeconds = Math.max(1, Math.floor(this.#statementTimeoutMs / seconds) - 1);
    return [
      `SET time_zone = '+00:00', sql_mode = 'TRADITIONAL,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = ${lockSeconds}`,
      'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    ];
  }

  /** A socket to the endpoint's address as it is now. Keep-alive notices a dead peer while a connection only waits. */
  #dial(host: string, port: number): net.Socket {
    const { resolve } = this.#options;
    const socket = net.connect({
      host,
      port,
      ...(resolve && {
        lookup: (hostname, options, done) => {
          resolve(hostname).then(
            (address) => {
              const family = net.isIP(address);
              if (options.all) done(null, [{ address, family }]);
              else done(null, address, family);
            },
            (error: unknown) => done(error as NodeJS.ErrnoException, ''),
          );
        },
      }),
    });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, seconds);
    return socket;
  }
}

/** An error that means that the server is gone or refuses service, told as that; the driver's own stays its cause. */
function asOurs(error: QueryError): Error {
  return isMovedOrRefusing(error)
    ? new DatabaseUnavailable(`The database was lost: ${shortReason(error)}.`, { cause: error })
    : error;
}
