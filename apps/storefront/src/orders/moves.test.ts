import { describe, expect, it } from 'vitest';
import { mayMove, MoveNotAllowed, orderMoves, stateAfter, type OrderMove } from './moves.ts';
import type { OrderState } from './tables.ts';

const states: readonly OrderState[] = ['awaiting-payment', 'paid', 'fulfilled', 'cancelled', 'refunded'];
const moves = Object.keys(orderMoves) as OrderMove[];

/** The whole table, written out a second time: state, move, where it leads. */
const allowed: Readonly<Record<string, OrderState>> = {
  'awaiting-payment pay': 'paid',
  'awaiting-payment end-hold': 'awaiting-payment',
  'awaiting-payment hold-again': 'awaiting-payment',
  'awaiting-payment cancel': 'cancelled',
  'paid fulfil': 'fulfilled',
  'paid refund': 'refunded',
  'fulfilled refund': 'refunded',
};

describe('the table of moves', () => {
  it.each(states.flatMap((state) => moves.map((move) => [state, move] as const)))('%s, %s', (state, move) => {
    const to = allowed[`${state} ${move}`];
    expect(mayMove(move, state)).toBe(to !== undefined);
    if (to === undefined) expect(() => stateAfter(move, state)).toThrow(MoveNotAllowed);
    else expect(stateAfter(move, state)).toBe(to);
  });
});
