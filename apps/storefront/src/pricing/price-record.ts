/** A price as it is kept: what was decided, not yet what it comes to at one moment. */
export interface PriceRecord {
  readonly variantId: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly baseCents: number;
  readonly saleCents: number | null;
  /** Inclusive; null: from the moment it was set. */
  readonly saleStartsAt: Date | null;
  /** Exclusive; null: until it is taken back. */
  readonly saleEndsAt: Date | null;
  /** The lowest price of the 30 days before the sale begins; null without a sale or a price before it. */
  readonly referenceCents: number | null;
  readonly supplierListCents: number | null;
  readonly version: number;
}

/** The columns of the price table under the names of PriceRecord. */
export const priceRecordColumns = [
  'variant_id as variantId',
  'currency',
  'base_cents as baseCents',
  'sale_cents as saleCents',
  'sale_starts_at as saleStartsAt',
  'sale_ends_at as saleEndsAt',
  'reference_cents as referenceCents',
  'supplier_list_cents as supplierListCents',
  'version',
] as const;
