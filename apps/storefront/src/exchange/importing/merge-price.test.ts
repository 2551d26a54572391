import { describe, expect, it } from 'vitest';
import type { PriceRecord } from '../../pricing/index.ts';
import { mergePrice } from './merge-price.ts';

const start = new Date('2026-01-01T00:00:00Z');
const end = new Date('2026-02-01T00:00:00Z');
const before: PriceRecord = {
  variantId: 1,
  currency: 'USD',
  baseCents: 5000,
  saleCents: 4000,
  saleStartsAt: start,
  saleEndsAt: end,
  referenceCents: 5000,
  supplierListCents: 6000,
  version: 2,
};

describe('mergePrice', () => {
  it('leaves what the file does not speak of', () => {
    expect(mergePrice({ baseCents: 5500 }, before, 'USD').input).toEqual({
      currency: 'USD',
      baseCents: 5500,
      saleCents: 4000,
      saleStartsAt: start,
      saleEndsAt: end,
      supplierListCents: 6000,
    });
  });

  it('ends a sale whose price is emptied, with its dates', () => {
    expect(mergePrice({ saleCents: null }, before, 'USD').input).toMatchObject({
      baseCents: 5000,
      saleCents: null,
      saleStartsAt: null,
      saleEndsAt: null,
    });
  });

  it('never takes a price away and makes none of nothing', () => {
    expect(mergePrice({}, before, 'USD').input).toMatchObject({ baseCents: 5000 });
    expect(mergePrice({}, undefined, 'USD')).toEqual({});
  });

  it.each([
    [{ saleCents: 100 }, undefined, /needs a price/],
    [{ saleCents: 5000 }, before, /lower/],
    [{ saleEndsAt: start }, before, /before it starts/],
  ])('refuses %j', (given, known, problem) => {
    expect(mergePrice(given, known, 'USD').problem).toMatch(problem);
  });
});
