import type { ShopTransaction } from '../database/index.ts';
import { lockOrder, randomKey, type PlacedOrder } from '../orders/index.ts';
import { askProvider, providerDeadline, ProviderUnreachable } from './ask-provider.ts';
import { closeAttempt } from './close-attempt.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { insertPayment, readPayments } from './payment-records.ts';
import { hasMoney, isOpen } from './payment-states.ts';
import { statusOf, type PaymentStatus } from './payment-status.ts';
import { settlePayment } from './settle-payment.ts';

export interface PaymentStart {
  readonly orderId: number;
  /** What the test provider is to do; see `testPaymentChoices`. */
  readonly testBehaviour?: string | undefined;
  /**
   * How many attempts the shopper's page knew of. With more by now the last one's status is the answer and nothing new is
   * started: a double click and a reload pay once. Default 0, right for the checkout.
   */
  readonly afterAttempts?: number;
}

/** The jobs look at an attempt that nobody has settled after this long, in ms: behind the deadline of its own request. */
const firstCheckMs = 15_000;

/**
 * Starts an attempt to pay an order and waits for its outcome, at most for the provider's deadline. The attempt is on
 * record before the provider is asked, so whatever happens in between is found and settled by the jobs. There is never a
 * second attempt while one could still charge.
 */
export async function startPayment(deps: PaymentDependencies, start: PaymentStart): Promise<PaymentStatus> {
  const deadline = providerDeadline(deps);
  let prepared = await prepare(deps, start);
  if ('replaces' in prepared) {
    try {
      const closed = await closeAttempt(deps, prepared.replaces, deadline);
      if (closed.status !== 'declined') return closed;
    } catch (error) {
      if (!(error instanceof ProviderUnreachable)) throw error;
      return { status: 'pending' };
    }
    prepared = await prepare(deps, start);
    if ('replaces' in prepared) return { status: 'pending' };
  }
  if ('known' in prepared) return prepared.known;
  return charge(deps, start, prepared, deadline);
}

interface Attempt {
  readonly attemptKey: string;
  readonly order: PlacedOrder;
}

type Prepared = Attempt | { readonly known: PaymentStatus } | { readonly replaces: string };

/** Under the order's lock: puts a new attempt on record, or says why there is none. */
async function prepare(deps: PaymentDependencies, start: PaymentStart): Promise<Prepared> {
  const attemptKey = randomKey();
  return deps.database.transaction((trx) => attempt(trx, deps, start, attemptKey), { repeatable: true });
}

async function attempt(
  trx: ShopTransaction,
  deps: PaymentDependencies,
  { orderId, afterAttempts = 0 }: PaymentStart,
  attemptKey: string,
): Promise<Prepared> {
  const order = await lockOrder(trx, orderId);
  if (!order) throw new Error(`There is no order ${orderId}.`);
  const payments = await readPayments(trx, orderId);
  const last = payments.at(-1);
  // A repeat after an unknown commit finds its own row.
  if (last?.attempt_key === attemptKey) return { attemptKey, order };
  if (last && payments.length !== afterAttempts) return { known: statusOf(order, last) };
  if (last && order.state !== 'awaiting-payment') return { known: statusOf(order, last) };
  const at = deps.now();
  if (order.state !== 'awaiting-payment' || order.holdExpiresAt === null || order.holdExpiresAt <= at)
    return { known: last && isOpen(last.state) ? statusOf(order, last) : { status: 'closed' } };
  if (last?.state === 'challenged') return { replaces: last.attempt_key };
  if (payments.some(({ state }) => isOpen(state) || hasMoney(state))) return { known: { status: 'pending' } };
  await insertPayment(trx, {
    orderId,
    attemptKey,
    provider: deps.payments.name,
    currency: order.currency,
    amountCents: order.totalCents,
    at,
    checkAt: new Date(at.getTime() + firstCheckMs),
  });
  return { attemptKey, order };
}

async function charge(
  deps: PaymentDependencies,
  { testBehaviour }: PaymentStart,
  { attemptKey, order }: Attempt,
  deadline: AbortSignal,
): Promise<PaymentStatus> {
  try {
    const answer = await askProvider(deps, deadline, (provider, signal) =>
      provider.createIntent(
        {
          attemptKey,
          amountCents: order.totalCents,
          currency: order.currency,
          capture: deps.config.paymentCapture,
          returnUrl: new URL(`${order.path}/payment/return`, deps.config.publicUrl).href,
          testBehaviour,
        },
        signal,
      ),
    );
    return await settlePayment(deps, attemptKey, answer);
  } catch (error) {
    if (!(error instanceof ProviderUnreachable)) throw error;
    deps.logger.warn(
      { order: order.number },
      'the provider gave no answer in time; the payment is being checked',
    );
    await deps.database.query
      .updateTable('payment')
      .set({ state: 'unknown', next_check_at: deps.now(), updated_at: deps.now() })
      .where('attempt_key', '=', attemptKey)
      .where('state', '=', 'created')
      .execute();
    return { status: 'pending' };
  }
}
