import type { PlacedOrder } from '../orders/index.ts';
import type { Payment } from './payment-records.ts';

/** Where the payment of an order stands for the shopper. */
export type PaymentStatus =
  | { readonly status: 'paid' }
  /** The bank wants a confirmation at this URL. */
  | { readonly status: 'challenge'; readonly url: string }
  /** Nothing was charged; the message says why and what to do. */
  | { readonly status: 'declined'; readonly message: string }
  /** Not known yet: "we are checking", never "failed". */
  | { readonly status: 'pending' }
  /** The order takes no payment any more: it was cancelled or refunded, or its stock is no longer held. */
  | { readonly status: 'closed' };

/** What the last attempt and the order say together; `closed` for an unpaid order without an attempt is the caller's call. */
export function statusOf(order: Pick<PlacedOrder, 'state'>, payment: Payment): PaymentStatus {
  if (order.state === 'paid' || order.state === 'fulfilled') return { status: 'paid' };
  if (order.state !== 'awaiting-payment') return { status: 'closed' };
  switch (payment.state) {
    case 'created':
    case 'unknown':
      return { status: 'pending' };
    case 'challenged':
      return payment.challenge_url === null
        ? { status: 'pending' }
        : { status: 'challenge', url: payment.challenge_url };
    case 'declined':
      return { status: 'declined', message: declineMessage(payment.decline_code) };
    case 'voided':
      return { status: 'declined', message: 'The payment was not finished. Nothing was charged.' };
    case 'authorised':
    case 'captured':
    case 'refunded':
      return {
        status: 'declined',
        message: 'The payment did not match the order and is given back in full.',
      };
  }
}

const declineMessages: Readonly<Record<string, string>> = {
  insufficient_funds: 'Your bank declined the payment: there is not enough on the card. Nothing was charged.',
  challenge_refused: 'The payment was not confirmed with your bank. Nothing was charged.',
  expired_card: 'Your bank declined the payment: the card has expired. Nothing was charged.',
};

/** A decline in words; a code that we do not know is the bank's own business. */
export function declineMessage(code: string | null): string {
  return (
    declineMessages[code ?? ''] ??
    'Your bank declined the payment. Only the bank can say why. Nothing was charged.'
  );
}
