import type { PlacedOrder } from '../orders/index.ts';
import type { Payment } from './payment-records.ts';
import { hasMoney, stateOfAnswer } from './payment-states.ts';
import type { ProviderAnswer } from './provider.ts';

/** Something on which the books of orders, payments and provider do not agree. */
export interface Disagreement {
  readonly order: string;
  readonly what: string;
}

/**
 * Compares one order with its payments, and those with what the provider says of them (null where it did not say). An
 * attempt whose outcome is out is nobody's disagreement yet.
 */
export function compareBooks(
  order: Pick<PlacedOrder, 'number' | 'state' | 'totalCents' | 'currency'>,
  payments: readonly { readonly payment: Payment; readonly answer: ProviderAnswer | null }[],
): readonly Disagreement[] {
  const found: string[] = [];
  const held = payments.filter(({ payment }) => hasMoney(payment.state));
  const sold = order.state === 'paid' || order.state === 'fulfilled';
  if (sold && held.length === 0) found.push('it counts as paid, but no payment holds money for it');
  if (sold && held.length > 1) found.push('more than one payment holds money for it');
  if (!sold && held.length > 0) found.push(`it is ${order.state}, but a payment holds money for it`);
  for (const { payment, answer } of payments) {
    const matches = payment.amount_cents === order.totalCents && payment.currency === order.currency;
    if (!matches) found.push(`attempt ${payment.id} is over another amount`);
    if (answer === null) continue;
    const theirs = stateOfAnswer(answer.state);
    const theyHold = theirs !== null && hasMoney(theirs);
    if (theyHold !== hasMoney(payment.state))
      found.push(`attempt ${payment.id} is ${payment.state} here and ${answer.state} at the provider`);
    else if (
      theyHold &&
      (answer.amountCents !== payment.amount_cents || answer.currency !== payment.currency)
    )
      found.push(`attempt ${payment.id} has another amount at the provider`);
  }
  return found.map((what) => ({ order: order.number, what }));
}
