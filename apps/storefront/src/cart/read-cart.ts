import { describeVariants, type VariantDescription } from '../catalogue/index.ts';
import type { Queries } from '../database/index.ts';
import { per100, readCurrentPrices, type CurrentPrice } from '../pricing/index.ts';
import { readAvailability } from '../stock/index.ts';
import { findCart, type CartState, type StoredCart, type StoredLine } from './stored-cart.ts';

/** A line as it stands today. */
export interface CartLine {
  readonly description: VariantDescription;
  /** Null when it is not sold at the moment. */
  readonly price: CurrentPrice | null;
  /** As the shopper wanted it. */
  readonly wanted: number;
  /** What can be bought of it now: 0 when it is sold out or no longer sold. */
  readonly quantity: number;
  /** In cents, for `quantity` pieces. */
  readonly lineCents: number;
  readonly per100: { readonly cents: number; readonly unit: 'ml' | 'g' } | null;
  /** What it cost when the shopper last saw it, in cents; null when that is what it costs. */
  readonly priceSeenBefore: number | null;
  readonly state: 'as-wanted' | 'fewer-left' | 'sold-out' | 'no-longer-sold';
}

/** A cart with everything worked out anew: prices, stock, and what changed since it was last seen. */
export interface Cart {
  readonly id: string;
  readonly state: CartState;
  readonly generation: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly CartLine[];
  /** Pieces that can be bought. */
  readonly count: number;
  /** What they come to, in cents. */
  readonly goodsCents: number;
}

/** The cart with this id as it stands at this moment, or null. */
export async function readCart(queries: Queries, id: string, at: Date): Promise<Cart | null> {
  const stored = await findCart(queries, id);
  return stored && appraise(queries, stored, at);
}

/** Prices and stock of a kept cart at this moment. In a transaction after lockCart they are those an order is made of. */
export async function appraise(queries: Queries, stored: StoredCart, at: Date): Promise<Cart> {
  const ids = stored.lines.map(({ variantId }) => variantId);
  // One after another: in a transaction they share a connection anyway.
  const descriptions = await describeVariants(queries, ids);
  const prices = await readCurrentPrices(queries, ids, stored.currency, at);
  const available = await readAvailability(queries, ids);
  const lines = stored.lines.flatMap((line) => {
    const description = descriptions.get(line.variantId);
    return description
      ? [lineOf(line, description, prices.get(line.variantId) ?? null, available.get(line.variantId) ?? 0)]
      : [];
  });
  const { id, state, generation, currency } = stored;
  return {
    id,
    state,
    generation,
    currency,
    lines,
    count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    goodsCents: lines.reduce((sum, { lineCents }) => sum + lineCents, 0),
  };
}

function lineOf(
  stored: StoredLine,
  description: VariantDescription,
  price: CurrentPrice | null,
  available: number,
): CartLine {
  const sold = description.sellable && price !== null;
  const quantity = sold ? Math.min(stored.quantity, available) : 0;
  return {
    description,
    price,
    wanted: stored.quantity,
    quantity,
    lineCents: quantity * (price?.cents ?? 0),
    per100: price && description.size ? per100(price.cents, description.size) : null,
    priceSeenBefore: sold && stored.seenCents !== price.cents ? stored.seenCents : null,
    state: !sold
      ? 'no-longer-sold'
      : quantity === 0
        ? 'sold-out'
        : quantity < stored.quantity
          ? 'fewer-left'
          : 'as-wanted',
  };
}
