import { describeVariants } from '../catalogue/index.ts';
import type { Queries } from '../database/index.ts';
import { readCurrentPrices } from '../pricing/index.ts';
import { readAvailability } from '../stock/index.ts';
import { findStoredCart } from './cart-rows.ts';
import type { Cart, CartLine, StoredCart } from './model.ts';

/** The cart with the prices and the stock of this moment; null when there is none. */
export async function readCart(queries: Queries, id: string, at: Date): Promise<Cart | null> {
  const stored = await findStoredCart(queries, id);
  return stored && priceCart(queries, stored, at);
}

/**
 * Works out what a cart comes to now. Pieces that an unpaid order of this very cart holds count as there: they are the
 * shopper's own.
 */
export async function priceCart(queries: Queries, stored: StoredCart, at: Date): Promise<Cart> {
  const ids = stored.lines.map(({ variantId }) => variantId);
  const [variants, prices, availability] = await Promise.all([
    describeVariants(queries, ids),
    readCurrentPrices(queries, ids, stored.currency, at),
    readAvailability(queries, ids),
  ]);
  const lines = stored.lines.flatMap(({ variantId, wanted, seenCents }): CartLine[] => {
    const variant = variants.get(variantId);
    if (!variant) return [];
    const price = variant.sellable ? (prices.get(variantId) ?? null) : null;
    const available = stored.state === 'open' ? (availability.get(variantId) ?? 0) : wanted;
    const quantity = price === null ? 0 : Math.min(wanted, available);
    return [{ variant, wanted, quantity, price, seenCents, lineCents: quantity * (price?.cents ?? 0) }];
  });
  return {
    ...stored,
    lines,
    count: lines.reduce((sum, { wanted }) => sum + wanted, 0),
    goodsCents: lines.reduce((sum, { lineCents }) => sum + lineCents, 0),
  };
}
