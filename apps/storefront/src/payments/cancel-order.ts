import { lockOrder, moveOrder } from '../orders/index.ts';
import { ProviderUnreachable } from './ask-provider.ts';
import { closeAttempt } from './close-attempt.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { readPayments } from './payment-records.ts';
import { isOpen } from './payment-states.ts';

/** `unknown`: a payment may still arrive, so the order is kept until that is known. */
export type Cancellation = 'cancelled' | 'paid' | 'unknown';

/**
 * Cancels an unpaid order at the shopper's wish: the attempt to pay is ended at the provider first, so that a cancelled
 * order is never charged; then its stock is free and the cart is theirs again.
 */
export async function cancelUnpaidOrder(deps: PaymentDependencies, orderId: number): Promise<Cancellation> {
  const open = (await readPayments(deps.database.query, orderId)).filter(({ state }) => isOpen(state));
  for (const { attempt_key } of open) {
    try {
      await closeAttempt(deps, attempt_key);
    } catch (error) {
      if (!(error instanceof ProviderUnreachable)) throw error;
      return 'unknown';
    }
  }
  return deps.database.transaction(
    async (trx) => {
      const order = await lockOrder(trx, orderId);
      if (!order || order.state === 'cancelled' || order.state === 'refunded') return 'cancelled';
      if (order.state !== 'awaiting-payment') return 'paid';
      if ((await readPayments(trx, orderId)).some(({ state }) => isOpen(state))) return 'unknown';
      await moveOrder(
        trx,
        orderId,
        'cancel',
        { actor: 'shopper', reason: 'cancelled on its page' },
        deps.now(),
      );
      return 'cancelled';
    },
    { repeatable: true },
  );
}
