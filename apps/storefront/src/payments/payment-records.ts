import type { Selectable } from 'kysely';
import type { Queries, ShopTransaction } from '../database/index.ts';
import { isOpen } from './payment-states.ts';
import type { PaymentState, PaymentTables } from './tables.ts';

/** One attempt to pay an order. */
export type Payment = Selectable<PaymentTables['payment']>;

/** How long a challenge is left alone between two looks at it, in ms: the return page and the event are quicker. */
const challengeCheckMs = 60_000;
const firstCheckMs = 2_000;
const longestCheckMs = 60_000;

/** All attempts of an order, oldest first. */
export async function readPayments(queries: Queries, orderId: number): Promise<readonly Payment[]> {
  return queries.selectFrom('payment').selectAll().where('order_id', '=', orderId).orderBy('id').execute();
}

/** All attempts of several orders. */
export async function readPaymentsOfOrders(
  queries: Queries,
  orderIds: readonly number[],
): Promise<readonly Payment[]> {
  if (orderIds.length === 0) return [];
  return queries.selectFrom('payment').selectAll().where('order_id', 'in', orderIds).orderBy('id').execute();
}

/** The attempt with this key, or undefined. */
export async function findPayment(queries: Queries, attemptKey: string): Promise<Payment | undefined> {
  return queries.selectFrom('payment').selectAll().where('attempt_key', '=', attemptKey).executeTakeFirst();
}

/** The attempt, locked until the transaction ends. Its order is locked first, always. */
export async function lockPayment(trx: ShopTransaction, id: number): Promise<Payment> {
  return trx.selectFrom('payment').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
}

/** Puts an attempt on record, before the provider hears of it. */
export async function insertPayment(
  trx: ShopTransaction,
  attempt: {
    readonly orderId: number;
    readonly attemptKey: string;
    readonly provider: string;
    readonly currency: string;
    readonly amountCents: number;
    readonly at: Date;
    /** When the jobs look at it if nobody has heard of its outcome by then. */
    readonly checkAt: Date;
  },
): Promise<void> {
  await trx
    .insertInto('payment')
    .values({
      order_id: attempt.orderId,
      attempt_key: attempt.attemptKey,
      provider: attempt.provider,
      provider_reference: null,
      state: 'created',
      currency: attempt.currency,
      amount_cents: attempt.amountCents,
      decline_code: null,
      challenge_url: null,
      next_check_at: attempt.checkAt,
      created_at: attempt.at,
      updated_at: attempt.at,
    })
    .execute();
}

/** When an attempt is looked at next: sooner at first, never once its outcome is known. */
export function nextCheckAt(state: PaymentState, checks: number, at: Date): Date | null {
  if (!isOpen(state)) return null;
  const wait =
    state === 'challenged'
      ? challengeCheckMs
      : Math.min(longestCheckMs, firstCheckMs * 2 ** Math.min(checks, 10));
  return new Date(at.getTime() + wait);
}
