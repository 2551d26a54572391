import { sql } from 'kysely';
import type { Queries, ShopTransaction } from '../database/index.ts';

export type CartState = 'open' | 'ordering' | 'ordered';

/** A line as it is kept: what was put in, and the price the shopper last saw. */
export interface StoredLine {
  readonly variantId: number;
  /** As wanted; fewer may be left by now. */
  readonly quantity: number;
  readonly seenCents: number;
  readonly seenPriceVersion: number;
}

/** A cart as it is kept, its lines in the order in which they were added. */
export interface StoredCart {
  readonly id: string;
  /** ISO 4217. */
  readonly currency: string;
  /** 'ordering' while an order made of it waits for its payment, 'ordered' once that is paid. */
  readonly state: CartState;
  /** Counts the orders that it was tried for; see orders' placementKey. */
  readonly generation: number;
  readonly lines: readonly StoredLine[];
}

/** The cart with this id, or null. */
export async function findCart(queries: Queries, id: string): Promise<StoredCart | null> {
  const cart = await queries
    .selectFrom('cart')
    .select(['id', 'currency', 'state', 'generation'])
    .where('id', '=', id)
    .executeTakeFirst();
  return cart ? withLines(queries, cart) : null;
}

/** The cart with this id, kept from everyone else until the transaction ends. */
export async function lockCart(trx: ShopTransaction, id: string): Promise<StoredCart | null> {
  const cart = await trx
    .selectFrom('cart')
    .select(['id', 'currency', 'state', 'generation'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return cart ? withLines(trx, cart) : null;
}

async function withLines(
  queries: Queries,
  cart: { id: string; currency: string; state: CartState; generation: number },
): Promise<StoredCart> {
  const rows = await queries
    .selectFrom('cart_line')
    .select(['variant_id', 'quantity', 'seen_cents', 'seen_price_version'])
    .where('cart_id', '=', cart.id)
    .orderBy('added_at')
    .orderBy('variant_id')
    .execute();
  return {
    ...cart,
    lines: rows.map((row) => ({
      variantId: row.variant_id,
      quantity: row.quantity,
      seenCents: row.seen_cents,
      seenPriceVersion: row.seen_price_version,
    })),
  };
}

/** Makes an empty cart under a fresh id; once, however often the transaction is repeated. */
export async function insertCart(trx: ShopTransaction, id: string, currency: string): Promise<void> {
  await trx.insertInto('cart').ignore().values({ id, currency }).execute();
}

/** Puts a line in or writes it anew; it keeps its place among the others. */
export async function putLine(trx: ShopTransaction, cartId: string, line: StoredLine): Promise<void> {
  const values = {
    quantity: line.quantity,
    seen_cents: line.seenCents,
    seen_price_version: line.seenPriceVersion,
  };
  await trx
    .insertInto('cart_line')
    .values({ cart_id: cartId, variant_id: line.variantId, ...values })
    .onDuplicateKeyUpdate(values)
    .execute();
  await touch(trx, cartId);
}

export async function removeLine(trx: ShopTransaction, cartId: string, variantId: number): Promise<void> {
  await trx
    .deleteFrom('cart_line')
    .where('cart_id', '=', cartId)
    .where('variant_id', '=', variantId)
    .execute();
  await touch(trx, cartId);
}

async function touch(trx: ShopTransaction, cartId: string): Promise<void> {
  await trx
    .updateTable('cart')
    .set({ updated_at: sql`CURRENT_TIMESTAMP(3)` })
    .where('id', '=', cartId)
    .execute();
}

/** An order was made of the cart and waits for its payment. In the order's transaction, after lockCart. */
export async function markCartOrdering(trx: ShopTransaction, cartId: string): Promise<void> {
  await setState(trx, cartId, 'ordering');
}

/** The order is paid: the cart has done its work. */
export async function markCartOrdered(trx: ShopTransaction, cartId: string): Promise<void> {
  await setState(trx, cartId, 'ordered');
}

async function setState(trx: ShopTransaction, cartId: string, state: CartState): Promise<void> {
  await trx.updateTable('cart').set({ state }).where('id', '=', cartId).execute();
}

/** The order was cancelled: the cart is the shopper's again, and the next order of it has a key of its own. */
export async function reopenCart(trx: ShopTransaction, cartId: string): Promise<void> {
  await trx
    .updateTable('cart')
    .set((cart) => ({ state: 'open' as const, generation: cart('generation', '+', 1) }))
    .where('id', '=', cartId)
    .where('state', '=', 'ordering')
    .execute();
}

/**
 * Removes carts that nobody touched since `before`, at most `most` of them; those that wait for a payment stay.
 * @returns how many went
 */
export async function sweepIdleCarts(queries: Queries, before: Date, most: number): Promise<number> {
  const { numDeletedRows } = await queries
    .deleteFrom('cart')
    .where('updated_at', '<', before)
    .where('state', '!=', 'ordering')
    .limit(most)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
