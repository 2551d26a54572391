/** Something worth counting or logging that happened to the connection to the database. */
export type DatabaseEvent =
  | { readonly type: 'pool-dropped'; readonly reason: string }
  | { readonly type: 'breaker-opened'; readonly reason: string }
  | { readonly type: 'breaker-closed'; readonly openMs: number }
  | { readonly type: 'transaction-retried'; readonly attempt: number; readonly reason: string };

export interface DatabaseOptions {
  /** mysql://user:password@host:port/name; the host is the endpoint's name. */
  readonly url: string;
  /** Connections at most. Default 10. */
  readonly poolSize?: number;
  /**
   * The longest wait for a connection to be dialled, greeted and made ready, in ms. Default 1,000: a dead host gives no
   * answer at all, for which the kernel would wait two minutes, and a frozen one accepts and says nothing.
   */
  readonly connectTimeoutMs?: number;
  /**
   * The longest wait for a statement, in ms; for the next row of a stream, too. Default 1,400, and 5,000 for a COMMIT,
   * which waits up to 3.8 s while the cluster drops a dead member. A value given here holds for both.
   */
  readonly queryTimeoutMs?: number;
  /**
   * The longest wait for a free connection of the pool while none is handed over, in ms. Default 500: with the statement's
   * 1,400 it stays below the 2 s that a page may take when the database is away.
   */
  readonly acquireTimeoutMs?: number;
  /**
   * The longest wait for a free connection while others that waited are served, in ms. Default 5,000: a pool whose
   * connections come back is busy and not away, and many buyers of one bottle had better wait than be turned away.
   */
  readonly busyAcquireTimeoutMs?: number;
  /**
   * How long after its begin a transaction may still wait for a database that went away, in ms. Default 1,900, which leaves a
   * margin to 2 s. It bounds what comes after a first loss, not the work of a healthy transaction.
   */
  readonly unavailableBudgetMs?: number;
  /** How long after its begin a transaction is begun again after a deadlock or a lock wait, in ms. Default 4,000. */
  readonly conflictBudgetMs?: number;
  /** Callers that may wait for a connection at once; more are refused. Default 500. */
  readonly queueLimit?: number;
  /** Encrypted connection, verified against the system's authorities. Default false. */
  readonly tls?: boolean;
  /** The endpoint's address now. Default: the system's resolver, asked anew for every connection, nothing kept. */
  readonly resolve?: (hostname: string) => Promise<string>;
  readonly onEvent?: (event: DatabaseEvent) => void;
  /** From 0 (inclusive) to 1 (exclusive); jitter comes from it. */
  readonly random?: () => number;
  /** Milliseconds that only move forward. */
  readonly now?: () => number;
}

/**
 * Bounds for programs whose statements are large and for which no shopper waits: imports, migrations, loading the
 * catalogue. They wait for a busy server where a page had better give up.
 * A server that refuses or is not there still ends them within seconds.
 * @param statementMs the longest wait for one statement
 */
export function boundsForLongWork(
  statementMs: number,
): Pick<DatabaseOptions, 'connectTimeoutMs' | 'queryTimeoutMs' | 'acquireTimeoutMs'> {
  return { connectTimeoutMs: 3_000, queryTimeoutMs: statementMs, acquireTimeoutMs: 5_000 };
}

/** The options as numbers, with their defaults. */
export interface Bounds {
  readonly poolSize: number;
  readonly queueLimit: number;
  readonly connectMs: number;
  readonly acquireMs: number;
  readonly busyAcquireMs: number;
  readonly statementMs: number;
  readonly commitMs: number;
  readonly unavailableBudgetMs: number;
  readonly conflictBudgetMs: number;
}

export function boundsOf(options: DatabaseOptions): Bounds {
  const acquireMs = options.acquireTimeoutMs ?? 500;
  return {
    poolSize: options.poolSize ?? 10,
    queueLimit: options.queueLimit ?? 500,
    connectMs: options.connectTimeoutMs ?? 1_000,
    acquireMs,
    busyAcquireMs: Math.max(acquireMs, options.busyAcquireTimeoutMs ?? 5_000),
    statementMs: options.queryTimeoutMs ?? 1_400,
    commitMs: options.queryTimeoutMs ?? 5_000,
    unavailableBudgetMs: options.unavailableBudgetMs ?? 1_900,
    conflictBudgetMs: options.conflictBudgetMs ?? 4_000,
  };
}
