import type { PriceInput, PriceRecord } from '../../pricing/index.ts';
import type { GivenPrice } from '../shapes/shape.ts';

export type MergedPrice =
  | { readonly input?: Omit<PriceInput, 'variantId'>; readonly problem?: undefined }
  | { readonly input?: undefined; readonly problem: string };

/** The price that a row and the shop give together; nothing when neither knows one. */
export function mergePrice(
  given: GivenPrice,
  before: PriceRecord | undefined,
  currency: string,
): MergedPrice {
  const baseCents = given.baseCents ?? before?.baseCents;
  if (baseCents === undefined)
    return given.saleCents ? { problem: 'A sale price needs a price beside it.' } : {};
  const { saleCents = before?.saleCents ?? null } = given;
  const { saleStartsAt = before?.saleStartsAt ?? null, saleEndsAt = before?.saleEndsAt ?? null } = given;
  const { supplierListCents = before?.supplierListCents ?? null } = given;
  const sale = saleCents === null ? noSale : { saleCents, saleStartsAt, saleEndsAt };
  if (saleCents !== null && saleCents >= baseCents)
    return { problem: 'The sale price must be lower than the price.' };
  if (sale.saleStartsAt && sale.saleEndsAt && sale.saleStartsAt >= sale.saleEndsAt)
    return { problem: 'The sale ends before it starts.' };
  return { input: { currency, baseCents, supplierListCents, ...sale } };
}

const noSale = { saleCents: null, saleStartsAt: null, saleEndsAt: null };
