import type { Queries } from '../database/index.ts';

/** Done work is kept this long, so that a second promise of it is still recognised, in days. */
const keptDays = 30;
const rowsPerRun = 500;

/** Removes work that was done long ago, a bounded number of rows; failed work stays for people to look at. */
export async function removeDoneWork(queries: Queries, at: Date): Promise<number> {
  const { numDeletedRows } = await queries
    .deleteFrom('outbox')
    .where('done_at', '<', new Date(at.getTime() - keptDays * 86_400_000))
    .orderBy('done_at')
    .limit(rowsPerRun)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
