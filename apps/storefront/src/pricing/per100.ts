import type { Size } from '../catalogue/index.ts';

/** The price of 100 ml or 100 g in cents, halves rounded up; null where pieces are sold. */
export function per100(
  cents: number,
  { amount, unit }: Size,
): { readonly cents: number; readonly unit: 'ml' | 'g' } | null {
  if (unit === 'piece' || amount <= 0) return null;
  // amount is in hundredths; doubled to round half up in integers.
  const per = 10_000 * cents;
  return { cents: Math.floor((2 * per + amount) / (2 * amount)), unit };
}
