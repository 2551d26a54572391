import { taxOf, type TaxRule } from '../tax/index.ts';

export interface TotalsLine {
  readonly quantity: number;
  readonly unitCents: number;
}

/** What an order comes to. Every amount is a whole number of cents. */
export interface Totals {
  /** One for each line, in the same order. */
  readonly lines: readonly { readonly lineCents: number; readonly taxCents: number }[];
  readonly goodsCents: number;
  readonly shippingCents: number;
  readonly shippingTaxCents: number;
  /** Of all lines and of shipping. */
  readonly taxCents: number;
  /** True: goods and shipping hold the tax already. */
  readonly taxIncluded: boolean;
  readonly totalCents: number;
}

/**
 * The one place where amounts become a total: goods + shipping + tax on top = total. Tax is worked out per line and for
 * shipping, each rounded once (see `taxOf`), so the parts always add up to the sums.
 */
export function totalsOf(lines: readonly TotalsLine[], shippingCents: number, tax: TaxRule): Totals {
  const priced = lines.map(({ quantity, unitCents }) => {
    const lineCents = quantity * unitCents;
    return { lineCents, taxCents: taxOf(lineCents, tax) };
  });
  const goodsCents = priced.reduce((sum, { lineCents }) => sum + lineCents, 0);
  const shippingTaxCents = tax.shippingTaxed ? taxOf(shippingCents, tax) : 0;
  const taxCents = priced.reduce((sum, line) => sum + line.taxCents, shippingTaxCents);
  return {
    lines: priced,
    goodsCents,
    shippingCents,
    shippingTaxCents,
    taxCents,
    taxIncluded: tax.included,
    totalCents: goodsCents + shippingCents + (tax.included ? 0 : taxCents),
  };
}
