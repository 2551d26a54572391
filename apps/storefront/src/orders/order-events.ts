import type { Queries, ShopTransaction } from '../database/index.ts';
import type { OrderMove } from './moves.ts';
import type { OrderState } from './tables.ts';

export interface OrderEvent {
  readonly move: OrderMove | 'place';
  /** Null for the placing, before which there was nothing. */
  readonly from: OrderState | null;
  readonly to: OrderState;
  /** Who: 'shopper', 'payments', 'hold-expiry', or a person of the shop. */
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

/** Adds to an order's history, in the transaction that makes the move. */
export async function addEvent(
  trx: ShopTransaction,
  { orderId, move, from, to, actor, reason, at }: OrderEvent & { readonly orderId: number },
): Promise<void> {
  await trx
    .insertInto('order_event')
    .values({ order_id: orderId, move, from_state: from, to_state: to, actor, reason, created_at: at })
    .execute();
}

/** An order's history, oldest first. */
export async function readOrderEvents(queries: Queries, orderId: number): Promise<readonly OrderEvent[]> {
  const rows = await queries
    .selectFrom('order_event')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    move: row.move as OrderEvent['move'],
    from: row.from_state,
    to: row.to_state,
    actor: row.actor,
    reason: row.reason,
    at: row.created_at,
  }));
}
