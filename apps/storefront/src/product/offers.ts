import { variantPath, type Product, type Variant } from '../catalogue/index.ts';
import type { CurrentPrice } from '../pricing/index.ts';

/** A variant as the product page offers it: what it is, what it costs now and whether it can be had. */
export interface Offer {
  readonly variant: Variant;
  readonly path: string;
  /** Null when the variant has no price: it is then shown, but not sold. */
  readonly price: CurrentPrice | null;
  /** Pieces that can be bought now; null when the warehouse cannot be asked at the moment. */
  readonly available: number | null;
}

export type StockState = 'in-stock' | 'few-left' | 'sold-out' | 'not-sold' | 'unknown';

/** From this many pieces down a shopper is told how many are left. */
export const fewPieces = 5;

export function stockState({ price, available }: Offer): StockState {
  if (price === null) return 'not-sold';
  if (available === null) return 'unknown';
  if (available <= 0) return 'sold-out';
  return available <= fewPieces ? 'few-left' : 'in-stock';
}

/** Whether the page shows a button for it. Stock that cannot be asked now is asked again by the cart. */
export function canBeAdded(offer: Offer): boolean {
  const state = stockState(offer);
  return state === 'in-stock' || state === 'few-left' || state === 'unknown';
}

/** Joins variants with what pricing and the warehouse say of them, in the order in which the product shows them. */
export function offersOf(
  product: Product,
  prices: ReadonlyMap<number, CurrentPrice>,
  availability: ReadonlyMap<number, number> | null,
): readonly Offer[] {
  return product.variants.map((variant) => ({
    variant,
    path: variantPath(product, variant),
    price: prices.get(variant.id) ?? null,
    available: availability === null ? null : (availability.get(variant.id) ?? 0),
  }));
}

/**
 * The offer that the product's own address shows: the cheapest that can be had, as its card in a listing promises;
 * failing that the cheapest with a price, failing that the first. Undefined only without variants.
 */
export function leadingOffer(offers: readonly Offer[]): Offer | undefined {
  const cheapest = (candidates: readonly Offer[]) =>
    candidates.reduce<Offer | undefined>((best, offer) => {
      if (offer.price === null) return best;
      return best?.price && best.price.cents <= offer.price.cents ? best : offer;
    }, undefined);
  return cheapest(offers.filter(canBeAdded)) ?? cheapest(offers) ?? offers[0];
}
