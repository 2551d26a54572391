import { lockOrder, moveOrder, readExpiredHolds } from '../orders/index.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { readPayments } from './payment-records.ts';
import { isOpen } from './payment-states.ts';

const ordersPerPage = 50;
const pagesPerRun = 4;

/**
 * For how long stock stays held behind its end while the provider cannot say whether the order was paid, in ms. The stock
 * is then free again and the order waits for its answer without it.
 */
const unknownGraceMs = 15 * 60_000;

/**
 * Ends holds whose time is over. An order whose payment may still arrive is left to the check of that payment, which voids
 * it first. Each order is a transaction of its own, on rows that nobody else has.
 * @returns how many holds were ended
 */
export async function expireHolds(deps: PaymentDependencies): Promise<number> {
  let ended = 0;
  let after = 0;
  for (let page = 0; page < pagesPerRun; page += 1) {
    const expired = await readExpiredHolds(deps.database.query, deps.now(), { after, limit: ordersPerPage });
    for (const { id } of expired) {
      if (await expire(deps, id)) ended += 1;
      after = id;
    }
    if (expired.length < ordersPerPage) break;
  }
  return ended;
}

function expire({ database, now, logger }: PaymentDependencies, orderId: number): Promise<boolean> {
  return database.transaction(async (trx) => {
    const at = now();
    const order = await lockOrder(trx, orderId, { skipLocked: true });
    const heldUntil = order?.holdExpiresAt ?? null;
    if (order?.state !== 'awaiting-payment' || heldUntil === null || heldUntil > at) return false;
    const open = (await readPayments(trx, orderId)).some(({ state }) => isOpen(state));
    if (!open) {
      await moveOrder(trx, orderId, 'cancel', { actor: 'hold-expiry', reason: 'not paid in time' }, at);
      return true;
    }
    if (at.getTime() - heldUntil.getTime() < unknownGraceMs) return false;
    const why = { actor: 'hold-expiry', reason: 'the provider cannot say whether it was paid' };
    await moveOrder(trx, orderId, 'end-hold', why, at);
    logger.warn({ order: order.number }, 'a hold ended while its payment is still unknown');
    return true;
  });
}
