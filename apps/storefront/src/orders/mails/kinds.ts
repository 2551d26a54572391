import type { OutboxEntry } from '../../outbox/index.ts';
import type { PlacedOrder } from '../model.ts';

/** The mails about orders, by the kind under which they stand in the outbox. */
export const mailKinds = {
  confirmation: 'order-confirmation',
  notKept: 'order-not-kept',
  link: 'order-link',
} as const;

/** "Thank you": once per order. */
export function confirmationMail(order: PlacedOrder, at: Date): OutboxEntry {
  return { kind: mailKinds.confirmation, dedupeKey: String(order.id), payload: { orderId: order.id }, at };
}

/** "We could not keep it, your money is on its way back": once per order. */
export function notKeptMail(order: PlacedOrder, at: Date): OutboxEntry {
  return { kind: mailKinds.notKept, dedupeKey: String(order.id), payload: { orderId: order.id }, at };
}
