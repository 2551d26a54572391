import { addressLines } from '../../checkout/address.ts';
import { oneLine } from '../../mail/index.ts';
import { formatMoney } from '../../web/index.ts';
import type { Order, OrderLine } from '../model.ts';
import { amountInWords, totalsOf } from '../totals.ts';

/** "Maison Aurore Nuit Blanche, 100 ml". */
export function lineName({ brandName, productName, variantLabel }: OrderLine): string {
  return oneLine(`${brandName} ${productName}, ${variantLabel}`);
}

/** The lines, totals and address of an order as text. */
export function orderAsText(order: Order): string {
  const money = (cents: number) => formatMoney(cents, order.currency);
  return [
    order.lines.map((line) => `${line.quantity} x ${lineName(line)}: ${money(line.lineCents)}`).join('\n'),
    totalsOf(order)
      .map((line) => `${line.label}: ${amountInWords(line, order.currency)}`)
      .join('\n'),
    ['To:', ...addressLines(order.deliveryAddress).map(oneLine)].join('\n'),
    `${oneLine(order.shippingMethod.name)}: ${oneLine(order.shippingMethod.estimate)}`,
  ].join('\n\n');
}
