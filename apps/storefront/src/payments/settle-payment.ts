import type { ShopTransaction } from '../database/index.ts';
import { holdAgain, lockOrder, moveOrder, notKeptMail, type PlacedOrder } from '../orders/index.ts';
import { enqueue } from '../outbox/index.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { giveBackWork } from './give-back-work.ts';
import { findPayment, lockPayment, nextCheckAt, readPayments, type Payment } from './payment-records.ts';
import { hasMoney, isOpen, mayBecome, stateOfAnswer } from './payment-states.ts';
import { statusOf, type PaymentStatus } from './payment-status.ts';
import type { ProviderAnswer } from './provider.ts';
import type { PaymentState } from './tables.ts';

/** Something worth a line in the log, written once the transaction is committed. */
interface Finding {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

/**
 * Brings an attempt and its order up to what the provider says. This is the one place where money meets an order: the
 * checkout, the return page, the event and the jobs all come here with what they heard, one at a time per order (its row
 * is locked), and whoever comes second finds it done. Money that no order can take is given back.
 */
export async function settlePayment(
  deps: PaymentDependencies,
  attemptKey: string,
  answer: ProviderAnswer,
): Promise<PaymentStatus> {
  const findings: (Finding & { order: string; attempt: number })[] = [];
  const became = { paid: false };
  const status = await deps.database.transaction(
    async (trx) => {
      findings.length = 0;
      const { orderId, id } = await paymentOf(trx, attemptKey);
      const order = await lockOrder(trx, orderId);
      if (!order) throw new Error(`There is no order ${orderId}.`);
      const payment = await lockPayment(trx, id);
      const note = (finding: Finding) =>
        findings.push({ ...finding, order: order.number, attempt: payment.id });
      return settle(trx, { order, payment, answer, at: deps.now(), note, became });
    },
    // Every step is a move that happens once, so a second run after an unknown commit changes nothing.
    { repeatable: true },
  );
  if (became.paid) deps.metrics?.count('OrdersPaid');
  for (const { level, text, ...about } of findings) deps.logger[level](about, text);
  return status;
}

async function paymentOf(trx: ShopTransaction, attemptKey: string): Promise<{ orderId: number; id: number }> {
  const payment = await findPayment(trx, attemptKey);
  if (!payment) throw new Error('No attempt to pay has this key.');
  return { orderId: payment.order_id, id: payment.id };
}

interface Settling {
  readonly order: PlacedOrder;
  readonly payment: Payment;
  readonly answer: ProviderAnswer;
  readonly at: Date;
  readonly note: (finding: Finding) => void;
  /** What the order turns into, counted once the transaction is committed. */
  readonly became: { paid: boolean };
}

async function settle(trx: ShopTransaction, settling: Settling): Promise<PaymentStatus> {
  const { order, payment, answer, at } = settling;
  const to = stateOfAnswer(answer.state);
  if (to === null || !mayBecome(payment.state, to)) {
    await write(trx, payment, { next_check_at: nextCheckAt(payment.state, payment.checks, at) });
    return statusOf(order, payment);
  }
  const change = {
    state: to,
    provider_reference: answer.reference ?? payment.provider_reference,
    decline_code: to === 'declined' ? answer.declineCode : null,
    challenge_url: to === 'challenged' ? answer.challengeUrl : null,
    next_check_at: nextCheckAt(to, payment.checks, at),
    updated_at: at,
  };
  await write(trx, payment, change);
  const moved = await moveItsOrder(trx, settling, to);
  if (order.state !== 'paid' && moved.state === 'paid') settling.became.paid = true;
  return statusOf(moved, { ...payment, ...change });
}

async function write(trx: ShopTransaction, { id }: Payment, change: Partial<Payment>): Promise<void> {
  await trx.updateTable('payment').set(change).where('id', '=', id).execute();
}

/** What the attempt's new state means for the order. */
async function moveItsOrder(
  trx: ShopTransaction,
  settling: Settling,
  to: PaymentState,
): Promise<PlacedOrder> {
  const { order, payment, at } = settling;
  if (hasMoney(to)) return hasMoney(payment.state) ? order : takeMoney(trx, settling);
  if (isOpen(to)) return order;
  if (order.state === 'awaiting-payment' && order.holdExpiresAt === null) {
    const why = { actor: 'payments', reason: 'the last attempt to pay ended after the hold had' };
    return moveOrder(trx, order.id, 'cancel', why, at);
  }
  return hasMoney(payment.state) ? moneyWentBack(trx, settling) : order;
}

/** Money arrived: it pays the order, or it goes back. */
async function takeMoney(trx: ShopTransaction, settling: Settling): Promise<PlacedOrder> {
  const { order, payment, answer, at, note } = settling;
  if (answer.amountCents !== payment.amount_cents || answer.currency !== payment.currency) {
    note({
      level: 'error',
      text: 'a payment differs from its order in amount or currency and is given back',
    });
    await enqueue(trx, giveBackWork(payment, at));
    return order;
  }
  if (order.state === 'awaiting-payment') {
    const why = { actor: 'payments', reason: `attempt ${payment.id} was paid` };
    if (order.holdExpiresAt !== null) return moveOrder(trx, order.id, 'pay', why, at);
    const again = await holdAgain(
      trx,
      order.id,
      at,
      { actor: 'payments', reason: 'paid after the hold had ended' },
      at,
    );
    if (!('shortages' in again)) {
      note({ level: 'info', text: 'a late payment found its stock still there' });
      return moveOrder(trx, order.id, 'pay', why, at);
    }
    const gone = { actor: 'payments', reason: 'paid after the hold had ended, and the stock was gone' };
    const cancelled = await moveOrder(trx, order.id, 'cancel', gone, at);
    return giveBackPaidButGone(trx, { ...settling, order: cancelled });
  }
  if (order.state === 'paid' || order.state === 'fulfilled') {
    note({ level: 'warn', text: 'an order was paid twice; the second payment is given back' });
    await enqueue(trx, giveBackWork(payment, at));
    return order;
  }
  return giveBackPaidButGone(trx, settling);
}

async function giveBackPaidButGone(
  trx: ShopTransaction,
  { order, payment, at, note }: Settling,
): Promise<PlacedOrder> {
  note({ level: 'warn', text: 'paid but gone: the order cannot be kept and its payment is given back' });
  await enqueue(trx, giveBackWork(payment, at));
  await enqueue(trx, notKeptMail(order, at));
  return order;
}

/** Money went back: an order that no other payment covers is refunded. */
async function moneyWentBack(trx: ShopTransaction, { order, payment, at }: Settling): Promise<PlacedOrder> {
  if (order.state !== 'paid' && order.state !== 'fulfilled') return order;
  const others = (await readPayments(trx, order.id)).filter(
    ({ id, state }) => id !== payment.id && hasMoney(state),
  );
  if (others.length > 0) return order;
  const why = { actor: 'payments', reason: `attempt ${payment.id} was given back` };
  return moveOrder(trx, order.id, 'refund', why, at);
}
