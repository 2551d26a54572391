import { rateInWords } from '../tax/index.ts';
import { formatMoney } from '../web/index.ts';
import type { OrderContents } from './model.ts';

export interface TotalLine {
  readonly label: string;
  readonly cents: number;
  /** Holds the others: the sum, or a tax that is inside it. */
  readonly kind: 'part' | 'total' | 'within';
}

/** The amount in words: a delivery that costs nothing is free, as the checkout said. */
export function amountInWords({ cents, kind }: TotalLine, currency: string): string {
  return cents === 0 && kind === 'part' ? 'Free' : formatMoney(cents, currency);
}

/** The sums of an order in the order in which they are read: what is on top of each other, the total, what is inside it. */
export function totalsOf(order: Omit<OrderContents, 'email' | 'deliveryAddress'>): readonly TotalLine[] {
  const { lines, shippingMethod, goodsCents, shippingCents, taxCents, taxIncluded, totalCents } = order;
  const taxName = [
    ...new Set(lines.map((line) => `${line.taxName}, ${rateInWords(line.taxRateBasisPoints)}`)),
  ].join(', ');
  return [
    { label: 'Goods', cents: goodsCents, kind: 'part' },
    { label: shippingMethod.name, cents: shippingCents, kind: 'part' },
    ...(!taxIncluded && taxCents > 0 ? [{ label: taxName, cents: taxCents, kind: 'part' as const }] : []),
    { label: 'Total', cents: totalCents, kind: 'total' },
    ...(taxIncluded && taxCents > 0
      ? [{ label: `Including ${taxName}`, cents: taxCents, kind: 'within' as const }]
      : []),
  ];
}
