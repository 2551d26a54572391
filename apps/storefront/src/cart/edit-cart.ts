import { describeVariants } from '../catalogue/index.ts';
import type { ShopDatabase, ShopTransaction } from '../database/index.ts';
import { readCurrentPrices } from '../pricing/index.ts';
import { readAvailability } from '../stock/index.ts';
import type { CartNotice } from './cart-notice.ts';
import { deleteLine, insertCart, lockCart, newCartId, touchCart, writeLine } from './cart-rows.ts';
import { mostLines, mostPieces } from './limits.ts';

/** What became of a wish to change a cart. */
export type CartEdit =
  | {
      readonly outcome: 'done';
      readonly cartId: string;
      readonly notice: CartNotice;
      readonly change: number;
    }
  /** Nothing was changed; the notice says why. */
  | { readonly outcome: 'refused'; readonly notice: CartNotice }
  /** An order made of this cart waits for its payment; nothing was changed. */
  | { readonly outcome: 'ordering' }
  /** There is no such cart, or it was ordered. */
  | { readonly outcome: 'no-cart' };

export interface EditDependencies {
  readonly database: ShopDatabase;
  /** ISO 4217. */
  readonly currency: string;
  readonly now: () => Date;
}

interface Wish {
  readonly variantId: number;
  readonly quantity: number;
}

/**
 * Adds pieces to a cart, on top of those of the same variant that are in it; the first piece makes the cart, and an ordered
 * cart is followed by a new one. Adds to one cart happen one after the other.
 * @param quantity from 1
 */
export async function addToCart(
  deps: EditDependencies,
  cartId: string | undefined,
  wish: Wish,
): Promise<CartEdit> {
  const freshId = newCartId();
  return deps.database.transaction(async (trx) => {
    const at = deps.now();
    const found = cartId === undefined ? null : await lockCart(trx, cartId);
    if (found?.state === 'ordering') return { outcome: 'ordering' };
    const cart = found?.state === 'open' ? found : null;
    const { variantId } = wish;
    const before = cart?.lines.find((line) => line.variantId === variantId)?.wanted ?? 0;
    const offer = await offerOf(trx, deps, variantId, at);
    const refuse = (deed: CartNotice['deed']): CartEdit => ({
      outcome: 'refused',
      notice: { deed, variantId, quantity: before },
    });
    if (offer === undefined) return refuse('not-sold');
    if (offer.available === 0) return refuse('sold-out');
    if (before === 0 && cart && cart.lines.length >= mostLines) return refuse('full');
    const { quantity, deed } = within(before + wish.quantity, offer.available);
    const id = cart?.id ?? freshId;
    if (!cart) await insertCart(trx, id, deps.currency, at);
    await writeLine(trx, id, { variantId, quantity, cents: offer.cents, version: offer.version }, at);
    await touchCart(trx, id, at);
    const notice: CartNotice = { deed: deed ?? 'added', variantId, quantity };
    return { outcome: 'done', cartId: id, notice, change: quantity - before };
  });
}

/** Gives a line another quantity; 0 takes it out. */
export async function changeLine(deps: EditDependencies, cartId: string, wish: Wish): Promise<CartEdit> {
  return deps.database.transaction(async (trx) => {
    const at = deps.now();
    const cart = await lockCart(trx, cartId);
    if (!cart || cart.state === 'ordered') return { outcome: 'no-cart' };
    if (cart.state === 'ordering') return { outcome: 'ordering' };
    const { variantId } = wish;
    const before = cart.lines.find((line) => line.variantId === variantId)?.wanted ?? 0;
    if (wish.quantity === 0) {
      await deleteLine(trx, cartId, variantId);
      await touchCart(trx, cartId, at);
      const notice: CartNotice = { deed: 'removed', variantId, quantity: before };
      return { outcome: 'done', cartId, notice, change: -before };
    }
    const refuse = (deed: CartNotice['deed']): CartEdit => ({
      outcome: 'refused',
      notice: { deed, variantId, quantity: before },
    });
    // A line that another tab took out is not brought back by this one's old form.
    if (before === 0) return refuse('not-in-cart');
    const offer = await offerOf(trx, deps, variantId, at);
    if (offer === undefined) return refuse('not-sold');
    if (offer.available === 0) return refuse('sold-out');
    const kept = within(wish.quantity, offer.available);
    await writeLine(
      trx,
      cartId,
      { variantId, quantity: kept.quantity, cents: offer.cents, version: offer.version },
      at,
    );
    await touchCart(trx, cartId, at);
    const notice: CartNotice = { deed: kept.deed ?? 'changed', variantId, quantity: kept.quantity };
    return { outcome: 'done', cartId, notice, change: kept.quantity - before };
  });
}

/** As many as may be; `deed` names the limit that was met. */
function within(
  wanted: number,
  available: number,
): { readonly quantity: number; readonly deed: 'most-pieces' | 'few-left' | undefined } {
  const limit = Math.min(mostPieces, available);
  if (wanted <= limit) return { quantity: wanted, deed: undefined };
  return { quantity: limit, deed: available < mostPieces ? 'few-left' : 'most-pieces' };
}

interface Offer {
  readonly cents: number;
  readonly version: number;
  readonly available: number;
}

/** What a variant costs and how many there are; undefined when it is not sold. */
async function offerOf(
  trx: ShopTransaction,
  { currency }: EditDependencies,
  variantId: number,
  at: Date,
): Promise<Offer | undefined> {
  const variant = (await describeVariants(trx, [variantId])).get(variantId);
  if (!variant?.sellable) return undefined;
  const price = (await readCurrentPrices(trx, [variantId], currency, at)).get(variantId);
  if (!price) return undefined;
  const available = (await readAvailability(trx, [variantId])).get(variantId) ?? 0;
  return { cents: price.cents, version: price.version, available };
}
