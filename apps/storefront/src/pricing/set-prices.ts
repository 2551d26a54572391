import type { ShopTransaction } from '../database/index.ts';

/** A variant's price as it is to be from now on. */
export interface PriceInput {
  readonly variantId: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly baseCents: number;
  /** Below `baseCents`; null: no sale. */
  readonly saleCents: number | null;
  /** Inclusive; null: at once. */
  readonly saleStartsAt: Date | null;
  /** Exclusive; null: until it is taken back. */
  readonly saleEndsAt: Date | null;
  /** A supplier's recommended price; null when not known. */
  readonly supplierListCents: number | null;
}

/** Sets prices. */
export function setPrices(
  _trx: ShopTransaction,
  _prices: readonly PriceInput[],
  _at: Date,
): Promise<readonly number[]> {
  return Promise.reject(new Error('setPrices'));
}
