import type { ListingQuery } from '../../listing/model.ts';
import { emptyListingQuery } from '../../listing/url.ts';
import { failureTest, variantFilterOf } from '../listing/variant-filter.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { ValueTable } from '../store/value-table.ts';

/**
 * Whether a listing that is filled by a rule has this product: the one question that a change asks of every collection,
 * answered from the product's own row. A rule with words is said to have every product.
 */
export function isIn(store: CatalogueStore, rule: Partial<ListingQuery>, row: number, at: Date): boolean {
  const { products, tables } = store;
  const query = { ...emptyListingQuery, ...rule };
  if (query.category !== undefined) {
    const numbers = tables.categoryAndBelow(query.category);
    if (!numbers.includes(products.category[row]!)) return false;
  }
  const notes = products.notes.get(row);
  const hasNote = (slug: string) => notes.includes(tables.note.ofSlug(slug));
  if (!query.notes.every(hasNote) || query.withoutNotes.some(hasNote)) return false;
  const accords = Array.from(products.accords.get(row), (packed) => packed & 0xffffff);
  const attributes = products.attributes.get(row);
  const fits =
    isOneOf(tables.kind, query.kinds, [products.kind[row]!]) &&
    isOneOf(tables.brand, query.brands, [products.brand[row]!]) &&
    isOneOf(tables.gender, query.genders, [products.gender[row]!]) &&
    isOneOf(tables.concentration, query.concentrations, [products.concentration[row]!]) &&
    isOneOf(tables.accord, query.accords, accords) &&
    Object.entries(query.attributes).every(([code, values]) =>
      isOneOf(
        tables.attribute,
        values.map((value) => `${code}=${value}`),
        attributes,
      ),
    );
  if (!fits) return false;
  const { newWithinDays } = query;
  if (newWithinDays !== null && products.createdAt[row]! < at.getTime() / 1000 - newWithinDays * 86_400)
    return false;
  return hasVariant(store, query, row);
}

function isOneOf(table: ValueTable, slugs: readonly string[], numbers: ArrayLike<number>): boolean {
  if (slugs.length === 0) return true;
  const wanted = slugs.map((slug) => table.ofSlug(slug));
  return Array.from(numbers).some((number) => number !== 0 && wanted.includes(number));
}

function hasVariant(store: CatalogueStore, query: ListingQuery, row: number): boolean {
  const filter = variantFilterOf(store, query, null);
  if (!filter) return true;
  const { firstVariant, variantCount } = store.products;
  const failures = failureTest(store, filter);
  const first = firstVariant[row]!;
  for (let variant = first; variant < first + variantCount[row]!; variant += 1)
    if (failures(variant) === 0) return true;
  return false;
}
