import { Kysely, MysqlDialect, type Transaction } from 'kysely';
import { EndpointPool, type PoolState } from './endpoint-pool.ts';
import { CommitOutcomeUnknown, DatabaseUnavailable, isConnectionLoss, retryReason } from './errors.ts';
import type { DatabaseOptions } from './options.ts';

export interface DatabaseState extends PoolState {
  /** Transactions that were run again since the start. */
  readonly transactionsRetried: number;
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
  /** Reads and single statements; each has its deadline. */
  readonly query: Kysely<Tables>;
  /**
   * Runs the work in one READ COMMITTED transaction and again, after a short random wait, when the server rolled it back
   * for reasons that pass (deadlock, lock wait, a node that left its cluster, a lost connection before the commit). The
   * work must have no effect outside the transaction.
   * @throws DatabaseUnavailable when no server can be reached within the attempts
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
const longestWaitMs = 400;
/** A transaction whose server is away is not begun again later than this after its first try, in ms. */
const unavailableBudgetMs = 1_500;

/** Makes the typed database behind `options.url`. Nothing is dialled before the first statement. */
export function createDatabase<Tables>(options: DatabaseOptions): Database<Tables> {
  const pool = new EndpointPool(options);
  const query = new Kysely<Tables>({ dialect: new MysqlDialect({ pool }) });
  const random = options.random ?? Math.random;
  const now = options.now ?? (() => performance.now());
  let transactionsRetried = 0;

  async function once<Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    const progress = { committing: false };
    try {
      return await query.transaction().execute(async (transaction) => {
        const result = await work(transaction);
        progress.committing = true;
        return result;
      });
    } catch (error) {
      if (progress.committing && error instanceof DatabaseUnavailable && isConnectionLoss(error.cause))
        throw new CommitOutcomeUnknown('The connection was lost during the commit.', { cause: error });
      throw error;
    }
  }

  return {
    query,
    async transaction(work, { attempts = 5, repeatable = false } = {}) {
      const startedAt = now();
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(work);
        } catch (error) {
          const reason = whyAgain(error, repeatable);
          const tooLate = !isRolledBack(error) && now() - startedAt >= unavailableBudgetMs;
          if (reason === undefined || attempt >= attempts || tooLate) throw error;
          transactionsRetried += 1;
          options.onEvent?.({ type: 'transaction-retried', attempt, reason });
          const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1));
          await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + random())));
        }
      }
    },
    state: () => ({ ...pool.state(), transactionsRetried }),
    close: () => query.destroy(),
  };
}

function whyAgain(error: unknown, repeatable: boolean): string | undefined {
  if (error instanceof CommitOutcomeUnknown) return repeatable ? 'commit outcome unknown' : undefined;
  return retryReason(causeOf(error)) ?? (error instanceof DatabaseUnavailable ? 'unavailable' : undefined);
}

/** The server said itself that it undid the transaction: it is there, and waiting again costs nobody's patience. */
const isRolledBack = (error: unknown) => retryReason(causeOf(error)) !== undefined;

const causeOf = (error: unknown) => (error instanceof DatabaseUnavailable ? error.cause : error);
