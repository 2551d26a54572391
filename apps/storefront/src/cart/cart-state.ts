import type { ShopTransaction } from '../database/index.ts';
import { lockCart } from './cart-rows.ts';
import { priceCart } from './price-cart.ts';
import type { Cart } from './model.ts';

/**
 * The cart with today's prices and stock, its row locked until the transaction ends: whoever places it as an order does so
 * alone. Null when there is none.
 */
export async function lockCartForOrder(trx: ShopTransaction, id: string, at: Date): Promise<Cart | null> {
  const stored = await lockCart(trx, id);
  return stored && priceCart(trx, stored, at);
}

/** An order was made of the cart and waits for its payment; the cart cannot be changed meanwhile. */
export async function markCartOrdering(trx: ShopTransaction, id: string): Promise<void> {
  await trx
    .updateTable('cart')
    .set({ state: 'ordering' })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
}

/** The order that was made of the cart is paid: the shopper's next cart is a new one. */
export async function markCartOrdered(trx: ShopTransaction, id: string): Promise<void> {
  await trx.updateTable('cart').set({ state: 'ordered' }).where('id', '=', id).execute();
}

/**
 * The order that was made of the cart is cancelled: the cart is the shopper's again, under a new generation, so that its
 * next order is another one. A cart whose order was paid stays as it is.
 */
export async function reopenCart(trx: ShopTransaction, id: string): Promise<void> {
  await trx
    .updateTable('cart')
    .set(({ eb }) => ({ state: 'open', generation: eb('generation', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'ordering')
    .execute();
}

/** Keeps where the cart is to be delivered. */
export async function setDeliveryCountry(trx: ShopTransaction, id: string, country: string): Promise<void> {
  await trx.updateTable('cart').set({ delivery_country: country }).where('id', '=', id).execute();
}
