import { describe, expect, it } from 'vitest';
import type { Product } from '../catalogue/model.ts';
import type { CurrentPrice } from '../pricing/model.ts';
import { canBeAdded, leadingOffer, offersOf, stockState, type Offer } from './offers.ts';

const price = (cents: number): CurrentPrice => ({
  variantId: 1,
  currency: 'USD',
  cents,
  wasCents: null,
  saleEndsAt: null,
  supplierListCents: null,
  version: 1,
});

const offer = (slug: string, cents: number | null, available: number | null): Offer => ({
  variant: { id: 1, slug, sku: slug, gtin: null, size: null, condition: 'sealed' },
  path: `/products/p/${slug}`,
  price: cents === null ? null : price(cents),
  available,
});

describe('stockState', () => {
  it.each([
    [offer('a', 100, 6), 'in-stock', true],
    [offer('a', 100, 5), 'few-left', true],
    [offer('a', 100, 1), 'few-left', true],
    [offer('a', 100, 0), 'sold-out', false],
    [offer('a', null, 9), 'not-sold', false],
    [offer('a', 100, null), 'unknown', true],
  ] as const)('%# is %s', (of, state, addable) => {
    expect(stockState(of)).toBe(state);
    expect(canBeAdded(of)).toBe(addable);
  });
});

describe('leadingOffer', () => {
  const slug = (...offers: Offer[]) => leadingOffer(offers)?.variant.slug;

  it('is the cheapest that can be had', () => {
    expect(slug(offer('large', 9000, 3), offer('gone', 1000, 0), offer('small', 4000, 3))).toBe('small');
  });

  it('is the first of equals', () => {
    expect(slug(offer('one', 4000, 3), offer('two', 4000, 3))).toBe('one');
  });

  it('is the cheapest priced one when all are sold out', () => {
    expect(slug(offer('unpriced', null, 0), offer('large', 9000, 0), offer('small', 4000, 0))).toBe('small');
  });

  it('is the first when nothing has a price, and nothing without variants', () => {
    expect(slug(offer('one', null, 3), offer('two', null, 3))).toBe('one');
    expect(leadingOffer([])).toBeUndefined();
  });
});

describe('offersOf', () => {
  const product = {
    slug: 'p',
    variants: [offer('a', 1, 1).variant, { ...offer('b', 1, 1).variant, id: 2 }],
  } as unknown as Product;

  it('takes stock that is not on record as none, and stock that cannot be asked as unknown', () => {
    const prices = new Map([[1, price(100)]]);
    expect(
      offersOf(product, prices, new Map([[1, 4]])).map(({ price: one, available }) => [
        one?.cents,
        available,
      ]),
    ).toEqual([
      [100, 4],
      [undefined, 0],
    ]);
    expect(offersOf(product, prices, null).map(({ available }) => available)).toEqual([null, null]);
  });
});
