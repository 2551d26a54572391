import { amongIds, type Queries } from '../database/index.ts';
import { priceRecordColumns, type PriceRecord } from './price-record.ts';

/** Ids in one statement. */
const idsPerStatement = 900;

/** The prices of these variants as they are kept, by variant id; a variant without one in this currency is missing. */
export async function readPriceRecords(
  queries: Queries,
  variantIds: readonly number[],
  currency: string,
): Promise<ReadonlyMap<number, PriceRecord>> {
  const records = new Map<number, PriceRecord>();
  const asked = new Set(variantIds);
  for (let from = 0; from < variantIds.length; from += idsPerStatement) {
    const rows = await queries
      .selectFrom('price')
      .select(priceRecordColumns)
      .where(amongIds('variant_id', variantIds.slice(from, from + idsPerStatement)))
      .where('currency', '=', currency)
      .execute();
    for (const row of rows) if (asked.has(row.variantId)) records.set(row.variantId, row);
  }
  return records;
}
