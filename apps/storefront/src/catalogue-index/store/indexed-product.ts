import type { IndexProductRow, IndexVariantRow } from '../../catalogue/index.ts';
import type { PriceRecord } from '../../pricing/index.ts';

/** A product as the store takes it in: what it is, what its variants cost and how many there are. */
export interface IndexedProduct extends IndexProductRow {
  readonly variants: readonly IndexedVariant[];
}

export interface IndexedVariant extends Omit<IndexVariantRow, 'productId'> {
  /** Null: not sold now. */
  readonly price: PriceRecord | null;
  /** Pieces that can be bought now. */
  readonly available: number;
}
