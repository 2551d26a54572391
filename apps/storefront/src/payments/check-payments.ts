import type { ShopTransaction } from '../database/index.ts';
import { findOrderById } from '../orders/index.ts';
import { askProvider, providerDeadline, ProviderUnreachable } from './ask-provider.ts';
import { closeAttempt } from './close-attempt.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { findPayment, nextCheckAt, type Payment } from './payment-records.ts';
import type { PaymentStatus } from './payment-status.ts';
import { settlePayment } from './settle-payment.ts';

const paymentsPerRun = 10;
/** A request that the provider has not heard of by then got lost on its way; its key is closed. In ms. */
const lostAfterMs = 30_000;

/**
 * Asks the provider about attempts whose outcome is out, a bounded number at once, each more rarely the longer it takes.
 * An attempt whose order is no longer held for it is brought to its end.
 * @returns how many were looked at
 */
export async function checkPayments(deps: PaymentDependencies): Promise<number> {
  const due = await claimDue(deps);
  const outcomes = await Promise.allSettled(due.map(({ attempt_key }) => checkAttempt(deps, attempt_key)));
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
  const unexpected = failures.find(({ reason }) => !(reason instanceof ProviderUnreachable));
  if (unexpected) throw unexpected.reason;
  if (failures.length > 0)
    deps.logger.warn(
      { payments: failures.length },
      'the payment provider does not answer; asking again later',
    );
  return due.length;
}

/**
 * Asks how one attempt stands and settles it.
 * @throws ProviderUnreachable when the provider does not say; the jobs ask again
 */
export async function checkAttempt(
  deps: PaymentDependencies,
  attemptKey: string,
): Promise<PaymentStatus | undefined> {
  const payment = await findPayment(deps.database.query, attemptKey);
  if (!payment) return undefined;
  const order = await findOrderById(deps.database.query, payment.order_id);
  const at = deps.now();
  const holdIsOver = !order || order.holdExpiresAt === null || order.holdExpiresAt <= at;
  if (order?.state === 'awaiting-payment' && holdIsOver) return closeAttempt(deps, attemptKey);
  const answer = await askProvider(deps, providerDeadline(deps), (provider, signal) =>
    provider.lookup(attemptKey, signal),
  );
  if (answer.state === 'absent' && at.getTime() - payment.created_at.getTime() > lostAfterMs)
    return closeAttempt(deps, attemptKey);
  return settlePayment(deps, attemptKey, answer);
}

/** Takes due attempts that no other server has in its hands, and sets when they are due again. */
function claimDue({ database, now }: PaymentDependencies): Promise<readonly Payment[]> {
  return database.transaction(async (trx) => {
    const at = now();
    const due = await trx
      .selectFrom('payment')
      .selectAll()
      .where('state', 'in', ['created', 'challenged', 'unknown', 'authorised', 'captured', 'declined'])
      .where('next_check_at', '<=', at)
      .orderBy('next_check_at')
      .limit(paymentsPerRun)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const payment of due) {
      await trx
        .updateTable('payment')
        .set({ checks: payment.checks + 1, next_check_at: nextCheckAt('unknown', payment.checks, at) })
        .where('id', '=', payment.id)
        .execute();
    }
    return due;
  });
}

/** Has the jobs look at an attempt now; nothing happens for a key that is not ours. */
export async function checkSoon(trx: ShopTransaction, attemptKey: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('payment')
    .set({ next_check_at: at })
    .where('attempt_key', '=', attemptKey)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
