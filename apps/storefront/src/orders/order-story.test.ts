import { describe, expect, it } from 'vitest';
import type { PaymentOfOrder } from './model.ts';
import { orderStory, timeLeft } from './order-story.ts';

const at = new Date('2026-11-24T10:00:00Z');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

const order = (state: Parameters<typeof orderStory>[0]['state'], holdExpiresAt: Date | null = later(12)) => ({
  state,
  path: '/orders/x',
  holdExpiresAt,
  shippingMethod: { code: 'standard', name: 'Standard', cents: 500, estimate: 'arrives by Tuesday' },
});
const payment = (
  status: PaymentOfOrder['status'],
  changes: Partial<PaymentOfOrder> = {},
): PaymentOfOrder => ({
  status,
  attempts: 1,
  lastAttemptAt: later(-0.2),
  givingBack: false,
  givenBack: false,
  ...changes,
});

describe('what the page of an order says', () => {
  it('never says failed while the outcome is unknown, and offers no second payment', () => {
    const story = orderStory(order('awaiting-payment'), payment({ status: 'pending' }), at);
    expect(story.heading).toBe('We are checking your payment');
    expect(JSON.stringify(story)).not.toMatch(/fail|declin/i);
    expect(story.action).toBeUndefined();
    expect(story.lookAgainSeconds).toBe(4);
  });

  it('looks again more seldom the longer it takes, and in the end no more', () => {
    const after = (minutes: number) =>
      orderStory(
        order('awaiting-payment'),
        payment({ status: 'pending' }, { lastAttemptAt: later(-minutes) }),
        at,
      ).lookAgainSeconds;
    expect([after(0.5), after(5), after(45)]).toEqual([4, 20, undefined]);
  });

  it('leads on to the bank, to another try, or back to the cart', () => {
    const challenge = orderStory(order('awaiting-payment'), payment({ status: 'challenge', url: '/x' }), at);
    const declined = orderStory(
      order('awaiting-payment'),
      payment({ status: 'declined', message: 'No.' }),
      at,
    );
    const cancelled = orderStory(order('cancelled', null), payment({ status: 'closed' }), at);
    expect(challenge.action?.path).toBe('/orders/x/payment');
    expect(declined.action?.path).toBe('/orders/x/payment');
    expect(declined.sentences[0]).toBe('No.');
    expect(cancelled.action?.path).toBe('/cart');
    expect(cancelled.sentences[0]).toMatch(/Nothing was charged/);
  });

  it('says that late money goes back', () => {
    const story = orderStory(
      order('cancelled', null),
      payment({ status: 'closed' }, { givingBack: true }),
      at,
    );
    expect(story.sentences[0]).toMatch(/being given back/);
  });

  it('offers no payment once the hold is over', () => {
    const story = orderStory(order('awaiting-payment', later(-1)), payment({ status: 'none' }), at);
    expect(story.action).toBeUndefined();
    expect(story.heading).toBe('The time to pay is over');
  });
});

describe('timeLeft', () => {
  it.each([
    [0.5, 'less than a minute'],
    [1, 'about a minute'],
    [12.9, 'about 12 minutes'],
  ])('%d minutes are %s', (minutes, words) => {
    expect(timeLeft(later(minutes), at)).toBe(words);
  });
});
