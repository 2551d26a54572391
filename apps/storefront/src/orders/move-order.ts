import { markCartOrdered, reopenCart } from '../cart/index.ts';
import type { ShopTransaction } from '../database/index.ts';
import { enqueue } from '../outbox/index.ts';
import { holdStock, releaseHold, returnSold, sellHeld, type Shortage } from '../stock/index.ts';
import { confirmationMail } from './mails/kinds.ts';
import type { PlacedOrder } from './model.ts';
import { stateAfter, type OrderMove } from './moves.ts';
import { addEvent } from './order-events.ts';
import { lockOrder, readOrderLines } from './read-orders.ts';

export interface MoveReason {
  /** Who: 'shopper', 'payments', 'hold-expiry', or a person of the shop. At most 40 characters. */
  readonly actor: string;
  /** At most 255 characters. */
  readonly reason: string;
}

/**
 * Moves an order along the table of moves, and does with it what belongs to the move: stock, cart, mail, history. This is
 * the only place that writes an order's state. The order's row is locked until the transaction ends, so a move happens
 * once however many ask for it.
 * @returns the order after the move
 * @throws MoveNotAllowed when the table has no such move from the order's state
 */
export async function moveOrder(
  trx: ShopTransaction,
  orderId: number,
  move: Exclude<OrderMove, 'hold-again'>,
  why: MoveReason,
  at: Date,
): Promise<PlacedOrder> {
  const { order, to } = await prepare(trx, orderId, move);
  await effects[move](trx, order, at);
  return write(trx, order, { move, to, holdExpiresAt: null }, why, at);
}

/**
 * Holds the stock of an unpaid order anew after its hold had ended.
 * @returns the order, or what is missing; then nothing was changed
 * @throws MoveNotAllowed when the order is not waiting for its payment
 */
export async function holdAgain(
  trx: ShopTransaction,
  orderId: number,
  until: Date,
  why: MoveReason,
  at: Date,
): Promise<PlacedOrder | { readonly shortages: readonly Shortage[] }> {
  const { order, to } = await prepare(trx, orderId, 'hold-again');
  if (order.holdExpiresAt === null) {
    const hold = await holdStock(trx, await readOrderLines(trx, order.id), order.number);
    if (!hold.held) return { shortages: hold.shortages };
  }
  return write(trx, order, { move: 'hold-again', to, holdExpiresAt: until }, why, at);
}

async function prepare(trx: ShopTransaction, orderId: number, move: OrderMove) {
  const order = await lockOrder(trx, orderId);
  if (!order) throw new Error(`There is no order ${orderId}.`);
  return { order, to: stateAfter(move, order.state) };
}

async function write(
  trx: ShopTransaction,
  order: PlacedOrder,
  after: {
    readonly move: OrderMove;
    readonly to: PlacedOrder['state'];
    readonly holdExpiresAt: Date | null;
  },
  { actor, reason }: MoveReason,
  at: Date,
): Promise<PlacedOrder> {
  const { move, to, holdExpiresAt } = after;
  await trx
    .updateTable('customer_order')
    .set({ state: to, hold_expires_at: holdExpiresAt, updated_at: at })
    .where('id', '=', order.id)
    .execute();
  await addEvent(trx, { orderId: order.id, move, from: order.state, to, actor, reason, at });
  return { ...order, state: to, holdExpiresAt, updatedAt: at };
}

type Effect = (trx: ShopTransaction, order: PlacedOrder, at: Date) => Promise<void>;

/** Rows are taken in one order everywhere (order, cart, stock), so that moves do not wait for each other in a circle. */
const effects: Readonly<Record<Exclude<OrderMove, 'hold-again'>, Effect>> = {
  async pay(trx, order, at) {
    if (order.holdExpiresAt === null)
      throw new Error(`Order ${order.number} cannot be paid: nothing is held for it.`);
    await markCartOrdered(trx, order.cartId);
    await sellHeld(trx, await readOrderLines(trx, order.id), order.number);
    await enqueue(trx, confirmationMail(order, at));
  },
  'end-hold': releaseIfHeld,
  async cancel(trx, order) {
    await reopenCart(trx, order.cartId);
    await releaseIfHeld(trx, order);
  },
  async fulfil() {
    // The pieces left the count when they were paid for.
  },
  async refund(trx, order) {
    // What has left the house comes back, if at all, as a return of its own.
    if (order.state === 'paid') await returnSold(trx, await readOrderLines(trx, order.id), order.number);
  },
};

async function releaseIfHeld(trx: ShopTransaction, order: PlacedOrder): Promise<void> {
  if (order.holdExpiresAt === null) return;
  await releaseHold(trx, await readOrderLines(trx, order.id), order.number);
}
