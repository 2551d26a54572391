import { findOrderById, moveOrder } from '../orders/index.ts';
import { askProvider, providerDeadline } from './ask-provider.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { readPayments } from './payment-records.ts';
import { settlePayment } from './settle-payment.ts';

/**
 * Notes that a paid order leaves the house. Money that was only promised is taken first: what cannot be taken does not
 * leave.
 * @param actor the person who packed it
 * @returns whether it may leave; false when the promised money could not be taken
 * @throws ProviderUnreachable when the provider does not answer; nothing has left then
 * @throws MoveNotAllowed when the order is not paid
 */
export async function dispatchOrder(
  deps: PaymentDependencies,
  orderId: number,
  actor: string,
): Promise<boolean> {
  const promised = (await readPayments(deps.database.query, orderId)).find(
    ({ state }) => state === 'authorised',
  );
  if (promised) {
    const answer = await askProvider(deps, providerDeadline(deps), (provider, signal) =>
      provider.capture(promised.attempt_key, signal),
    );
    await settlePayment(deps, promised.attempt_key, answer);
    if (answer.state !== 'captured') {
      const order = await findOrderById(deps.database.query, orderId);
      deps.logger.error({ order: order?.number, answer: answer.state }, 'promised money could not be taken');
      return false;
    }
  }
  await deps.database.transaction((trx) =>
    moveOrder(trx, orderId, 'fulfil', { actor, reason: 'handed to the carrier' }, deps.now()),
  );
  return true;
}
