/** Something worth counting or logging that happened to the connection to the database. */
export type DatabaseEvent =
  | { readonly type: 'pool-dropped'; readonly reason: string }
  | { readonly type: 'breaker-opened'; readonly reason: string }
  | { readonly type: 'breaker-closed' }
  | { readonly type: 'transaction-retried'; readonly attempt: number; readonly reason: string };

export interface DatabaseOptions {
  /** mysql://user:password@host:port/name; the host is the endpoint's name. */
  readonly url: string;
  /** Connections at most. Default 10. */
  readonly poolSize?: number;
  /** Default 1,000 ms: a dead host gives no answer at all, the kernel would wait two minutes. */
  readonly connectTimeoutMs?: number;
  /**
   * The longest wait for a statement, in ms. Default 1,400, and 5,000 for a COMMIT, which waits up to 3.8 s while the
   * cluster drops a dead member. A value given here holds for both.
   */
  readonly queryTimeoutMs?: number;
  /**
   * The longest wait for a free connection of the pool, in ms. Default 500: with the statement's 1,400 it stays below the
   * 2 s that a page may take when the database is away.
   */
  readonly acquireTimeoutMs?: number;
  /** Callers that may wait for a connection at once; more are refused. Default 200. */
  readonly queueLimit?: number;
  /** Encrypted connection, verified against the system's authorities. Default false. */
  readonly tls?: boolean;
  /** The endpoint's address now. Default: the system resolver, asked anew for every connection. */
  readonly resolve?: (hostname: string) => Promise<string>;
  readonly onEvent?: (event: DatabaseEvent) => void;
  /** From 0 (inclusive) to 1 (exclusive); jitter comes from it. */
  readonly random?: () => number;
  /** Milliseconds that only move forward. */
  readonly now?: () => number;
}
