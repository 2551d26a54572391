import { isDuplicateKey } from '@perfume/db-client';
import { sql, type Insertable } from 'kysely';
import type { ShopTransaction } from '../database/index.ts';
import { holdStock, type Shortage } from '../stock/index.ts';
import { newOrderNumber, randomKey } from './keys.ts';
import { assertTotals, type NewOrder, type PlacedOrder } from './model.ts';
import { addEvent } from './order-events.ts';
import { findOrderByPlacementKey, placedOrder } from './read-orders.ts';
import type { OrderTables } from './tables.ts';

export type Placement =
  | { readonly outcome: 'placed'; readonly order: PlacedOrder }
  /** The same placing came before, from a double click, a second tab or a retry: this is what it made. */
  | { readonly outcome: 'already-placed'; readonly order: PlacedOrder }
  /** Nothing was written; every variant that is short is named. */
  | { readonly outcome: 'short'; readonly shortages: readonly Shortage[] };

/** Numbers are random: two in a row that are taken already are beyond belief. */
const numberTries = 3;

/**
 * Makes an order and holds its stock, once per placement key, in the caller's transaction: both are there or neither.
 * After 'short' the transaction is as it was before the call.
 * @throws RangeError when the order's amounts do not add up
 */
export async function placeOrder(trx: ShopTransaction, order: NewOrder, at: Date): Promise<Placement> {
  assertTotals(order);
  const earlier = await findOrderByPlacementKey(trx, order.placementKey);
  if (earlier) return { outcome: 'already-placed', order: earlier };
  await sql`SAVEPOINT place_order`.execute(trx);
  const placed = await insertOrder(trx, order, at);
  if (placed === 'taken') {
    // The other one was committed while this one waited for the key: at READ COMMITTED it can be seen now.
    const other = await findOrderByPlacementKey(trx, order.placementKey);
    if (!other) throw new Error('The placement key was refused as taken, but no order has it.');
    return { outcome: 'already-placed', order: other };
  }
  const hold = await holdStock(trx, order.lines, placed.number);
  if (!hold.held) {
    await sql`ROLLBACK TO SAVEPOINT place_order`.execute(trx);
    return { outcome: 'short', shortages: hold.shortages };
  }
  return { outcome: 'placed', order: placed };
}

async function insertOrder(trx: ShopTransaction, order: NewOrder, at: Date): Promise<PlacedOrder | 'taken'> {
  const row = {
    access_token: randomKey(),
    placement_key: order.placementKey,
    cart_id: order.cartId,
    state: 'awaiting-payment' as const,
    currency: order.currency,
    goods_cents: order.goodsCents,
    shipping_cents: order.shippingCents,
    tax_cents: order.taxCents,
    tax_included: Number(order.taxIncluded),
    total_cents: order.totalCents,
    email: order.email,
    delivery_address: JSON.stringify(order.deliveryAddress),
    shipping_method: JSON.stringify(order.shippingMethod),
    shipping_tax: JSON.stringify(order.shippingTax),
    hold_expires_at: new Date(at.getTime() + order.holdMinutes * 60_000),
    placed_at: at,
    updated_at: at,
  };
  const inserted = await insertUnderFreeNumber(trx, row);
  if (inserted === 'taken') return inserted;
  const { id, number } = inserted;
  await trx
    .insertInto('order_line')
    .values(
      order.lines.map((line, position) => ({
        order_id: id,
        position,
        variant_id: line.variantId,
        sku: line.sku,
        brand_name: line.brandName,
        product_name: line.productName,
        variant_label: line.variantLabel,
        product_path: line.productPath,
        image_key: line.imageKey,
        quantity: line.quantity,
        unit_cents: line.unitCents,
        price_version: line.priceVersion,
        line_cents: line.lineCents,
        tax_name: line.taxName,
        tax_rate_basis_points: line.taxRateBasisPoints,
        tax_cents: line.taxCents,
      })),
    )
    .execute();
  await addEvent(trx, {
    orderId: id,
    move: 'place',
    from: null,
    to: 'awaiting-payment',
    actor: 'shopper',
    reason: 'placed at the checkout',
    at,
  });
  return placedOrder({ ...row, id, number });
}

async function insertUnderFreeNumber(
  trx: ShopTransaction,
  row: Omit<Insertable<OrderTables['customer_order']>, 'id' | 'number'>,
): Promise<{ id: number; number: string } | 'taken'> {
  for (let attempt = 1; ; attempt += 1) {
    const number = newOrderNumber();
    try {
      const { insertId } = await trx
        .insertInto('customer_order')
        .values({ ...row, number })
        .executeTakeFirstOrThrow();
      return { id: Number(insertId), number };
    } catch (error) {
      if (isDuplicateKey(error, 'customer_order_placement_key')) return 'taken';
      if (!isDuplicateKey(error, 'customer_order_number') || attempt >= numberTries) throw error;
    }
  }
}
