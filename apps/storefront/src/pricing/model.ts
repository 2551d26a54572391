/** What a variant costs at one moment. Pages, cart, JSON-LD, feed and mail all show this and nothing else. */
export interface CurrentPrice {
  readonly variantId: number;
  /** ISO 4217. */
  readonly currency: string;
  /** What the shopper pays now, in cents. */
  readonly cents: number;
  /**
   * The crossed-out price in cents: the lowest of the 30 days before the running sale began, and only when it is higher
   * than `cents`; else null.
   */
  readonly wasCents: number | null;
  /** When the running sale ends; null without one. */
  readonly saleEndsAt: Date | null;
  /** A supplier's recommended price in cents, to be shown under that name only; null when not known. */
  readonly supplierListCents: number | null;
  /** Counts every change of this price; an order and a cart line keep the one they saw. */
  readonly version: number;
}
