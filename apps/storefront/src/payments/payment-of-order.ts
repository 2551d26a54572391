import type { Queries } from '../database/index.ts';
import type { PaymentOfOrder, PlacedOrder } from '../orders/index.ts';
import { readPayments } from './payment-records.ts';
import { hasMoney } from './payment-states.ts';
import { statusOf } from './payment-status.ts';

/** What the page of an order says of its payment. */
export async function readPaymentOfOrder(queries: Queries, order: PlacedOrder): Promise<PaymentOfOrder> {
  const payments = await readPayments(queries, order.id);
  const last = payments.at(-1);
  return {
    status: last ? statusOf(order, last) : { status: order.state === 'awaiting-payment' ? 'none' : 'closed' },
    attempts: payments.length,
    lastAttemptAt: last?.created_at ?? null,
    givingBack:
      (order.state === 'cancelled' || order.state === 'refunded') &&
      payments.some(({ state }) => hasMoney(state)),
    givenBack: payments.some(({ state }) => state === 'refunded'),
  };
}
