import { readCart } from '../cart/index.ts';
import { readCheckout } from './checkout-rows.ts';
import type { CheckoutDependencies } from './dependencies.ts';
import { progressOf, type Progress } from './progress.ts';

/** How far the checkout of this cart has come now. */
export async function readProgress(
  { database, now }: Pick<CheckoutDependencies, 'database' | 'now'>,
  cartId: string | undefined,
): Promise<Progress> {
  if (cartId === undefined) return { step: 'cart' };
  const at = now();
  const [cart, checkout] = await Promise.all([
    readCart(database.query, cartId, at),
    readCheckout(database.query, cartId),
  ]);
  return progressOf(cart, checkout, at);
}
