import { readCart, type CartState } from '../cart/index.ts';
import { findOrderByPlacementKey, placementKey, type PlacedOrder } from '../orders/index.ts';
import type { CheckoutDependencies } from './dependencies.ts';

/** The order that was made of a cart, while the cart is in one of these states; else null. */
export async function orderOfCart(
  { database, now }: Pick<CheckoutDependencies, 'database' | 'now'>,
  cartId: string | undefined,
  states: readonly Exclude<CartState, 'open'>[],
): Promise<PlacedOrder | null> {
  const cart = cartId === undefined ? null : await readCart(database.query, cartId, now());
  if (!cart || cart.state === 'open' || !states.includes(cart.state)) return null;
  return findOrderByPlacementKey(database.query, placementKey(cart.id, cart.generation));
}
