import type { CurrentPrice } from './model.ts';
import type { PriceRecord } from './price-record.ts';

/** Whether a sale runs at a moment: its start belongs to it, its end does not. */
export function saleRuns(
  sale: Pick<PriceRecord, 'saleCents' | 'saleStartsAt' | 'saleEndsAt'>,
  at: Date,
): boolean {
  return (
    sale.saleCents !== null &&
    (sale.saleStartsAt === null || sale.saleStartsAt <= at) &&
    (sale.saleEndsAt === null || sale.saleEndsAt > at)
  );
}

/**
 * What a variant costs at a moment. This is the one place where it is decided: page, card, cart, order, JSON-LD and feed
 * all come here.
 */
export function currentPrice(record: PriceRecord, at: Date): CurrentPrice {
  const {
    variantId,
    currency,
    baseCents,
    saleCents,
    saleEndsAt,
    referenceCents,
    supplierListCents,
    version,
  } = record;
  const onSale = saleRuns(record, at);
  const cents = onSale && saleCents !== null ? saleCents : baseCents;
  return {
    variantId,
    currency,
    cents,
    wasCents: onSale && referenceCents !== null && referenceCents > cents ? referenceCents : null,
    saleEndsAt: onSale ? saleEndsAt : null,
    supplierListCents,
    version,
  };
}
