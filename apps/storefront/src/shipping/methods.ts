import { zoneOf } from './countries.ts';
import type { ShippingMethod } from './model.ts';

/**
 * The ways to deliver goods of this worth, cheapest first; none where nothing is delivered to.
 * @param country ISO 3166-1 alpha-2
 * @param goodsCents what is paid for the goods, after discounts, in cents of the shop's currency
 */
export function methodsFor(country: string, goodsCents: number): readonly ShippingMethod[] {
  const rates = zoneOf(country)?.rates ?? [];
  return rates
    .map((rate) => ({ ...rate, cents: isFree(rate.freeFromCents, goodsCents) ? 0 : rate.fullCents }))
    .sort((a, b) => a.cents - b.cents);
}

/** The cheapest way to deliver goods of this worth; undefined where nothing is delivered to. */
export function cheapestMethod(country: string, goodsCents: number): ShippingMethod | undefined {
  return methodsFor(country, goodsCents)[0];
}

/** How many cents of goods are missing until this method costs nothing; 0 when it is free, null when it never is. */
export function missingForFree({ freeFromCents }: ShippingMethod, goodsCents: number): number | null {
  return freeFromCents === null ? null : Math.max(0, freeFromCents - goodsCents);
}

function isFree(freeFromCents: number | null, goodsCents: number): boolean {
  return freeFromCents !== null && goodsCents >= freeFromCents;
}
