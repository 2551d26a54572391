import type { ListingSort } from '../../listing/model.ts';
import { eachBit, hasBit, type Bits } from '../sets/bits.ts';
import type { Order } from '../sets/order.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { none } from '../store/columns.ts';
import type { Matched } from './matching.ts';

/** A part of the catalogue smaller than one in so many is sorted by itself; else the catalogue's own order is walked. */
const sortedBelow = 12;

type Rows = Uint32Array<ArrayBuffer>;

/**
 * The matching products in the order that was asked for. What is not sold at all comes last; in the orders by popularity
 * and by match what can be had now comes first. Every order ends in the product's id, so no product is on two pages.
 */
export function ordered(store: CatalogueStore, matched: Matched, sort: ListingSort): Rows {
  switch (sort) {
    case 'price':
      return byVariant(store, matched, store.byPrice, false);
    case 'price-desc':
      return byVariant(store, matched, store.byPrice, true);
    case 'price-per-100ml':
      return byVariant(store, matched, store.byPer100, false);
    case 'newest':
      return byClass(store, matched, store.byNewest, (row) => (matched.leads[row] === none ? 1 : 0));
    case 'popular':
      return byClass(store, matched, store.byPopularity, stockClasses(store, matched));
    case 'relevance': {
      const scores = matched.search?.scores;
      const stockClass = stockClasses(store, matched);
      return byClass(
        store,
        matched,
        store.byPopularity,
        scores ? (row) => (255 - scores[row]!) * 3 + stockClass(row) : stockClass,
      );
    }
  }
}

/** 0: can be had now; 1: sold out; 2: not sold. */
function stockClasses(
  { variants: { inStock } }: CatalogueStore,
  { leads }: Matched,
): (row: number) => number {
  return (row) => {
    const lead = leads[row]!;
    return lead === none ? 2 : 1 - inStock[lead]!;
  };
}

const classes = 256 * 3;

/** Rows by their class, lowest first, and within a class in the given order. */
function byClass(
  store: CatalogueStore,
  { rows, total }: Matched,
  order: Order,
  classOf: (row: number) => number,
): Rows {
  if (isSmall(store, total)) {
    const places = order.places;
    const keys = sortedKeys(rows, total, (row) => classOf(row) * 2 ** 32 + places[row]!);
    return Uint32Array.from(keys, (key) => order.items[key % 2 ** 32]!);
  }
  const starts = new Uint32Array(classes + 1);
  const classOfRow = new Uint16Array(store.products.count);
  eachBit(rows, (row) => {
    const own = classOf(row);
    classOfRow[row] = own;
    starts[own + 1]! += 1;
  });
  for (let at = 1; at <= classes; at += 1) starts[at]! += starts[at - 1]!;
  const result = new Uint32Array(total);
  for (const row of order.items) {
    if (!hasBit(rows, row)) continue;
    const own = classOfRow[row]!;
    result[starts[own]!] = row;
    starts[own]! += 1;
  }
  return result;
}

/** Rows by the place of the variant that their card shows; those without one at the end by popularity. */
function byVariant(store: CatalogueStore, matched: Matched, order: Order, descending: boolean): Rows {
  const { rows, total, leads } = matched;
  const { product } = store.variants;
  const result = new Uint32Array(total);
  let filled = 0;
  if (isSmall(store, total)) {
    const places = order.places;
    const keys = sortedKeys(rows, total, (row) => {
      const lead = leads[row]!;
      if (lead === none) return 2 ** 33;
      return descending ? 2 ** 32 - places[lead]! : places[lead]!;
    });
    for (const key of keys) {
      if (key === 2 ** 33) break;
      result[filled] = product[order.items[descending ? 2 ** 32 - key : key]!]!;
      filled += 1;
    }
  } else {
    const { items } = order;
    for (let at = 0; at < items.length; at += 1) {
      const variant = items[descending ? items.length - 1 - at : at]!;
      const row = product[variant]!;
      // A product stands where the variant is that its card shows, and nowhere else.
      if (leads[row] !== variant || !hasBit(rows, row)) continue;
      result[filled] = row;
      filled += 1;
    }
  }
  if (filled < total) {
    const unsold = unsoldRows(store, matched, total - filled);
    result.set(unsold, filled);
  }
  return result;
}

function unsoldRows(store: CatalogueStore, { rows, leads }: Matched, count: number): Rows {
  const unsold = new Uint32Array(count);
  let filled = 0;
  for (const row of store.byPopularity.items) {
    if (filled === count) break;
    if (!hasBit(rows, row) || leads[row] !== none) continue;
    unsold[filled] = row;
    filled += 1;
  }
  return unsold;
}

const isSmall = (store: CatalogueStore, total: number) => total * sortedBelow < store.active.count;

function sortedKeys(rows: Bits, total: number, keyOf: (row: number) => number): Float64Array {
  const keys = new Float64Array(total);
  let filled = 0;
  eachBit(rows, (row) => {
    keys[filled] = keyOf(row);
    filled += 1;
  });
  return keys.sort();
}
