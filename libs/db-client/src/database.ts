import { Kysely, MysqlDialect, type Transaction } from 'kysely';
import { EndpointPool } from './endpoint-pool.ts';
import { CommitOutcomeUnknown, conflictReason, DatabaseUnavailable, shortReason } from './errors.ts';
import { boundsOf, type DatabaseOptions } from './options.ts';
import type { PoolState } from './pool-state.ts';

export interface DatabaseState extends PoolState {
  /** Transactions that were run again since the start … */
  readonly transactionsRetried: number;
  /** … and why, by the server's or the driver's code. */
  readonly retriedFor: Readonly<Record<string, number>>;
}

export interface TransactionOptions {
  /** Runs at most. Default 5. */
  readonly attempts?: number;
  /**
   * The work may run again even when it is not known whether it was committed: only for work that a unique key makes
   * happen once. Default false.
   */
  readonly repeatable?: boolean;
}

/** A typed database behind one endpoint. */
export interface Database<Tables> {
  /** Reads and single statements; each has its deadline, each row of a stream too. */
  readonly query: Kysely<Tables>;
  /**
   * Runs the work in one READ COMMITTED transaction and again, after a short random wait, when the server rolled it back
   * for reasons that pass (deadlock, lock wait, a node that left its cluster, a lost connection before the commit). The
   * work must have no effect outside the transaction. Attempts are bounded in number and in time: see `DatabaseOptions`.
   * @throws DatabaseUnavailable when no server can be reached within the bounds
   * @throws CommitOutcomeUnknown when the connection was lost during the commit and the work is not repeatable
   */
  transaction<Result>(
    work: (transaction: Transaction<Tables>) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  state(): DatabaseState;
  /** Waits for running statements and closes every connection. */
  close(): Promise<void>;
}

/** First wait before a transaction runs again, in ms; it doubles with each further one. */
const firstWaitMs = 20;
/** The longest single wait, in ms. */
const longestWaitMs = 250;

/** Makes the typed database behind `options.url`. Nothing is dialled before the first statement. */
export function createDatabase<Tables>(options: DatabaseOptions): Database<Tables> {
  const pool = new EndpointPool(options);
  const query = new Kysely<Tables>({ dialect: new MysqlDialect({ pool }) });
  const { unavailableBudgetMs, conflictBudgetMs } = boundsOf(options);
  const random = options.random ?? Math.random;
  const now = options.now ?? (() => performance.now());
  const retriedFor = new Map<string, number>();

  return {
    query,
    async transaction(work, { attempts = 5, repeatable = false } = {}) {
      const startedAt = now();
      let queries = query;
      let waitMs = firstWaitMs;
      let attempt = 1;
      while (true) {
        try {
          return await queries.transaction().execute(work);
        } catch (error) {
          const again = whyAgain(error, repeatable);
          const pause = waitMs * (0.5 + random());
          const budgetMs = again?.isConflict ? conflictBudgetMs : unavailableBudgetMs;
          const wasTried = !(error instanceof DatabaseUnavailable && error.cause === undefined);
          // One that found the database away waits no longer than any other request; one that lost it on the way tries on.
          const isWorthIt = wasTried || attempt > 1;
          if (!again || !isWorthIt || attempt >= attempts || now() + pause - startedAt >= budgetMs)
            throw error;
          // Refused without being tried, it costs nothing: time alone bounds it.
          if (wasTried) {
            retriedFor.set(again.reason, (retriedFor.get(again.reason) ?? 0) + 1);
            options.onEvent?.({ type: 'transaction-retried', attempt, reason: again.reason });
            attempt += 1;
          }
          // After a loss no wait of a later attempt goes beyond the budget.
          if (!again.isConflict)
            queries = new Kysely<Tables>({
              dialect: new MysqlDialect({ pool: pool.until(startedAt + budgetMs) }),
            });
          await new Promise((resolve) => setTimeout(resolve, pause));
          waitMs = Math.min(longestWaitMs, waitMs * 2);
        }
      }
    },
    state: () => ({
      ...pool.state(),
      transactionsRetried: [...retriedFor.values()].reduce((sum, count) => sum + count, 0),
      retriedFor: Object.fromEntries(retriedFor),
    }),
    close: () => new Promise((resolve) => pool.end(() => resolve())),
  };
}

function whyAgain(error: unknown, repeatable: boolean): { reason: string; isConflict: boolean } | undefined {
  if (error instanceof CommitOutcomeUnknown)
    return repeatable ? { reason: 'commit outcome unknown', isConflict: false } : undefined;
  if (error instanceof DatabaseUnavailable)
    return {
      reason: error.cause === undefined ? 'unavailable' : shortReason(error.cause),
      isConflict: false,
    };
  const reason = conflictReason(error);
  return reason === undefined ? undefined : { reason, isConflict: true };
}
