import { sql } from 'kysely';
import type { ShopTransaction } from '../database/index.ts';

/** Tells every server that these products changed in some way, once the transaction is committed. */
export function recordProductChanges(trx: ShopTransaction, productIds: readonly number[]): Promise<void> {
  return recordChanges(trx, 'product', productIds);
}

/** Tells every server that something about these variants changed (price, stock), under the ids of their products. */
export async function recordVariantChanges(
  trx: ShopTransaction,
  variantIds: readonly number[],
): Promise<void> {
  if (variantIds.length === 0) return;
  await trx
    .insertInto('change_feed')
    .columns(['subject', 'subject_id'])
    .expression(
      trx
        .selectFrom('variant')
        .select([sql.lit<'product'>('product').as('subject'), 'product_id as subject_id'])
        .where('id', 'in', variantIds)
        .groupBy('product_id'),
    )
    .execute();
}

/** Tells every server of changes to one kind of thing; the id 0 stands for all of them. */
export async function recordChanges(
  trx: ShopTransaction,
  subject: 'product' | 'brand' | 'category' | 'collection' | 'note',
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .insertInto('change_feed')
    .values([...new Set(ids)].map((id) => ({ subject, subject_id: id })))
    .execute();
}
