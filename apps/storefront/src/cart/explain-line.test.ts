import { describe, expect, it } from 'vitest';
import { explainLine } from './explain-line.ts';
import type { CartLine } from './model.ts';

const line = (changes: Partial<CartLine> & { cents?: number | null }): CartLine => {
  const { cents = 4_999, ...rest } = changes;
  const price =
    cents === null
      ? null
      : {
          variantId: 1,
          currency: 'USD',
          cents,
          wasCents: null,
          saleEndsAt: null,
          supplierListCents: null,
          version: 1,
        };
  return {
    variant: {} as CartLine['variant'],
    wanted: 2,
    quantity: 2,
    price,
    seenCents: 4_999,
    lineCents: 0,
    ...rest,
  };
};

const textsOf = (of: CartLine) => explainLine(of).map(({ text }) => text);

describe('explainLine', () => {
  it('says nothing of a line that is as it was left', () => {
    expect(explainLine(line({}))).toEqual([]);
  });

  it('says from what to what a price went, up or down', () => {
    expect(textsOf(line({ cents: 5_499 }))).toEqual(['The price went up from $49.99 to $54.99.']);
    expect(textsOf(line({ cents: 4_499 }))).toEqual(['The price went down from $49.99 to $44.99.']);
  });

  it('says how many are left and how many were wanted', () => {
    expect(textsOf(line({ wanted: 5, quantity: 3 }))).toEqual([
      'Only 3 are left; you wanted 5. The total counts 3.',
    ]);
    expect(textsOf(line({ wanted: 5, quantity: 1 }))).toEqual([
      'Only 1 is left; you wanted 5. The total counts 1.',
    ]);
  });

  it('says that it is sold out, and the price too, should it come back', () => {
    expect(explainLine(line({ quantity: 0, cents: 5_499 })).map(({ change }) => change)).toEqual([
      'sold-out',
      'dearer',
    ]);
  });

  it('says of what is no longer sold only that', () => {
    expect(textsOf(line({ quantity: 0, cents: null }))).toEqual([
      'No longer available. It is not counted in the total.',
    ]);
  });
});
