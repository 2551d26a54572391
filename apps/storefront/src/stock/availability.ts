import { amongIds, type Queries } from '../database/index.ts';

/** Ids in one statement. */
const idsPerStatement = 1_000;

/**
 * How many pieces of each variant can be bought now: in the warehouse and not promised to anybody. Never negative; a
 * variant without stock has 0.
 */
export async function readAvailability(
  queries: Queries,
  variantIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const available = new Map(variantIds.map((id) => [id, 0]));
  const ids = [...available.keys()];
  for (let from = 0; from < ids.length; from += idsPerStatement) {
    const rows = await queries
      .selectFrom('stock')
      .select(['variant_id', 'on_hand', 'held'])
      .where(amongIds('variant_id', ids.slice(from, from + idsPerStatement)))
      .execute();
    for (const row of rows)
      if (available.has(row.variant_id)) available.set(row.variant_id, Math.max(0, row.on_hand - row.held));
  }
  return available;
}
