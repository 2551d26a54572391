import { sql } from 'kysely';
import type { Queries } from '../database/index.ts';

export interface OutboxBacklog {
  /** How long the oldest work that is due has been waiting, in seconds; work that is tried again counts from its promise. */
  readonly oldestSeconds: number;
  /** Pieces that were given up within the last hour. They need a person, and stay in the table for one. */
  readonly failed: number;
}

/** How long a piece that was given up counts, in ms: an alarm ends by itself and speaks again at the next one. */
const failedCountsMs = 60 * 60_000;

/** How far the outbox is behind. */
export async function readBacklog(queries: Queries, at: Date): Promise<OutboxBacklog> {
  const open = () => queries.selectFrom('outbox').where('done_at', 'is', null);
  const oldest = await open()
    .where('failed_at', 'is', null)
    .where((eb) => eb.or([eb('available_at', '<=', at), eb('attempts', '>', 0)]))
    .select(sql<Date | null>`MIN(IF(attempts > 0, created_at, available_at))`.as('since'))
    .executeTakeFirst();
  const failed = await open()
    .where('failed_at', '>', new Date(at.getTime() - failedCountsMs))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  const since = oldest?.since?.getTime() ?? at.getTime();
  return {
    oldestSeconds: Math.max(0, (at.getTime() - since) / 1_000),
    failed: failed?.count ?? 0,
  };
}
