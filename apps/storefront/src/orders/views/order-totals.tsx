import { formatMoney } from '../../web/index.ts';
import type { Order } from '../model.ts';
import { totalsOf } from '../totals.ts';

/** The sums of an order, ending with what was (or is to be) paid. */
export function OrderTotals({ order }: { order: Order }) {
  return (
    <dl class="order-totals">
      {totalsOf(order).map(({ label, cents, kind }) => (
        <div class={`order-totals__row order-totals__row--${kind}`}>
          <dt>{label}</dt>
          <dd>{formatMoney(cents, order.currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
