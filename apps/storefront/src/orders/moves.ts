import type { OrderState } from './tables.ts';

interface Move {
  readonly from: readonly OrderState[];
  readonly to: OrderState;
}

/**
 * Every way in which an order may change, and no other: a cancelled or refunded order has none left. `end-hold` gives the
 * stock back while the answer to a payment is still out; `hold-again` takes it anew for a payment that arrived late.
 */
export const orderMoves = {
  pay: { from: ['awaiting-payment'], to: 'paid' },
  'end-hold': { from: ['awaiting-payment'], to: 'awaiting-payment' },
  'hold-again': { from: ['awaiting-payment'], to: 'awaiting-payment' },
  cancel: { from: ['awaiting-payment'], to: 'cancelled' },
  fulfil: { from: ['paid'], to: 'fulfilled' },
  refund: { from: ['paid', 'fulfilled'], to: 'refunded' },
} as const satisfies Record<string, Move>;

export type OrderMove = keyof typeof orderMoves;

/** A move that the table does not allow from the state the order is in. */
export class MoveNotAllowed extends Error {
  override readonly name = 'MoveNotAllowed';
  readonly code = 'order-move-not-allowed';
  readonly move: OrderMove;
  readonly state: OrderState;

  constructor(move: OrderMove, state: OrderState) {
    super(`An order that is ${state} cannot ${move}.`);
    this.move = move;
    this.state = state;
  }
}

/** Whether the table has this move for an order in this state. */
export function mayMove(move: OrderMove, state: OrderState): boolean {
  return (orderMoves[move].from as readonly OrderState[]).includes(state);
}

/**
 * The state a move leads to.
 * @throws MoveNotAllowed when the table has no such move
 */
export function stateAfter(move: OrderMove, state: OrderState): OrderState {
  if (!mayMove(move, state)) throw new MoveNotAllowed(move, state);
  return orderMoves[move].to;
}
