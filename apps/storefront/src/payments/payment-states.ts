import type { IntentState } from './provider.ts';
import type { PaymentState } from './tables.ts';

/**
 * How an attempt to pay may go on. Answers may arrive late and in any order: one that would lead backwards is old news and
 * is passed over. A decline is not quite the end, since a bank may have said no and then yes; a void or refund is.
 */
const nextStates: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  created: ['challenged', 'unknown', 'authorised', 'captured', 'declined', 'voided', 'refunded'],
  challenged: ['unknown', 'authorised', 'captured', 'declined', 'voided', 'refunded'],
  unknown: ['challenged', 'authorised', 'captured', 'declined', 'voided', 'refunded'],
  authorised: ['captured', 'voided', 'refunded'],
  captured: ['refunded'],
  declined: ['authorised', 'captured'],
  voided: [],
  refunded: [],
};

/** Whether an attempt in state `from` may be found in state `to` next. */
export function mayBecome(from: PaymentState, to: PaymentState): boolean {
  return nextStates[from].includes(to);
}

/** What a provider's answer means for the attempt; null when it says nothing about it. */
export function stateOfAnswer(state: IntentState): PaymentState | null {
  switch (state) {
    case 'challenge':
      return 'challenged';
    case 'processing':
      return 'unknown';
    case 'absent':
      return null;
    default:
      return state;
  }
}

/** The money is promised or taken. */
export function hasMoney(state: PaymentState): boolean {
  return state === 'authorised' || state === 'captured';
}

/** Its outcome is still out: it may yet charge. */
export function isOpen(state: PaymentState): boolean {
  return state === 'created' || state === 'challenged' || state === 'unknown';
}
