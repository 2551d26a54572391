import { describe, expect, it } from 'vitest';
import { compareBooks } from './compare-books.ts';
import type { Payment } from './payment-records.ts';
import type { IntentState, ProviderAnswer } from './provider.ts';
import type { PaymentState } from './tables.ts';

const order = (state: 'paid' | 'awaiting-payment' | 'cancelled') => ({
  number: '7KD-42MX-9QT',
  state,
  totalCents: 5_499,
  currency: 'USD',
});
const payment = (state: PaymentState, changes: Partial<Payment> = {}) =>
  ({ id: 7, order_id: 1, state, amount_cents: 5_499, currency: 'USD', ...changes }) as Payment;
const answer = (state: IntentState, amountCents = 5_499): ProviderAnswer => ({
  state,
  reference: 'x',
  amountCents,
  currency: 'USD',
  declineCode: null,
  challengeUrl: null,
});
const found = (...given: Parameters<typeof compareBooks>) => compareBooks(...given).map(({ what }) => what);

describe('comparing the books', () => {
  it.each([
    ['paid', 'captured', 'captured'],
    ['awaiting-payment', 'declined', 'declined'],
    ['awaiting-payment', 'unknown', 'processing'],
    ['cancelled', 'refunded', 'refunded'],
    ['cancelled', 'voided', 'voided'],
  ] as const)('an order that is %s over a payment that is %s agrees', (state, ours, theirs) => {
    expect(found(order(state), [{ payment: payment(ours), answer: answer(theirs) }])).toEqual([]);
  });

  it('misses the money of a paid order', () => {
    expect(found(order('paid'), [])).toEqual(['it counts as paid, but no payment holds money for it']);
  });

  it('finds money twice, money for nothing, and other amounts', () => {
    const captured = { payment: payment('captured'), answer: null };
    expect(found(order('paid'), [captured, captured])).toEqual(['more than one payment holds money for it']);
    expect(found(order('cancelled'), [captured])).toEqual([
      'it is cancelled, but a payment holds money for it',
    ]);
    expect(
      found(order('paid'), [{ payment: payment('captured', { amount_cents: 1 }), answer: null }]),
    ).toEqual(['attempt 7 is over another amount']);
    expect(found(order('paid'), [{ payment: payment('captured'), answer: answer('captured', 1) }])).toEqual([
      'attempt 7 has another amount at the provider',
    ]);
  });

  it('finds a charge that the shop knows nothing of, and one that the provider knows nothing of', () => {
    expect(
      found(order('awaiting-payment'), [{ payment: payment('declined'), answer: answer('captured') }]),
    ).toEqual(['attempt 7 is declined here and captured at the provider']);
    expect(found(order('paid'), [{ payment: payment('captured'), answer: answer('refunded') }])).toEqual([
      'attempt 7 is captured here and refunded at the provider',
    ]);
  });
});
