import { describe, expect, it } from 'vitest';
import { hasMoney, isOpen, mayBecome } from './payment-states.ts';
import type { PaymentState } from './tables.ts';

const states: readonly PaymentState[] = [
  'created',
  'challenged',
  'unknown',
  'authorised',
  'captured',
  'declined',
  'voided',
  'refunded',
];

describe('how an attempt goes on', () => {
  it('never leaves a void or a refund', () => {
    for (const to of states)
      for (const end of ['voided', 'refunded'] as const) expect(mayBecome(end, to)).toBe(false);
  });

  it('never takes money that is there for open or declined again: late news is passed over', () => {
    for (const from of states.filter(hasMoney))
      for (const to of [...states.filter(isOpen), 'declined' as const])
        expect(mayBecome(from, to)).toBe(false);
  });

  it('hears of money from everywhere that is not an end', () => {
    for (const from of states.filter((state) => isOpen(state) || state === 'declined'))
      expect([from, mayBecome(from, 'captured'), mayBecome(from, 'authorised')]).toEqual([from, true, true]);
  });

  it('is open or has money or is over, never two of them', () => {
    for (const state of states) expect(isOpen(state) && hasMoney(state)).toBe(false);
  });
});
