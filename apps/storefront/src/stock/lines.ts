/** Pieces of one variant. */
export interface StockLine {
  readonly variantId: number;
  readonly quantity: number;
}

/**
 * One line per variant, in id order: two lines of one cart draw on the same bottles, and locks taken in one order by
 * everyone never wait for each other in a circle.
 * @throws RangeError when a quantity is no whole number from 1
 */
export function sumPerVariant(lines: readonly StockLine[]): readonly StockLine[] {
  const sums = new Map<number, number>();
  for (const { variantId, quantity } of lines) {
    if (!Number.isSafeInteger(quantity) || quantity < 1)
      throw new RangeError(`A quantity must be a whole number from 1, not ${quantity}.`);
    sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  }
  return [...sums]
    .map(([variantId, quantity]) => ({ variantId, quantity }))
    .sort((a, b) => a.variantId - b.variantId);
}
