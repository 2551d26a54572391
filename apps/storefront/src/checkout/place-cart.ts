import { lockCartForOrder, markCartOrdering, type Cart } from '../cart/index.ts';
import type { ShopTransaction } from '../database/index.ts';
import { findOrderByPlacementKey, placementKey, placeOrder, type PlacedOrder } from '../orders/index.ts';
import { readCheckout } from './checkout-rows.ts';
import type { CheckoutDependencies } from './dependencies.ts';
import { newOrderOf } from './new-order.ts';
import { progressOf, type Progress, type Review } from './progress.ts';
import { differences, type Shown } from './shown.ts';

export type Placing =
  /** The order stands, from this post or from one before it. */
  | { readonly outcome: 'ordered'; readonly order: PlacedOrder }
  /** Something is not as the page showed it: nothing was placed, and these sentences say what changed. */
  | { readonly outcome: 'changed'; readonly review: Review; readonly changes: readonly string[] }
  /** A step before is missing something: nothing was placed. */
  | { readonly outcome: 'incomplete'; readonly step: Progress['step'] };

/**
 * Makes an order of a cart, once: the cart's row is locked, so posts of two tabs come one after the other and the second
 * finds the first one's order. Prices, stock and totals are read anew under that lock, and the order is made only of what
 * the shopper was shown.
 * @param shown what the page showed; null when it sent nothing that a page of ours has made
 */
export async function placeCart(
  deps: CheckoutDependencies,
  cartId: string,
  shown: Shown | null,
): Promise<Placing> {
  const made = { isNew: false };
  const placing = await deps.database.transaction((trx) => place(trx, { ...deps, made }, cartId, shown), {
    repeatable: true,
  });
  if (made.isNew) deps.metrics?.count('OrdersPlaced');
  return placing;
}

async function place(
  trx: ShopTransaction,
  { config, now, made }: CheckoutDependencies & { readonly made: { isNew: boolean } },
  cartId: string,
  shown: Shown | null,
): Promise<Placing> {
  const at = now();
  const cart = await lockCartForOrder(trx, cartId, at);
  if (!cart) return { outcome: 'incomplete', step: 'cart' };
  if (cart.state !== 'open') return orderOf(trx, cart);
  const checkout = await readCheckout(trx, cartId);
  const progress = progressOf(cart, checkout, at);
  if (progress.step !== 'review') return { outcome: 'incomplete', step: progress.step };
  const { review } = progress;
  const changes = differences(shown, review, config.cookieSecret);
  if (changes.length > 0) return { outcome: 'changed', review, changes };
  const placement = await placeOrder(trx, newOrderOf(review, config.holdMinutes), at);
  if (placement.outcome !== 'short') {
    if (placement.outcome === 'placed') made.isNew = true;
    await markCartOrdering(trx, cartId);
    return { outcome: 'ordered', order: placement.order };
  }
  // Another order was committed between the look at the stock and the hold: it can be seen now.
  const later = progressOf(await lockCartForOrder(trx, cartId, at), checkout, at);
  if (later.step !== 'review') return { outcome: 'incomplete', step: later.step };
  const since = differences(shown, later.review, config.cookieSecret);
  return {
    outcome: 'changed',
    review: later.review,
    changes:
      since.length > 0 ? since : ['The stock of an item changed at this very moment. Please send it again.'],
  };
}

async function orderOf(trx: ShopTransaction, cart: Cart): Promise<Placing> {
  const order = await findOrderByPlacementKey(trx, placementKey(cart.id, cart.generation));
  return order ? { outcome: 'ordered', order } : { outcome: 'incomplete', step: 'cart' };
}
