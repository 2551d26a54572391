import type { ListingQuery } from '../../listing/model.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { isBetter } from '../store/catalogue-store.ts';
import { none } from '../store/columns.ts';
import type { ValueTable } from '../store/value-table.ts';

/** What a variant can fail by, one bit each. */
export const failsBy = { size: 1, condition: 2, price: 4, stock: 8, sale: 16, text: 32 } as const;

/** What one variant has to be; all of it must hold for the same one. */
export interface VariantFilter {
  /** 1 at the numbers of the sizes that will do; null: any. */
  readonly sizes: Uint8Array | null;
  readonly conditions: Uint8Array | null;
  readonly minCents: number;
  readonly maxCents: number;
  readonly inStock: boolean;
  readonly onSale: boolean;
  /** Sizes and conditions that the search text names. */
  readonly textSizes: Uint8Array | null;
  readonly textConditions: Uint8Array | null;
}

/** Sizes and conditions that stand in a search text. */
export interface VariantWords {
  readonly sizes: ReadonlySet<number> | null;
  readonly conditions: ReadonlySet<number> | null;
}

/** A filter that every variant passes, with the sizes and conditions of a text put in. */
export function filterByWords({ tables }: CatalogueStore, words: VariantWords): VariantFilter {
  return {
    sizes: null,
    conditions: null,
    minCents: 0,
    maxCents: Infinity,
    inStock: false,
    onSale: false,
    textSizes: marked(tables.size, words.sizes ?? []),
    textConditions: marked(tables.condition, words.conditions ?? []),
  };
}

/** What the query asks of a variant; null when any will do. */
export function variantFilterOf(
  { tables }: CatalogueStore,
  query: ListingQuery,
  words: VariantWords | null,
): VariantFilter | null {
  const { sizes, conditions, minCents, maxCents, inStock, onSale } = query;
  const filter: VariantFilter = {
    sizes: marked(
      tables.size,
      sizes.map((slug) => tables.size.ofSlug(slug)),
    ),
    conditions: marked(
      tables.condition,
      conditions.map((slug) => tables.condition.ofSlug(slug)),
    ),
    minCents: minCents ?? 0,
    maxCents: maxCents ?? Infinity,
    inStock,
    onSale,
    textSizes: marked(tables.size, words?.sizes ?? []),
    textConditions: marked(tables.condition, words?.conditions ?? []),
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

/** 1 at these numbers of a table; null without any. Number 0, which no variant has, stands for what is not known. */
function marked(table: ValueTable, numbers: Iterable<number>): Uint8Array | null {
  let marks: Uint8Array | null = null;
  for (const number of numbers) (marks ??= new Uint8Array(table.size))[number] = 1;
  return marks;
}

/** What this variant fails by; 0 when it is wanted. */
export function failuresOf({ variants }: CatalogueStore, filter: VariantFilter, variant: number): number {
  let failures = 0;
  const size = variants.size[variant]!;
  const condition = variants.condition[variant]!;
  const cents = variants.cents[variant]!;
  if (filter.sizes && filter.sizes[size] !== 1) failures |= failsBy.size;
  if (filter.conditions && filter.conditions[condition] !== 1) failures |= failsBy.condition;
  if (cents < filter.minCents || cents > filter.maxCents) failures |= failsBy.price;
  if (filter.inStock && variants.inStock[variant] === 0) failures |= failsBy.stock;
  if (filter.onSale && variants.wasCents[variant] === 0) failures |= failsBy.sale;
  if (filter.textSizes && filter.textSizes[size] !== 1) failures |= failsBy.text;
  if (filter.textConditions && filter.textConditions[condition] !== 1) failures |= failsBy.text;
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
