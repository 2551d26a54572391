import { DatabaseUnavailable } from '@perfume/db-client';
import { findProduct as findInCatalogue, type FoundProduct, type Product } from '../catalogue/index.ts';
import type { ShopDatabase } from '../database/index.ts';
import type { CatalogueIndex } from '../listing/index.ts';
import { readCurrentPrices, type CurrentPrice } from '../pricing/index.ts';
import { readAvailability } from '../stock/index.ts';

export interface ProductDependencies {
  readonly database: ShopDatabase;
  readonly index: Pick<CatalogueIndex, 'similar' | 'list'>;
  /** ISO 4217: the currency that the shop sells in. */
  readonly currency: string;
  readonly now: () => Date;
}

/** The product under an address, where it went, or what is left of it; see the catalogue. */
export function findProduct({ database }: ProductDependencies, slug: string): Promise<FoundProduct> {
  return findInCatalogue(database.query, slug);
}

export interface PricesAndStock {
  readonly prices: ReadonlyMap<number, CurrentPrice>;
  /** Pieces that can be bought now, by variant id; null when the warehouse cannot be asked at the moment. */
  readonly availability: ReadonlyMap<number, number> | null;
}

/** What the variants of a product cost and how many there are, at this moment. */
export async function readPricesAndStock(
  { database, currency, now }: ProductDependencies,
  product: Pick<Product, 'variants'>,
): Promise<PricesAndStock> {
  const ids = product.variants.map(({ id }) => id);
  const [prices, availability] = await Promise.all([
    readCurrentPrices(database.query, ids, currency, now()),
    readAvailability(database.query, ids).catch((error: unknown) => {
      if (error instanceof DatabaseUnavailable) return null;
      throw error;
    }),
  ]);
  return { prices, availability };
}
