import type { VariantDescription } from '../catalogue/index.ts';
import type { CurrentPrice } from '../pricing/index.ts';
import type { CartState } from './tables.ts';

export type { CartState } from './tables.ts';

/** A line as it is kept. */
export interface StoredLine {
  readonly variantId: number;
  readonly wanted: number;
  /** The unit price that the shopper last took note of, in cents. */
  readonly seenCents: number;
}

/** A cart as it is kept: nothing in it depends on today. */
export interface StoredCart {
  readonly id: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly state: CartState;
  /** Counts the orders it was tried for; an order's key is made of id and generation. */
  readonly generation: number;
  /** ISO 3166-1 alpha-2; null until the shopper said it. */
  readonly deliveryCountry: string | null;
  /** In the order in which they were added. */
  readonly lines: readonly StoredLine[];
}

/** A line as it is now. */
export interface CartLine {
  readonly variant: VariantDescription;
  /** What the shopper asked for. */
  readonly wanted: number;
  /** What can be had of it now: never more than wanted, 0 when it is sold out or no longer sold. */
  readonly quantity: number;
  /** Null when it is no longer sold. */
  readonly price: CurrentPrice | null;
  readonly seenCents: number;
  /** quantity times price. */
  readonly lineCents: number;
}

/** A cart with today's prices and stock. */
export interface Cart extends Omit<StoredCart, 'lines'> {
  readonly lines: readonly CartLine[];
  /** Pieces asked for: the number beside the link to the cart. */
  readonly count: number;
  /** What the pieces that can be had cost together. */
  readonly goodsCents: number;
}

/** "Maison Aurore Iris Noir, Eau de parfum, 100 ml": a line in a sentence. */
export function lineName({ brandName, productName, variantLabel }: VariantDescription): string {
  return `${brandName} ${productName}, ${variantLabel}`;
}
