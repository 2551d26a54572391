import { createDatabase } from '@perfume/db-client';
import { inject } from 'vitest';
import type { ShopDatabase, ShopTables } from '../../src/database/index.ts';
import { setOnHand } from '../../src/stock/index.ts';

/** Addresses of the shop that browser tests visit, a product for each state that it can be in. */
export interface ShopPaths {
  readonly category: string;
  readonly collection: string;
  readonly brand: string;
  readonly note: string;
  /** In several sizes, all in stock. */
  readonly product: string;
  readonly productWithVariant: string;
  readonly soldOut: string;
  readonly gone: string;
}

/** The database of the built shop, for a test that changes something under it; close it afterwards. */
export function openShopDatabase(): ShopDatabase {
  return createDatabase<ShopTables>({ url: inject('shopDatabaseUrl'), poolSize: 2 });
}

/** Finds the addresses, and lets one product be sold out and one be gone. */
export async function prepareShopPaths(database: ShopDatabase): Promise<ShopPaths> {
  const { query } = database;
  const firstSlug = async (table: 'category' | 'collection') =>
    (await query.selectFrom(table).select('slug').orderBy('id').limit(1).executeTakeFirstOrThrow()).slug;
  const inStock = query
    .selectFrom('variant')
    .innerJoin('stock', 'stock.variant_id', 'variant.id')
    .innerJoin('product', 'product.id', 'variant.product_id')
    .innerJoin('brand', 'brand.id', 'product.brand_id')
    .innerJoin('product_note', 'product_note.product_id', 'product.id')
    .innerJoin('note', 'note.id', 'product_note.note_id')
    .select([
      'product.id',
      'product.slug',
      'variant.slug as variant',
      'brand.slug as brand',
      'note.slug as note',
    ])
    .where('stock.on_hand', '>', 10)
    .where('product.status', '=', 'active');
  const bought = await inStock.orderBy('product.id').limit(1).executeTakeFirstOrThrow();
  const [gone, soldOut] = await query
    .selectFrom('product')
    .select(['id', 'slug'])
    .where('kind', '=', 'perfume')
    .orderBy('id', 'desc')
    .limit(2)
    .execute();
  if (!gone || !soldOut) throw new Error('The demo catalogue has too few perfumes for the browser tests.');

  await query.updateTable('product').set({ status: 'deleted' }).where('id', '=', gone.id).execute();
  const variants = await query
    .selectFrom('variant')
    .select('id')
    .where('product_id', '=', soldOut.id)
    .execute();
  await database.transaction((trx) =>
    setOnHand(
      trx,
      variants.map(({ id }) => ({ variantId: id, onHand: 0 })),
      'browser test',
    ),
  );
  return {
    category: `/categories/${await firstSlug('category')}`,
    collection: `/collections/${await firstSlug('collection')}`,
    brand: `/brands/${bought.brand}`,
    note: `/notes/${bought.note}`,
    product: `/products/${bought.slug}`,
    productWithVariant: `/products/${bought.slug}/${bought.variant}`,
    soldOut: `/products/${soldOut.slug}`,
    gone: `/products/${gone.slug}`,
  };
}

export interface WellKnownProduct {
  readonly slug: string;
  readonly name: string;
  readonly brandName: string;
  /** Of a size with more pieces than any test buys. */
  readonly variantSlug: string;
}

/** A perfume in several sizes, with a brand whose name is long enough to be misspelt and still be meant. */
export async function wellKnownProduct({ query }: ShopDatabase): Promise<WellKnownProduct> {
  const candidates = await query
    .selectFrom('product')
    .innerJoin('brand', 'brand.id', 'product.brand_id')
    .innerJoin('variant', 'variant.product_id', 'product.id')
    .innerJoin('stock', 'stock.variant_id', 'variant.id')
    .select([
      'product.slug',
      'product.name',
      'brand.name as brandName',
      ({ fn }) => fn.max('variant.slug').as('variantSlug'),
    ])
    .where('product.kind', '=', 'perfume')
    .where('product.status', '=', 'active')
    .where('stock.on_hand', '>', 10)
    .groupBy(['product.id', 'product.slug', 'product.name', 'brand.name'])
    .having(({ fn }) => fn.countAll(), '>', 1)
    .orderBy('product.id')
    .execute();
  const found = candidates.find(({ brandName }) => /[a-z]{7}/i.test(brandName));
  if (!found) throw new Error('The demo catalogue has no perfume for the browser tests.');
  return found;
}

/** The name with a letter missing in the middle of its longest word. */
export function misspelt(name: string): string {
  const longest = name.split(/\s+/).reduce((best, word) => (word.length > best.length ? word : best));
  const middle = Math.floor(longest.length / 2);
  return name.replace(longest, longest.slice(0, middle) + longest.slice(middle + 1));
}
