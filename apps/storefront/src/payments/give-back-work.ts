import type { OutboxEntry } from '../outbox/index.ts';
import type { Payment } from './payment-records.ts';

export const giveBackKind = 'payment-give-back';

/** Money that no order can take goes back: promised in the transaction that finds it out, once per attempt. */
export function giveBackWork(payment: Payment, at: Date): OutboxEntry {
  return {
    kind: giveBackKind,
    dedupeKey: payment.attempt_key,
    payload: { attemptKey: payment.attempt_key },
    at,
  };
}
