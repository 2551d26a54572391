import { sql } from 'kysely';
import type { ShopTransaction } from '../../database/index.ts';
import { chunks } from './chunks.ts';
import { sameVariant, type StoredVariant, type VariantState } from './product-state.ts';
import type { ProductWrite } from './write-products.ts';

const rowsAtOnce = 1_000;

interface VariantWrite {
  readonly productId: number;
  readonly id: number | undefined;
  readonly state: VariantState;
}

/**
 * Writes the variants of the products in which they differ, matched by SKU. One that is no longer wanted is retired: orders
 * still name it. A slug always belongs to the variant that is sold under it now, so others give theirs up.
 */
export async function writeVariants(
  trx: ShopTransaction,
  writes: readonly ProductWrite[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const saved: VariantWrite[] = [];
  const retired: number[] = [];
  const slugsToFree: number[] = [];
  for (const { stored, wanted, parts } of writes) {
    if (!parts.has('variants')) continue;
    const plan = planVariants(stored?.variants ?? [], stored?.retiredVariants ?? [], wanted.variants);
    const productId = ids.get(wanted.sourceKey)!;
    saved.push(...plan.saved.map((one) => ({ ...one, productId })));
    retired.push(...plan.retired);
    slugsToFree.push(...plan.slugsToFree);
  }
  if (retired.length > 0)
    await trx.updateTable('variant').set({ status: 'retired' }).where('id', 'in', retired).execute();
  if (slugsToFree.length > 0)
    await trx
      .updateTable('variant')
      .set({ slug: sql`CONCAT('former-', id)` })
      .where('id', 'in', slugsToFree)
      .execute();
  const added = saved.filter(({ id }) => id === undefined);
  for (const some of chunks(added, rowsAtOnce))
    await trx.insertInto('variant').values(some.map(variantRow)).execute();
  const changed = saved.flatMap(({ id, ...rest }) => (id === undefined ? [] : [{ id, ...rest }]));
  for (const some of chunks(changed, rowsAtOnce))
    await trx
      .insertInto('variant')
      .values(some.map((one) => ({ id: one.id, ...variantRow(one) })))
      .onDuplicateKeyUpdate(fromValues)
      .execute();
}

function planVariants(
  active: readonly StoredVariant[],
  formerlyRetired: readonly StoredVariant[],
  wanted: readonly VariantState[],
) {
  const wantedSkus = new Set(wanted.map(({ sku }) => sku));
  const wantedSlugs = new Set(wanted.map(({ slug }) => slug));
  const unwanted = active.filter(({ sku }) => !wantedSkus.has(sku));
  const bySku = new Map([...formerlyRetired, ...active].map((variant) => [variant.sku, variant]));
  const stillActive = new Set(active);
  const saved = wanted.flatMap((state) => {
    const stored = bySku.get(state.sku);
    if (stored && stillActive.has(stored) && sameVariant(stored, state)) return [];
    return [{ id: stored?.id, state }];
  });
  const moving = saved.flatMap(({ state }) => {
    const stored = bySku.get(state.sku);
    return stored && stored.slug !== state.slug ? [stored.id] : [];
  });
  const inTheWay = [...unwanted, ...formerlyRetired.filter(({ sku }) => !wantedSkus.has(sku))]
    .filter(({ slug }) => wantedSlugs.has(slug))
    .map(({ id }) => id);
  return { saved, retired: unwanted.map(({ id }) => id), slugsToFree: [...moving, ...inTheWay] };
}

function variantRow({ productId, state }: VariantWrite) {
  return {
    product_id: productId,
    slug: state.slug,
    sku: state.sku,
    gtin: state.gtin,
    status: 'active' as const,
    size_amount: state.amount,
    size_unit: state.unit,
    item_condition: state.condition,
    position: state.position,
  };
}

/** Every column that a draft decides takes the value of the row that met an existing one. */
const fromValues = {
  slug: sql<never>`VALUES(slug)`,
  gtin: sql<never>`VALUES(gtin)`,
  status: sql<never>`VALUES(status)`,
  size_amount: sql<never>`VALUES(size_amount)`,
  size_unit: sql<never>`VALUES(size_unit)`,
  item_condition: sql<never>`VALUES(item_condition)`,
  position: sql<never>`VALUES(position)`,
};
