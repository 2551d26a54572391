import { describe, expect, it } from 'vitest';
import { priceProblem } from './price-input.ts';

const price = {
  currency: 'USD',
  baseCents: 8000,
  saleCents: null,
  saleStartsAt: null,
  saleEndsAt: null,
  supplierListCents: null,
};

describe('priceProblem', () => {
  it('finds nothing wrong with a plain price and with a sale', () => {
    expect(priceProblem(price)).toBeUndefined();
    expect(
      priceProblem({ ...price, saleCents: 1, saleStartsAt: new Date(1), saleEndsAt: new Date(2) }),
    ).toBeUndefined();
  });

  it.each([
    [{ currency: 'usd' }, 'currency'],
    [{ baseCents: 0 }, 'whole number'],
    [{ baseCents: 12.5 }, 'whole number'],
    [{ baseCents: Number.NaN }, 'whole number'],
    [{ supplierListCents: -1 }, 'whole number'],
    [{ saleCents: 8000 }, 'not below'],
    [{ saleEndsAt: new Date(1) }, 'no price'],
    [{ saleCents: 1, saleStartsAt: new Date(2), saleEndsAt: new Date(2) }, 'ends before'],
    [{ saleCents: 1, saleStartsAt: new Date('never') }, 'not a date'],
  ])('refuses %j', (changes, message) => {
    expect(priceProblem({ ...price, ...changes })).toContain(message);
  });
});
