import { describe, expect, it } from 'vitest';
import { currentPrice } from './current-price.ts';
import type { PriceRecord } from './price-record.ts';

const starts = new Date('2026-11-27T09:00:00Z');
const ends = new Date('2026-11-30T23:59:00Z');

const record = (changes: Partial<PriceRecord> = {}): PriceRecord => ({
  variantId: 7,
  currency: 'USD',
  baseCents: 8000,
  saleCents: 6000,
  saleStartsAt: starts,
  saleEndsAt: ends,
  referenceCents: 7500,
  supplierListCents: 9900,
  version: 3,
  ...changes,
});

const before = (moment: Date) => new Date(moment.getTime() - 1);

describe('currentPrice', () => {
  it('asks the usual price, with nothing crossed out, until the sale starts', () => {
    expect(currentPrice(record(), before(starts))).toEqual({
      variantId: 7,
      currency: 'USD',
      cents: 8000,
      wasCents: null,
      saleEndsAt: null,
      supplierListCents: 9900,
      version: 3,
    });
  });

  it('asks the sale price from the very start and crosses out the reference', () => {
    expect(currentPrice(record(), starts)).toMatchObject({ cents: 6000, wasCents: 7500, saleEndsAt: ends });
  });

  it('asks it until just before the end and the usual price from the end on', () => {
    expect(currentPrice(record(), before(ends))).toMatchObject({ cents: 6000, wasCents: 7500 });
    expect(currentPrice(record(), ends)).toMatchObject({ cents: 8000, wasCents: null, saleEndsAt: null });
  });

  it('takes a sale without dates as running', () => {
    expect(currentPrice(record({ saleStartsAt: null, saleEndsAt: null }), new Date(0))).toMatchObject({
      cents: 6000,
      saleEndsAt: null,
    });
  });

  it.each([[6000], [5999], [null]])('crosses nothing out when the reference is %s', (referenceCents) => {
    expect(currentPrice(record({ referenceCents }), starts).wasCents).toBeNull();
  });

  it('knows no sale where there is no sale price', () => {
    const plain = record({ saleCents: null, saleStartsAt: null, saleEndsAt: null });
    expect(currentPrice(plain, starts)).toMatchObject({ cents: 8000, wasCents: null });
  });
});
