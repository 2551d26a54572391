import { DatabaseUnavailable } from '@perfume/db-client';
import { findProduct as findInCatalogue, type FoundProduct, type Product } from '../catalogue/index.ts';
import type { ShopDatabase } from '../database/index.ts';
import type { CatalogueIndex } from '../listing/index.ts';
import { currentPrice, readPriceRecords, type CurrentPrice, type PriceRecord } from '../pricing/index.ts';
import { readAvailability } from '../stock/index.ts';
import type { KeptProducts } from './kept-products.ts';

export interface ProductDependencies {
  readonly database: ShopDatabase;
  readonly index: Pick<CatalogueIndex, 'similar' | 'list'>;
  /** ISO 4217: the currency that the shop sells in. */
  readonly currency: string;
  readonly now: () => Date;
  /** Absent: the database is asked for every page. */
  readonly keptProducts?: KeptProducts | undefined;
}

/** A product with what its variants cost and how many there are, at this moment. */
export interface ProductAsSold {
  readonly product: Product;
  /** By variant id. */
  readonly prices: ReadonlyMap<number, CurrentPrice>;
  /** Pieces that can be bought now, by variant id; null when the warehouse cannot be asked at the moment. */
  readonly availability: ReadonlyMap<number, number> | null;
}

/** The product under an address, where it went, or what is left of it; see the catalogue. */
export async function findProduct(
  { database, currency, now, keptProducts }: ProductDependencies,
  slug: string,
): Promise<ProductAsSold | Exclude<FoundProduct, { readonly product: Product }>> {
  const kept = keptProducts?.find(slug);
  if (kept) return { ...asSold(kept, now()), availability: new Map(kept.availability) };
  const keep = keptProducts?.begin();
  const found = await findInCatalogue(database.query, slug);
  if (!found || !('product' in found)) return found;
  const { product } = found;
  const ids = product.variants.map(({ id }) => id);
  const [prices, availability] = await Promise.all([
    readPriceRecords(database.query, ids, currency),
    readAvailability(database.query, ids).catch((error: unknown) => {
      if (error instanceof DatabaseUnavailable) return null;
      throw error;
    }),
  ]);
  const records = [...prices.values()];
  if (availability) keep?.({ product, records, availability: [...availability] });
  return { ...asSold({ product, records }, now()), availability };
}

function asSold(
  { product, records }: { readonly product: Product; readonly records: readonly PriceRecord[] },
  at: Date,
): Pick<ProductAsSold, 'product' | 'prices'> {
  return { product, prices: new Map(records.map((record) => [record.variantId, currentPrice(record, at)])) };
}
