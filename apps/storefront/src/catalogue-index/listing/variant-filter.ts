import type { ListingQuery } from '../../listing/model.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { isBetter } from '../store/catalogue-store.ts';
import { none } from '../store/columns.ts';

/** What a variant can fail by, one bit each. */
export const failsBy = { size: 1, condition: 2, price: 4, stock: 8, sale: 16, text: 32 } as const;

/** What one variant has to be; all of it must hold for the same one. */
export interface VariantFilter {
  /** Wanted numbers of the size table; null: any. */
  readonly sizes: ReadonlySet<number> | null;
  readonly conditions: ReadonlySet<number> | null;
  readonly minCents: number;
  readonly maxCents: number;
  readonly inStock: boolean;
  readonly onSale: boolean;
  /** Sizes and conditions that the search text names. */
  readonly textSizes: ReadonlySet<number> | null;
  readonly textConditions: ReadonlySet<number> | null;
}

/** Sizes and conditions that stand in a search text. */
export interface VariantWords {
  readonly sizes: ReadonlySet<number> | null;
  readonly conditions: ReadonlySet<number> | null;
}

/** What the query asks of a variant; null when any will do. */
export function variantFilterOf(
  { tables }: CatalogueStore,
  query: ListingQuery,
  words: VariantWords | null,
): VariantFilter | null {
  const { sizes, conditions, minCents, maxCents, inStock, onSale } = query;
  const filter: VariantFilter = {
    sizes: sizes.length === 0 ? null : new Set(sizes.map((slug) => tables.size.ofSlug(slug))),
    conditions:
      conditions.length === 0 ? null : new Set(conditions.map((slug) => tables.condition.ofSlug(slug))),
    minCents: minCents ?? 0,
    maxCents: maxCents ?? Infinity,
    inStock,
    onSale,
    textSizes: words?.sizes ?? null,
    textConditions: words?.conditions ?? null,
  };
  const anyWillDo =
    !filter.sizes &&
    !filter.conditions &&
    minCents === null &&
    maxCents === null &&
    !inStock &&
    !onSale &&
    !filter.textSizes &&
    !filter.textConditions;
  return anyWillDo ? null : filter;
}

/** What this variant fails by; 0 when it is wanted. */
export function failuresOf({ variants }: CatalogueStore, filter: VariantFilter, variant: number): number {
  let failures = 0;
  const size = variants.size[variant]!;
  const condition = variants.condition[variant]!;
  const cents = variants.cents[variant]!;
  if (filter.sizes && !filter.sizes.has(size)) failures |= failsBy.size;
  if (filter.conditions && !filter.conditions.has(condition)) failures |= failsBy.condition;
  if (cents < filter.minCents || cents > filter.maxCents) failures |= failsBy.price;
  if (filter.inStock && variants.inStock[variant] === 0) failures |= failsBy.stock;
  if (filter.onSale && variants.wasCents[variant] === 0) failures |= failsBy.sale;
  if (filter.textSizes && !filter.textSizes.has(size)) failures |= failsBy.text;
  if (filter.textConditions && !filter.textConditions.has(condition)) failures |= failsBy.text;
  return failures;
}

/** Whether a product has a variant that is wanted. */
export function hasWanted(store: CatalogueStore, filter: VariantFilter, row: number): boolean {
  const first = store.products.firstVariant[row]!;
  const end = first + store.products.variantCount[row]!;
  for (let variant = first; variant < end; variant += 1)
    if (failuresOf(store, filter, variant) === 0) return true;
  return false;
}

/** The variant that a card shows: of those that are wanted the cheapest in stock, else the cheapest; `none` without any. */
export function leadOf(store: CatalogueStore, filter: VariantFilter | null, row: number): number {
  const { products, variants } = store;
  if (!filter) return products.lead[row]!;
  const first = products.firstVariant[row]!;
  const end = first + products.variantCount[row]!;
  let lead: number = none;
  for (let variant = first; variant < end; variant += 1) {
    if (failuresOf(store, filter, variant) !== 0) continue;
    if (lead === none || isBetter(variants, variant, lead)) lead = variant;
  }
  return lead;
}
