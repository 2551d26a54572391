import { setImmediate } from 'node:timers/promises';
import { readCategories, readIndexNames, readIndexProductIds } from '../../catalogue/index.ts';
import type { Queries } from '../../database/index.ts';
import { CatalogueStore } from '../store/catalogue-store.ts';
import type { IndexedProduct } from '../store/indexed-product.ts';
import { productsPerRead, readIndexedProducts } from './read-products.ts';

/** Products that are taken in before requests are let in between: about two milliseconds' work. */
const productsPerSlice = 40;

export interface Source {
  readonly queries: Queries;
  readonly currency: string;
  readonly now: () => Date;
}

/** Stands around each change of the store, for whoever has to see the product before and after. */
type AroundChange = (productId: number, change: () => void) => void;

/** Reads the whole catalogue into a new store, in chunks and with room for requests between them. */
export async function loadStore(source: Source): Promise<CatalogueStore> {
  const store = new CatalogueStore();
  await takeInNames(store, source);
  let reading = readChunk(source, 0);
  for (;;) {
    const { products, lastId } = await reading;
    if (lastId === null) break;
    reading = readChunk(source, lastId);
    // A failure of the next read is met at its await, after this chunk has been taken in.
    reading.catch(() => undefined);
    await takeIn(store, source, products);
  }
  return store;
}

/** Takes in brands, notes, accords and categories as they are now. */
export async function takeInNames(store: CatalogueStore, { queries }: Source): Promise<void> {
  const [{ brands, notes, accords }, categories] = await Promise.all([
    readIndexNames(queries),
    readCategories(queries),
  ]);
  store.tables.setNames('brand', brands);
  store.tables.setNames('note', notes);
  store.tables.setNames('accord', accords);
  store.tables.setCategories(categories);
  store.version += 1;
}

/** Reads these products again and replaces them; those that are no longer active are taken out. */
export async function takeInChanged(
  store: CatalogueStore,
  source: Source,
  ids: readonly number[],
  around: AroundChange,
): Promise<void> {
  for (let from = 0; from < ids.length; from += productsPerRead) {
    const chunk = ids.slice(from, from + productsPerRead);
    const products = await readIndexedProducts(source.queries, chunk, source.currency);
    await takeIn(store, source, products, around);
    const active = new Set(products.map(({ id }) => id));
    for (const id of chunk) if (!active.has(id)) around(id, () => store.remove(id));
  }
}

async function readChunk(
  { queries, currency }: Source,
  afterId: number,
): Promise<{ readonly products: readonly IndexedProduct[]; readonly lastId: number | null }> {
  const ids = await readIndexProductIds(queries, afterId, productsPerRead);
  return { products: await readIndexedProducts(queries, ids, currency), lastId: ids.at(-1) ?? null };
}

async function takeIn(
  store: CatalogueStore,
  source: Source,
  products: readonly IndexedProduct[],
  around: AroundChange = (_productId, change) => change(),
): Promise<void> {
  // A product may be of a brand or have a note that came after the names were read.
  if (!products.every((product) => isNamed(store, product))) await takeInNames(store, source);
  const at = source.now();
  for (const [position, product] of products.entries()) {
    if (position > 0 && position % productsPerSlice === 0) await setImmediate();
    around(product.id, () => store.put(product, at));
  }
}

function isNamed(
  { tables }: CatalogueStore,
  { brandId, categoryId, noteIds, accords }: IndexedProduct,
): boolean {
  return (
    tables.brand.has(brandId) &&
    tables.category.has(categoryId) &&
    noteIds.every((id) => tables.note.has(id)) &&
    accords.every(({ id }) => tables.accord.has(id))
  );
}
