import type { MysqlPool, MysqlPoolConnection, MysqlQueryResult } from 'kysely';
import { Breaker } from '@perfume/circuit-breaker';
import { examine } from './check-health.ts';
import { asOurs, DatabaseUnavailable, isMovedOrRefusing, isReadOnly, shortReason } from './errors.ts';
import { boundsOf, type Bounds, type DatabaseOptions } from './options.ts';
import { PoolCounts, type PoolState } from './pool-state.ts';
import { Session, type Target } from './session.ts';
import { targetOf } from './target.ts';
import { refuse, WaitingLine, type Handover } from './waiting-line.ts';

/** Idle connections are closed after this long, in ms. */
const idleMs = 60_000;
/** A pool younger than this, in ms, has just asked for the endpoint's address: a refused change does not drop it again. */
const justOpenedMs = 250;
/** The pause between two looks at a server that is away, in ms. */
const probeEveryMs = 250;

/**
 * The one place that opens connections to MariaDB. It dials the endpoint's name, bounds every wait, and drops all of its
 * connections on the first sign of a server that is gone, has moved or refuses service: connections to a former holder
 * of the endpoint outlive the move and must never be used again.
 *
 * Connections belong to a generation. Dropping the pool begins the next one: idle connections end at once, those on loan
 * end when they are given back, those being dialled when they arrive, and what is still heard of any of them counts no more.
 */
export class EndpointPool implements MysqlPool {
  readonly #options: DatabaseOptions;
  readonly #bounds: Bounds;
  readonly #target: Target;
  readonly #now: () => number;
  readonly #breaker: Breaker;
  readonly #counts = new PoolCounts();
  readonly #line: WaitingLine;
  readonly #retired = new Set<Session>();
  #generation = { open: new Set<Session>(), dialling: new Set<AbortController>(), since: 0 };
  #idle: Session[] = [];
  /** Why the server was last lost, for people; undefined while it is there. */
  #lastTrouble: string | undefined;
  #pruning: NodeJS.Timeout | undefined;
  #onEmpty: (() => void) | undefined;
  #closed = false;

  constructor(options: DatabaseOptions) {
    this.#options = options;
    this.#bounds = boundsOf(options);
    this.#target = targetOf(options, this.#bounds);
    this.#now = options.now ?? (() => performance.now());
    this.#line = new WaitingLine(this.#counts.waits, this.#now);
    const probeMs = this.#bounds.connectMs + 1_000;
    this.#breaker = new Breaker({
      failures: 2,
      retryAfterMs: probeEveryMs,
      probeTimeoutMs: probeMs,
      probe: (signal) => this.#probe(signal),
      ...(options.random && { random: options.random }),
      onChange: (change) => {
        if (change.to === 'open') options.onEvent?.({ type: 'breaker-opened', reason: change.reason });
        else {
          options.onEvent?.({ type: 'breaker-closed', openMs: change.openMs });
          this.#dialForWaiters();
        }
      },
    });
  }

  state(): PoolState {
    return this.#counts.state({
      breaker: this.#breaker.state,
      breakerOpened: this.#breaker.timesOpened,
      connections: this.#generation.open.size + this.#retired.size,
      waiting: this.#line.length,
    });
  }

  /** A connection within the acquire timeouts, or DatabaseUnavailable; at once while the breaker is open. */
  getConnection(callback: Handover): void {
    this.#acquire(callback, Infinity);
  }

  /** The same pool for one caller whose waits all end at `until`, on the pool's clock. */
  until(until: number): MysqlPool {
    return {
      getConnection: (callback) => this.#acquire(callback, until),
      end: (callback) => callback(undefined),
    };
  }

  /** Refuses new callers, waits for connections on loan as long as their statements may take, closes everything. */
  end(callback: (error: unknown) => void): void {
    this.#closed = true;
    this.#breaker.end();
    clearInterval(this.#pruning);
    this.#line.refuseAll('The database client is being closed.');
    for (const dialling of this.#generation.dialling) dialling.abort();
    for (const session of this.#idle) this.#forget(session).quit();
    this.#idle = [];
    const overdue = setTimeout(() => {
      for (const session of [...this.#generation.open, ...this.#retired]) this.#forget(session).destroy();
    }, this.#bounds.commitMs + 1_000);
    this.#onEmpty = () => {
      this.#onEmpty = undefined;
      clearTimeout(overdue);
      callback(undefined);
    };
    this.#noticeEmpty();
  }

  #acquire(handOver: Handover, until: number): void {
    const since = this.#now();
    const leftMs = until - since;
    const refusal = this.#whyRefused(leftMs);
    if (refusal !== undefined) {
      refuse(handOver, refusal);
      return;
    }
    const session = this.#idle.pop();
    if (session) {
      this.#counts.waits.note(0);
      handOver(undefined, this.#lend(session, until));
      return;
    }
    const patience = {
      stillMs: Math.min(this.#bounds.acquireMs, leftMs),
      atMostMs: Math.min(this.#bounds.busyAcquireMs, leftMs),
    };
    this.#line.join(handOver, until, patience, () => {
      // A pool whose connections are all busy says nothing about the server; one without any does.
      if (this.#generation.open.size === 0) this.#breaker.failed('no connection in time');
      return `No connection to the database came free in time${this.#because()}.`;
    });
    this.#dialForWaiters();
  }

  /** Why a caller cannot even wait; undefined when it can be served or queued. */
  #whyRefused(leftMs: number): string | undefined {
    if (this.#closed) return 'The database client is closed.';
    if (!this.#breaker.isClosed) {
      this.#counts.refused += 1;
      return `The database did not answer lately and is not asked again yet${this.#because()}.`;
    }
    if (leftMs <= 0) return 'No time is left to wait for the database.';
    const mustWait = this.#idle.length === 0;
    return mustWait && this.#line.length >= this.#bounds.queueLimit
      ? 'Too many callers wait for the database.'
      : undefined;
  }

  /** Why the server was last lost, for a message. */
  #because(): string {
    return this.#lastTrouble === undefined ? '' : ` (${this.#lastTrouble})`;
  }

  /** Dials as many connections as callers wait for; none while the breaker is open, whose probe dials. */
  #dialForWaiters(): void {
    const { open, dialling } = this.#generation;
    while (
      this.#breaker.isClosed &&
      !this.#closed &&
      dialling.size < this.#line.length &&
      open.size + dialling.size < this.#bounds.poolSize
    )
      this.#dial();
  }

  #dial(): void {
    const generation = this.#generation;
    const dialling = new AbortController();
    generation.dialling.add(dialling);
    Session.open(this.#target, this.#bounds.connectMs, dialling.signal).then(
      (session) => {
        generation.dialling.delete(dialling);
        if (generation === this.#generation) this.#adopt(session);
        else session.destroy();
      },
      (error: unknown) => {
        generation.dialling.delete(dialling);
        this.#counts.connectFailures += 1;
        this.#trouble(generation, error);
      },
    );
  }

  /** Asks on a connection of its own whether the server serves again; the connection is kept when it does. */
  async #probe(signal: AbortSignal): Promise<void> {
    const { connectMs } = this.#bounds;
    let session: Session | undefined;
    try {
      session = await Session.open(this.#target, connectMs, signal);
      const opened = session;
      const health = await examine((text) => opened.ask(text, connectMs));
      if (!health.serves) throw new DatabaseUnavailable(health.reason);
      signal.throwIfAborted();
    } catch (error) {
      session?.destroy();
      this.#lastTrouble = error instanceof DatabaseUnavailable ? error.message : shortReason(error);
      throw error;
    }
    this.#adopt(session);
  }

  #adopt(session: Session): void {
    if (this.#closed) {
      session.quit();
      return;
    }
    this.#counts.connected += 1;
    this.#lastTrouble = undefined;
    const generation = this.#generation;
    generation.open.add(session);
    session.onLost = (error) => {
      this.#forget(session);
      this.#idle = this.#idle.filter((one) => one !== session);
      this.#noticeEmpty();
      // Whoever asks on it hears of it and counts it; of one that nobody uses only the pool hears.
      this.#drop(generation, shortReason(error));
    };
    this.#place(session);
  }

  /** To whoever waits longest, or to the idle ones. */
  #place(session: Session): void {
    const waiter = this.#line.next();
    if (waiter) {
      waiter.handOver(undefined, this.#lend(session, waiter.until));
      return;
    }
    session.idleSince = this.#now();
    this.#idle.push(session);
    this.#pruning ??= setInterval(() => this.#prune(), idleMs / 4).unref();
  }

  /** A connection on loan: each of its statements has a deadline, and it is given back once. */
  #lend(session: Session, until: number): MysqlPoolConnection {
    const generation = this.#generation;
    let onLoan = true;
    const within = (ms: number) => Math.max(1, Math.min(ms, until - this.#now()));
    const query = (
      sql: string,
      parameters: unknown[],
      callback?: (error: unknown, result: MysqlQueryResult) => void,
    ) => {
      if (!callback) return { stream: () => this.#rows(session, generation, sql, parameters) };
      if (session.hasEnded && sql === 'rollback') {
        // The server rolled back when it lost us; the connection cannot be asked any more.
        callback(null, []);
        return;
      }
      const { commitMs, statementMs } = this.#bounds;
      const timeoutMs = within(sql === 'commit' ? commitMs : statementMs);
      session.query(sql, parameters, timeoutMs, (error, result) => {
        this.#judge(generation, error);
        callback(asOurs(error, sql), result);
      });
      return;
    };
    const release = () => {
      if (!onLoan) return;
      onLoan = false;
      if (this.#retired.has(session) || this.#closed) this.#forget(session).destroy();
      else if (!session.hasEnded) this.#place(session);
      this.#noticeEmpty();
    };
    return { query, release } as MysqlPoolConnection;
  }

  async *#rows<Row>(
    session: Session,
    generation: object,
    sql: string,
    parameters: unknown[],
  ): AsyncGenerator<Row, void> {
    try {
      yield* session.rows(sql, parameters, this.#bounds.statementMs) as AsyncGenerator<Row, void>;
      this.#judge(generation, undefined);
    } catch (error) {
      this.#judge(generation, error);
      throw asOurs(error, sql);
    } finally {
      // Left before its end, it is no longer usable: its place in the pool is free.
      if (session.hasEnded) this.#forget(session);
      this.#dialForWaiters();
    }
  }

  /** What the outcome of a statement says of the server. */
  #judge(generation: object, error: unknown): void {
    if (error && isMovedOrRefusing(error)) {
      if ((error as { code?: unknown }).code === 'PROTOCOL_SEQUENCE_TIMEOUT') this.#counts.queryTimeouts += 1;
      this.#trouble(generation, error);
    } else if (generation === this.#generation) this.#breaker.succeeded();
  }

  /** One loss counts once, however many connections tell of it. */
  #trouble(generation: object, error: unknown): void {
    if (generation !== this.#generation || this.#closed) return;
    if (isReadOnly(error)) {
      if (this.#now() - this.#generation.since >= justOpenedMs) this.#drop(generation, shortReason(error));
      return;
    }
    const reason = shortReason(error);
    this.#lastTrouble = reason;
    this.#drop(generation, reason);
    this.#breaker.failed(reason);
    this.#dialForWaiters();
  }

  /** Begins a new generation; the endpoint's name is resolved anew for each of its connections. */
  #drop(generation: object, reason: string): void {
    if (generation !== this.#generation || this.#closed) return;
    this.#counts.dropped(reason);
    const former = this.#generation;
    this.#generation = { open: new Set(), dialling: new Set(), since: this.#now() };
    for (const dialling of former.dialling) dialling.abort();
    for (const session of this.#idle) {
      former.open.delete(session);
      session.destroy();
    }
    this.#idle = [];
    for (const session of former.open) this.#retired.add(session);
    this.#options.onEvent?.({ type: 'pool-dropped', reason });
  }

  #forget(session: Session): Session {
    this.#generation.open.delete(session);
    this.#retired.delete(session);
    return session;
  }

  #prune(): void {
    const limit = this.#now() - idleMs;
    this.#idle = this.#idle.filter((session) => {
      if (session.idleSince > limit) return true;
      this.#forget(session).quit();
      return false;
    });
  }

  #noticeEmpty(): void {
    if (this.#generation.open.size + this.#retired.size === 0) this.#onEmpty?.();
  }
}
