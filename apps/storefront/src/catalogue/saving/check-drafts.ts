import type { Queries } from '../../database/index.ts';
import { draftProblems } from '../draft-problems.ts';
import { InvalidProductDraft, type DraftProblem, type ProductDraft } from '../product-draft.ts';
import type { StoredProduct } from './product-state.ts';

/**
 * Holds drafts against the rules and against what the shop has: their category must exist, their SKUs must not belong to
 * other products.
 * @returns the problems by source key, for the drafts that have any
 */
export async function problemsOfDrafts(
  queries: Queries,
  drafts: readonly ProductDraft[],
  stored: ReadonlyMap<string, StoredProduct>,
  categories: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, readonly DraftProblem[]>> {
  const problems = new Map<string, DraftProblem[]>();
  const say = (sourceKey: string, found: readonly DraftProblem[]) => {
    if (found.length > 0) problems.set(sourceKey, [...(problems.get(sourceKey) ?? []), ...found]);
  };
  const keys = new Set<string>();
  const skuInBatch = new Map<string, string>();
  for (const draft of drafts) {
    const { sourceKey, categorySlug } = draft;
    say(sourceKey, draftProblems(draft));
    if (keys.has(sourceKey)) say(sourceKey, [{ field: 'sourceKey', message: 'stands in this batch twice' }]);
    if (!categories.has(categorySlug))
      say(sourceKey, [{ field: 'categorySlug', message: `there is no category "${categorySlug}"` }]);
    keys.add(sourceKey);
    for (const { sku } of draft.variants) {
      const other = skuInBatch.get(sku);
      if (other !== undefined && other !== sourceKey) say(sourceKey, [skuTaken(sku, other)]);
      skuInBatch.set(sku, sourceKey);
    }
  }
  for (const { sku, productId, owner } of await readSkuOwners(queries, [...skuInBatch.keys()])) {
    const sourceKey = skuInBatch.get(sku);
    if (sourceKey !== undefined && stored.get(sourceKey)?.id !== productId)
      say(sourceKey, [skuTaken(sku, owner)]);
  }
  return problems;
}

/** @throws InvalidProductDraft for the first draft that has a problem */
export function refuseInvalid(
  drafts: readonly ProductDraft[],
  problems: ReadonlyMap<string, readonly DraftProblem[]>,
): void {
  for (const { sourceKey } of drafts) {
    const found = problems.get(sourceKey);
    if (found) throw new InvalidProductDraft(sourceKey, found);
  }
}

const skuTaken = (sku: string, owner: string): DraftProblem => ({
  field: 'variants',
  message: `the SKU ${sku} belongs to another product, "${owner}"`,
});

async function readSkuOwners(queries: Queries, skus: readonly string[]) {
  if (skus.length === 0) return [];
  return queries
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.product_id')
    .select(['variant.sku', 'product.id as productId', 'product.source_key as owner'])
    .where('variant.sku', 'in', skus)
    .execute();
}
