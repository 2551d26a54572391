import type { TaxRule } from './model.ts';

/**
 * The tax in or on an amount, in cents. This is the shop's one rounding rule: each line of an order, and its delivery, is
 * rounded once to the cent, half a cent up; sums are sums of rounded amounts. Whole numbers throughout: rates are taken in
 * half basis points, so nothing is lost to fractions.
 * @param cents a whole amount, not negative
 */
export function taxOf(
  cents: number,
  { rateBasisPoints, included }: Pick<TaxRule, 'rateBasisPoints' | 'included'>,
): number {
  const rate = BigInt(rateBasisPoints * 2);
  const whole = included ? 20_000n + rate : 20_000n;
  return Number((BigInt(cents) * rate * 2n + whole) / (2n * whole));
}
