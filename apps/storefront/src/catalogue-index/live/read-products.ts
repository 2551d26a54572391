import { readIndexProducts, readIndexVariants, type IndexVariantRow } from '../../catalogue/index.ts';
import type { Queries } from '../../database/index.ts';
import { readPriceRecords } from '../../pricing/index.ts';
import { readAvailability } from '../../stock/index.ts';
import type { IndexedProduct, IndexedVariant } from '../store/indexed-product.ts';

/** Products in one round of statements: fewer than the thousand ids above which MariaDB turns a list into a join. */
export const productsPerRead = 500;

/** Everything that the store takes in of these products; those that are not active are missing. */
export async function readIndexedProducts(
  queries: Queries,
  ids: readonly number[],
  currency: string,
): Promise<readonly IndexedProduct[]> {
  const [products, variants] = await Promise.all([
    readIndexProducts(queries, ids),
    readIndexVariants(queries, ids),
  ]);
  const variantIds = variants.map(({ id }) => id);
  const [prices, availability] = await Promise.all([
    readPriceRecords(queries, variantIds, currency),
    readAvailability(queries, variantIds),
  ]);
  const byProduct = new Map<number, IndexedVariant[]>();
  for (const { productId, ...variant } of variants satisfies readonly IndexVariantRow[]) {
    const indexed = {
      ...variant,
      price: prices.get(variant.id) ?? null,
      available: availability.get(variant.id) ?? 0,
    };
    const siblings = byProduct.get(productId);
    if (siblings) siblings.push(indexed);
    else byProduct.set(productId, [indexed]);
  }
  return products.map((product) => ({ ...product, variants: byProduct.get(product.id) ?? [] }));
}
