import { pageTags } from '../catalogue/index.ts';
import type { ListingQuery } from './model.ts';

const factualLists = [
  'kinds',
  'brands',
  'genders',
  'concentrations',
  'sizes',
  'conditions',
  'accords',
] as const;

/**
 * What a listing is made of. It shows products that are in its scope, and counts for each facet what its other values would
 * give: where the scope itself is a value of a facet (a brand, testers), products beyond the scope are counted too.
 * @param scopeTag the tag of what the scope fixes
 */
export function listingTags(
  scopeTag: string,
  fixed: Partial<ListingQuery>,
  query: ListingQuery,
): readonly string[] {
  // How words are understood rests on the words of every product.
  if (query.text !== undefined) return [scopeTag, pageTags.search];
  const countsBeyond =
    factualLists.some((list) => (fixed[list]?.length ?? 0) > 0) ||
    Object.values(fixed.attributes ?? {}).some((values) => values.length > 0);
  if (!countsBeyond) return [scopeTag];
  // Products beyond the scope are counted by what they are; when price or stock is asked for, by these as well.
  const countsOffers = query.minCents !== null || query.maxCents !== null || query.inStock || query.onSale;
  return [scopeTag, countsOffers ? pageTags.everyProduct : pageTags.everyKind];
}
