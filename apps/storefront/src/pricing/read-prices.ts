import type { Queries } from '../database/index.ts';
import { currentPrice } from './current-price.ts';
import type { CurrentPrice } from './model.ts';
import { priceRecordColumns } from './price-record.ts';

/** What these variants cost at a moment, by variant id; a variant without a price in this currency is missing. */
export async function readCurrentPrices(
  queries: Queries,
  variantIds: readonly number[],
  currency: string,
  at: Date,
): Promise<ReadonlyMap<number, CurrentPrice>> {
  if (variantIds.length === 0) return new Map();
  const records = await queries
    .selectFrom('price')
    .select(priceRecordColumns)
    .where('variant_id', 'in', variantIds)
    .where('currency', '=', currency)
    .execute();
  return new Map(records.map((record) => [record.variantId, currentPrice(record, at)]));
}
