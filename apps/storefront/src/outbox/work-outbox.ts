import { parseJsonColumn } from '@perfume/db-client';
import type { Logger } from 'pino';
import type { ShopDatabase } from '../database/index.ts';

export interface OutboxJob {
  readonly id: number;
  readonly kind: string;
  readonly dedupeKey: string;
  readonly payload: Readonly<Record<string, string | number>>;
  /** This try included; from 1. */
  readonly attempts: number;
}

export interface OutboxHandler {
  /**
   * Does the work. It may be called again for the same job (a server may die between doing and noting), so what it does
   * outside the database must be recognisable by `job.dedupeKey`. It gives up when the signal fires.
   * @throws anything; the work is tried again later
   */
  run(job: OutboxJob, signal: AbortSignal): Promise<void>;
  /** Tries before people have to look at it. */
  readonly attempts: number;
}

export type OutboxHandlers = Readonly<Record<string, OutboxHandler>>;

export interface OutboxDependencies {
  readonly database: ShopDatabase;
  readonly handlers: OutboxHandlers;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}

const jobsPerRun = 10;
/** Longer than any handler may take: a server that holds a job longer is taken for dead. */
const leaseMs = 120_000;
const handlerDeadlineMs = 90_000;
const firstRetryMs = 5_000;
const longestRetryMs = 15 * 60_000;

/**
 * Does what is due, a bounded number of jobs at once. Several servers may work at the same time: each takes rows that
 * nobody else has (SKIP LOCKED) under a lease, which another takes over once it has run out. A job is done at least once
 * and noted as done once.
 * @returns how many jobs were taken
 */
export async function workOutbox(deps: OutboxDependencies): Promise<number> {
  const jobs = await lease(deps);
  await Promise.all(jobs.map((job) => work(deps, job)));
  return jobs.length;
}

type LeasedJob = OutboxJob & { readonly leasedUntil: Date };

function lease({ database, handlers, now }: OutboxDependencies): Promise<readonly LeasedJob[]> {
  const kinds = Object.keys(handlers);
  return database.transaction(async (trx) => {
    const at = now();
    const leasedUntil = new Date(at.getTime() + leaseMs);
    const rows = await trx
      .selectFrom('outbox')
      .select(['id', 'kind', 'dedupe_key', 'payload', 'attempts'])
      .where('done_at', 'is', null)
      .where('failed_at', 'is', null)
      .where('available_at', '<=', at)
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', at)]))
      .where('kind', 'in', kinds)
      .orderBy('available_at')
      .limit(jobsPerRun)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0) return [];
    await trx
      .updateTable('outbox')
      .set((eb) => ({ leased_until: leasedUntil, attempts: eb('attempts', '+', 1) }))
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      dedupeKey: row.dedupe_key,
      payload: parseJsonColumn(row.payload) as OutboxJob['payload'],
      attempts: row.attempts + 1,
      leasedUntil,
    }));
  });
}

async function work(deps: OutboxDependencies, job: LeasedJob): Promise<void> {
  const { handlers, now, logger } = deps;
  const handler = handlers[job.kind]!;
  const about = { outbox: job.id, kind: job.kind, attempts: job.attempts };
  try {
    const deadline = AbortSignal.timeout(handlerDeadlineMs);
    await Promise.race([handler.run(job, deadline), rejectAt(deadline)]);
  } catch (error) {
    const reason = reasonOf(error);
    const failed = job.attempts >= handler.attempts;
    if (failed) logger.error({ ...about, reason }, 'gave up on work of the outbox; it needs a person');
    else logger.warn({ ...about, reason }, 'work of the outbox did not succeed and will be tried again');
    await note(deps, job, {
      last_error: reason,
      ...(failed
        ? { failed_at: now() }
        : { available_at: new Date(now().getTime() + retryMs(job.attempts)) }),
    });
    return;
  }
  await note(deps, job, { done_at: now(), last_error: null });
}

/** A handler that does not look at its signal must not hold up the others. */
function rejectAt(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** Writes the outcome only while the lease is still ours: a worker that was too slow has no say any more. */
async function note(
  { database }: OutboxDependencies,
  job: LeasedJob,
  outcome: { done_at?: Date; failed_at?: Date; available_at?: Date; last_error: string | null },
): Promise<void> {
  await database.query
    .updateTable('outbox')
    .set({ ...outcome, leased_until: null })
    .where('id', '=', job.id)
    .where('attempts', '=', job.attempts)
    .where('leased_until', '=', job.leasedUntil)
    .execute();
}

function retryMs(attempts: number): number {
  return (
    Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts - 1, 20)) * (0.75 + Math.random() / 2)
  );
}

/** The error's code or name and never its message, which may carry an address. */
function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ') || 'unknown';
}
