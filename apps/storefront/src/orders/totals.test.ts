import { describe, expect, it } from 'vitest';
import { newOrder, orderLine } from '../../test/support/orders.ts';
import { assertTotals } from './model.ts';
import { amountInWords, totalsOf } from './totals.ts';

const taxed = (taxIncluded: boolean) => {
  const order = newOrder([orderLine(1, 2, { taxName: 'VAT', taxRateBasisPoints: 2_000, taxCents: 1_666 })]);
  const taxCents = 1_666 + 83;
  return {
    ...order,
    shippingTax: { name: 'VAT', rateBasisPoints: 2_000, cents: 83 },
    taxCents,
    taxIncluded,
    totalCents: order.goodsCents + order.shippingCents + (taxIncluded ? 0 : taxCents),
  };
};

describe('the totals of an order', () => {
  it('add up with tax on top', () => {
    const order = taxed(false);
    expect(() => assertTotals(order)).not.toThrow();
    const parts = totalsOf(order).filter(({ kind }) => kind === 'part');
    expect(parts.map(({ label }) => label)).toEqual(['Goods', 'Standard', 'VAT, 20%']);
    expect(parts.reduce((sum, { cents }) => sum + cents, 0)).toBe(order.totalCents);
  });

  it('say that a delivery for nothing is free, and never that of a total', () => {
    expect(amountInWords({ label: 'Standard', cents: 0, kind: 'part' }, 'USD')).toBe('Free');
    expect(amountInWords({ label: 'Total', cents: 0, kind: 'total' }, 'USD')).toBe('$0.00');
  });

  it('add up with tax inside', () => {
    const order = taxed(true);
    expect(() => assertTotals(order)).not.toThrow();
    const parts = totalsOf(order).filter(({ kind }) => kind === 'part');
    expect(parts.reduce((sum, { cents }) => sum + cents, 0)).toBe(order.totalCents);
    expect(totalsOf(order).at(-1)).toEqual({
      label: 'Including VAT, 20%',
      cents: order.taxCents,
      kind: 'within',
    });
  });

  it.each([
    ['goodsCents', /lines do not add up/],
    ['shippingCents', /shipping is not/],
    ['taxCents', /taxes of the lines/],
    ['totalCents', /total/],
  ] as const)('refuse a cent too many in %s', (field, message) => {
    const order = taxed(false);
    expect(() => assertTotals({ ...order, [field]: order[field] + 1 })).toThrow(message);
  });
});
