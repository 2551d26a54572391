import type { Queries } from '../database/index.ts';

/** Ids in one statement. */
const idsPerStatement = 900;

/** Pieces in the warehouse by variant id, those promised to orders among them; a variant never counted is missing. */
export async function readOnHand(
  queries: Queries,
  variantIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (let from = 0; from < variantIds.length; from += idsPerStatement) {
    const rows = await queries
      .selectFrom('stock')
      .select(['variant_id', 'on_hand'])
      .where('variant_id', 'in', variantIds.slice(from, from + idsPerStatement))
      .execute();
    for (const row of rows) counts.set(row.variant_id, row.on_hand);
  }
  return counts;
}
