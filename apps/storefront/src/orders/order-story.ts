import type { Order, PaymentOfOrder } from './model.ts';

export interface OrderStory {
  readonly heading: string;
  readonly kind: 'success' | 'info' | 'warning';
  /** Where the order stands and what happens next. */
  readonly sentences: readonly string[];
  readonly action?: { readonly label: string; readonly path: string };
  /** After how many seconds it is worth looking again; the page reloads by itself then. */
  readonly lookAgainSeconds?: number;
}

/** Answers that come at all mostly come at once: look often first, then seldom, in the end no more. In ms. */
const oftenMs = 60_000;
const seldomMs = 30 * 60_000;

/** An order in words for the one who placed it. */
export function orderStory(
  order: Pick<Order, 'state' | 'path' | 'holdExpiresAt' | 'shippingMethod'>,
  payment: PaymentOfOrder,
  at: Date,
): OrderStory {
  switch (order.state) {
    case 'paid':
      return {
        heading: 'Thank you for your order',
        kind: 'success',
        sentences: [
          'Your payment has arrived and the order is confirmed. We pack it next.',
          `${order.shippingMethod.name}: ${order.shippingMethod.estimate}.`,
          'A mail with everything on this page is on its way to you.',
        ],
      };
    case 'fulfilled':
      return {
        heading: 'Your order is on its way',
        kind: 'success',
        sentences: [
          'We have handed it to the carrier.',
          `${order.shippingMethod.name}: ${order.shippingMethod.estimate}.`,
        ],
      };
    case 'refunded':
      return {
        heading: 'Your order was refunded',
        kind: 'info',
        sentences: [
          'The full amount has gone back to you. Depending on your bank it takes some days to show.',
        ],
      };
    case 'cancelled':
      return cancelledStory(payment);
    case 'awaiting-payment':
      return unpaidStory(order, payment, at);
  }
}

function cancelledStory({ givingBack, givenBack }: PaymentOfOrder): OrderStory {
  const sentences = givingBack
    ? ['Your payment came too late for it and is being given back to you in full.']
    : givenBack
      ? ['Your payment came too late for it and has gone back to you in full.']
      : ['Nothing was charged. What you had chosen is in your cart again, unless you have ordered it since.'];
  return {
    heading: 'This order was cancelled',
    kind: 'info',
    sentences,
    action: { label: 'To your cart', path: '/cart' },
  };
}

function unpaidStory(
  order: Pick<Order, 'path' | 'holdExpiresAt'>,
  { status, lastAttemptAt }: PaymentOfOrder,
  at: Date,
): OrderStory {
  const held = order.holdExpiresAt !== null && order.holdExpiresAt > at;
  const pay = { label: 'Pay for this order', path: `${order.path}/payment` };
  const waiting = lastAttemptAt === null ? 0 : at.getTime() - lastAttemptAt.getTime();
  if (status.status === 'pending' || (!held && status.status === 'challenge')) {
    return {
      heading: 'We are checking your payment',
      kind: 'info',
      sentences: [
        'Your bank has not told us the outcome yet. Please do not pay again: this page says so as soon as we know, and so does a mail.',
        held
          ? `Your items stay set aside for you, ${timeLeft(order.holdExpiresAt, at)} longer.`
          : 'If the payment has gone through and we cannot keep the order, you get it back in full.',
      ],
      ...(waiting < seldomMs && { lookAgainSeconds: waiting < oftenMs ? 4 : 20 }),
    };
  }
  if (!held) {
    return {
      heading: 'The time to pay is over',
      kind: 'info',
      sentences: [
        'Nothing was charged. The items that were set aside are free again and the order is about to be cancelled.',
      ],
      lookAgainSeconds: 4,
    };
  }
  const heldFor = `Your items are set aside for you, ${timeLeft(order.holdExpiresAt, at)} longer.`;
  switch (status.status) {
    case 'challenge':
      return {
        heading: 'Your bank asks you to confirm',
        kind: 'info',
        sentences: ['The payment waits for your confirmation with your bank.', heldFor],
        action: { label: 'Go on to confirm', path: pay.path },
      };
    case 'declined':
      return {
        heading: 'This order is not paid yet',
        kind: 'warning',
        sentences: [status.message, heldFor],
        action: { ...pay, label: 'Pay another way' },
      };
    default:
      return {
        heading: 'This order is not paid yet',
        kind: 'warning',
        sentences: [heldFor],
        action: pay,
      };
  }
}

/** "about 12 minutes". */
export function timeLeft(until: Date, at: Date): string {
  const minutes = Math.floor((until.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return 'less than a minute';
  return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
}
