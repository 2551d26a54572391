import type { ListingQuery } from '../../listing/model.ts';
import type { SearchOutcome } from '../search/search.ts';
import { addAll, countBits, eachBit, keepCommon, noBits, setBit, takeOut, type Bits } from '../sets/bits.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { none } from '../store/columns.ts';
import type { ValueTable } from '../store/value-table.ts';
import { leadsOf, variantFilterOf, type VariantFilter } from './variant-filter.ts';

/** The products that a query asks for, and what else is needed to count its facets. */
export interface Matched {
  readonly rows: Bits;
  readonly total: number;
  /** Products that fit in everything but what is asked of a variant. */
  readonly beforeVariants: Bits;
  readonly variantFilter: VariantFilter | null;
  /** By row: the variant that its card shows, `none` without one; only of rows that match. */
  readonly leads: Uint32Array<ArrayBuffer>;
  /** For each facet in which something is chosen: the products that fit in everything else. */
  readonly without: ReadonlyMap<string, Bits>;
  readonly search: SearchOutcome | null;
}

const secondsPerDay = 86_400;

/** Works out which products fit the query. */
export function match(
  store: CatalogueStore,
  query: ListingQuery,
  search: SearchOutcome | null,
  at: Date,
): Matched {
  const base = baseRows(store, query, search, at);
  const facets = chosenFacets(store, query);
  const beforeVariants = base.slice();
  for (const { rows } of facets) keepCommon(beforeVariants, rows);
  const without = new Map(
    facets.map(({ code }) => {
      const rows = base.slice();
      for (const facet of facets) if (facet.code !== code) keepCommon(rows, facet.rows);
      return [code, rows];
    }),
  );
  const variantFilter = variantFilterOf(store, query, search);
  if (!variantFilter) {
    const total = countBits(beforeVariants);
    const { lead } = store.products;
    return { rows: beforeVariants, total, beforeVariants, variantFilter, leads: lead, without, search };
  }
  const candidates = beforeVariants.slice();
  for (const rows of without.values()) addAll(candidates, rows);
  const leads = leadsOf(store, variantFilter, candidates);
  const wanted = noBits(store.products.count);
  eachBit(candidates, (row) => {
    if (leads[row] !== none) setBit(wanted, row);
  });
  for (const rows of without.values()) keepCommon(rows, wanted);
  const rows = beforeVariants.slice();
  keepCommon(rows, wanted);
  return { rows, total: countBits(rows), beforeVariants, variantFilter, leads, without, search };
}

/** The products that fit in everything that is no facet with alternatives. */
function baseRows(store: CatalogueStore, query: ListingQuery, search: SearchOutcome | null, at: Date): Bits {
  const { tables, products } = store;
  const base = noBits(products.count);
  store.active.addTo(base);
  if (search) keepCommon(base, search.rows);
  if (query.category !== undefined)
    keepCommon(base, anyOf(store, tables.category, tables.categoryAndBelow(query.category)));
  for (const slug of query.notes) keepCommon(base, anyOf(store, tables.note, [tables.note.ofSlug(slug)]));
  for (const slug of query.withoutNotes) takeOut(base, anyOf(store, tables.note, [tables.note.ofSlug(slug)]));
  if (query.newWithinDays !== null)
    keepCommon(base, soldSince(store, at.getTime() / 1000 - query.newWithinDays * secondsPerDay));
  return base;
}

/** The facets in which values are chosen, each with the products that have one of them. */
function chosenFacets(
  store: CatalogueStore,
  query: ListingQuery,
): readonly { readonly code: string; readonly rows: Bits }[] {
  const { tables } = store;
  const bySlug = (code: string, table: ValueTable, slugs: readonly string[]) =>
    slugs.length === 0
      ? []
      : [
          {
            code,
            rows: anyOf(
              store,
              table,
              slugs.map((slug) => table.ofSlug(slug)),
            ),
          },
        ];
  return [
    ...bySlug('kind', tables.kind, query.kinds),
    ...bySlug('brand', tables.brand, query.brands),
    ...bySlug('gender', tables.gender, query.genders),
    ...bySlug('concentration', tables.concentration, query.concentrations),
    ...bySlug('accord', tables.accord, query.accords),
    ...Object.entries(query.attributes).flatMap(([code, values]) =>
      bySlug(
        code,
        tables.attribute,
        values.map((value) => `${code}=${value}`),
      ),
    ),
  ];
}

function anyOf(store: CatalogueStore, table: ValueTable, numbers: readonly number[]): Bits {
  const rows = noBits(store.products.count);
  for (const number of numbers) if (number !== 0) table.postings[number]!.addTo(rows);
  return rows;
}

function soldSince(store: CatalogueStore, seconds: number): Bits {
  const rows = noBits(store.products.count);
  for (const row of store.byNewest.items) {
    if (store.products.createdAt[row]! < seconds) break;
    setBit(rows, row);
  }
  return rows;
}
