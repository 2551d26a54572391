import { provinceSalesTax } from './canada.ts';
import { includedTax } from './included.ts';
import type { TaxRule } from './model.ts';
import { stateSalesTax } from './united-states.ts';

/**
 * How the place of delivery taxes goods. docs/decisions/013-tax-and-totals.md says why some prices hold the tax and others
 * do not.
 * @param place country (ISO 3166-1 alpha-2) and, in the United States and Canada, the code of the state or province
 * @throws RangeError for a place that stands in no table; an address that passed its form never does
 */
export function taxFor({
  country,
  region,
}: {
  readonly country: string;
  readonly region?: string | undefined;
}): TaxRule {
  if (country === 'US') return salesTax(region, stateSalesTax[region ?? '']);
  if (country === 'CA') {
    const rate = provinceSalesTax[region ?? ''];
    return salesTax(region, rate === undefined ? undefined : [rate, true]);
  }
  const found = includedTax[country];
  if (!found) throw new RangeError(`No tax is known for ${country}.`);
  const [name, rateBasisPoints] = found;
  return { name, rateBasisPoints, included: true, shippingTaxed: true };
}

function salesTax(region: string | undefined, found: readonly [number, boolean] | undefined): TaxRule {
  if (!found) throw new RangeError(`No sales tax is known for the region ${region ?? '(none)'}.`);
  const [rateBasisPoints, shippingTaxed] = found;
  return { name: `Sales tax ${region}`, rateBasisPoints, included: false, shippingTaxed };
}

/** "6.625%": a rate for people. */
export function rateInWords(rateBasisPoints: number): string {
  return `${Number((rateBasisPoints / 100).toFixed(3))}%`;
}
