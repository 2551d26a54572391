import type { Order } from '../model.ts';
import { amountInWords, totalsOf } from '../totals.ts';

/** The sums of an order, ending with what was (or is to be) paid. */
export function OrderTotals({ order }: { order: Order }) {
  return (
    <dl class="order-totals">
      {totalsOf(order).map((line) => (
        <div class={`order-totals__row order-totals__row--${line.kind}`}>
          <dt>{line.label}</dt>
          <dd>{amountInWords(line, order.currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
