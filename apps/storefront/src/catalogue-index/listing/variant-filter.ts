import type { ListingQuery } from '../../listing/model.ts';
import { eachBit, type Bits } from '../sets/bits.ts';
import { isBetter, type CatalogueStore } from '../store/catalogue-store.ts';
import { none } from '../store/columns.ts';
import type { ValueTable } from '../store/value-table.ts';

/** What a variant can fail by, one bit each. */
export const failsBy = { size: 1, condition: 2, price: 4, stock: 8, sale: 16, text: 32 } as const;

/** What one variant has to be; all of it must hold for the same one. */
export interface VariantFilter {
  /** By the number of a size: what a variant of that size fails by. */
  readonly bySize: Uint8Array<ArrayBuffer>;
  readonly byCondition: Uint8Array<ArrayBuffer>;
  readonly minCents: number;
  readonly maxCents: number;
  /** What a variant that is sold out fails by; 0 where stock does not matter. */
  readonly soldOut: number;
  readonly fullPrice: number;
}

/** Sizes and conditions that stand in a search text, as numbers of their tables; null: it names none. */
export interface VariantWords {
  readonly sizes: ReadonlySet<number> | null;
  readonly conditions: ReadonlySet<number> | null;
}

const noWords: VariantWords = { sizes: null, conditions: null };

/** What the query and the words of its text ask of a variant; null when any will do. */
export function variantFilterOf(
  { tables }: CatalogueStore,
  query: Pick<ListingQuery, 'sizes' | 'conditions' | 'minCents' | 'maxCents' | 'inStock' | 'onSale'>,
  words: VariantWords | null,
): VariantFilter | null {
  const { minCents, maxCents, inStock, onSale } = query;
  const { sizes: textSizes, conditions: textConditions } = words ?? noWords;
  const sizes = numbersOf(tables.size, query.sizes);
  const conditions = numbersOf(tables.condition, query.conditions);
  const asks =
    [sizes, conditions, textSizes, textConditions, minCents, maxCents].some((one) => one !== null) ||
    inStock ||
    onSale;
  if (!asks) return null;
  const bySize = new Uint8Array(tables.size.size);
  const byCondition = new Uint8Array(tables.condition.size);
  failOthers(bySize, sizes, failsBy.size);
  failOthers(bySize, textSizes, failsBy.text);
  failOthers(byCondition, conditions, failsBy.condition);
  failOthers(byCondition, textConditions, failsBy.text);
  return {
    bySize,
    byCondition,
    minCents: minCents ?? 0,
    maxCents: maxCents ?? Infinity,
    soldOut: inStock ? failsBy.stock : 0,
    fullPrice: onSale ? failsBy.sale : 0,
  };
}

/** A filter for no more than the words of a text. */
export function filterByWords(store: CatalogueStore, words: VariantWords): VariantFilter | null {
  const anything = {
    sizes: [],
    conditions: [],
    minCents: null,
    maxCents: null,
    inStock: false,
    onSale: false,
  };
  return variantFilterOf(store, anything, words);
}

/** Says of a variant what it fails by; 0 when it is wanted. */
export function failureTest(
  { variants }: CatalogueStore,
  filter: VariantFilter,
): (variant: number) => number {
  // Columns as constants: read through their owner they would be looked up again for every variant.
  const { size, condition, cents, wasCents, inStock } = variants;
  const { bySize, byCondition, minCents, maxCents, soldOut, fullPrice } = filter;
  return (variant) => {
    const price = cents[variant]!;
    return (
      bySize[size[variant]!]! |
      byCondition[condition[variant]!]! |
      (price < minCents || price > maxCents ? failsBy.price : 0) |
      (inStock[variant] === 0 ? soldOut : 0) |
      (wasCents[variant] === 0 ? fullPrice : 0)
    );
  };
}

/**
 * The variant that the card of each of these rows shows: of those that are wanted the cheapest in stock, else the
 * cheapest; `none` where none is wanted.
 */
export function leadsOf(store: CatalogueStore, filter: VariantFilter, rows: Bits): Uint32Array<ArrayBuffer> {
  const { products, variants } = store;
  const { firstVariant, variantCount } = products;
  const failures = failureTest(store, filter);
  const leads = new Uint32Array(products.count).fill(none);
  eachBit(rows, (row) => {
    let lead: number = none;
    const first = firstVariant[row]!;
    const end = first + variantCount[row]!;
    for (let variant = first; variant < end; variant += 1)
      if (failures(variant) === 0 && (lead === none || isBetter(variants, variant, lead))) lead = variant;
    leads[row] = lead;
  });
  return leads;
}

/** Numbers of a table by slugs, 0 for what is not known; null without slugs. */
const numbersOf = (table: ValueTable, slugs: readonly string[]) =>
  slugs.length === 0 ? null : new Set(slugs.map((slug) => table.ofSlug(slug)));

function failOthers(failures: Uint8Array, wanted: ReadonlySet<number> | null, by: number): void {
  if (!wanted) return;
  for (let number = 0; number < failures.length; number += 1)
    if (!wanted.has(number)) failures[number]! |= by;
}
