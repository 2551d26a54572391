import { describeVariants, type VariantDescription } from '../catalogue/index.ts';
import type { ShopDatabase } from '../database/index.ts';
import { readCurrentPrices, type CurrentPrice } from '../pricing/index.ts';
import { readAvailability } from '../stock/index.ts';
import { newCartId } from './cart-cookie.ts';
import { mostLines, mostPieces } from './limits.ts';
import { insertCart, lockCart, putLine, removeLine, type StoredCart } from './stored-cart.ts';

export interface CartChangeDependencies {
  readonly database: ShopDatabase;
  /** ISO 4217. */
  readonly currency: string;
  readonly now: () => Date;
}

export type Addition =
  | {
      readonly outcome: 'added';
      readonly cartId: string;
      readonly description: VariantDescription;
      readonly price: CurrentPrice;
      /** Pieces that were added now. */
      readonly added: number;
      /** Why that is less than was asked for. */
      readonly short: 'few-left' | 'most-pieces' | null;
      /** Pieces of it that are in the cart now. */
      readonly inCart: number;
    }
  | {
      readonly outcome: 'refused';
      readonly reason: 'unknown' | 'not-sold' | 'sold-out' | 'all-in-cart' | 'most-pieces' | 'most-lines';
    }
  /** An order made of this cart waits for its payment: that comes first. */
  | { readonly outcome: 'ordering' };

/**
 * Adds pieces of a variant to a cart, to a new one where there is none yet or the old one is ordered. What cannot be had
 * is not put in.
 */
export async function addToCart(
  { database, currency, now }: CartChangeDependencies,
  { cartId, variantId, quantity }: { cartId: string | undefined; variantId: number; quantity: number },
): Promise<Addition> {
  const freshId = newCartId();
  return database.transaction(async (trx): Promise<Addition> => {
    const description = (await describeVariants(trx, [variantId])).get(variantId);
    if (!description) return { outcome: 'refused', reason: 'unknown' };
    const price = (await readCurrentPrices(trx, [variantId], currency, now())).get(variantId);
    if (!description.sellable || !price) return { outcome: 'refused', reason: 'not-sold' };
    const available = (await readAvailability(trx, [variantId])).get(variantId) ?? 0;
    if (available === 0) return { outcome: 'refused', reason: 'sold-out' };

    const kept = cartId === undefined ? null : await lockCart(trx, cartId);
    if (kept?.state === 'ordering') return { outcome: 'ordering' };
    const cart = kept?.state === 'open' ? kept : emptyCart(freshId, currency);
    const before = cart.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
    if (before === 0 && cart.lines.length >= mostLines) return { outcome: 'refused', reason: 'most-lines' };
    const inCart = Math.min(before + quantity, mostPieces, Math.max(available, before));
    if (inCart <= before)
      return { outcome: 'refused', reason: before >= mostPieces ? 'most-pieces' : 'all-in-cart' };

    if (cart.id === freshId) await insertCart(trx, freshId, currency);
    await putLine(trx, cart.id, {
      variantId,
      quantity: inCart,
      seenCents: price.cents,
      seenPriceVersion: price.version,
    });
    return {
      outcome: 'added',
      cartId: cart.id,
      description,
      price,
      added: inCart - before,
      short: before + quantity === inCart ? null : inCart === mostPieces ? 'most-pieces' : 'few-left',
      inCart,
    };
  });
}

/** `missing`: the line is gone meanwhile, from another tab. */
export type LineChange = 'changed' | 'removed' | 'missing' | 'ordering';

/** Sets how many pieces of a line are wanted; 0 removes it. The price of the moment counts as seen. */
export async function setQuantity(
  { database, currency, now }: CartChangeDependencies,
  { cartId, variantId, quantity }: { cartId: string; variantId: number; quantity: number },
): Promise<LineChange> {
  return database.transaction(async (trx): Promise<LineChange> => {
    const cart = await lockCart(trx, cartId);
    if (cart?.state === 'ordering') return 'ordering';
    const line = cart?.lines.find((one) => one.variantId === variantId);
    if (cart?.state !== 'open' || !line) return 'missing';
    if (quantity === 0) {
      await removeLine(trx, cartId, variantId);
      return 'removed';
    }
    const price = (await readCurrentPrices(trx, [variantId], currency, now())).get(variantId);
    await putLine(trx, cartId, {
      variantId,
      quantity: Math.min(quantity, mostPieces),
      seenCents: price?.cents ?? line.seenCents,
      seenPriceVersion: price?.version ?? line.seenPriceVersion,
    });
    return 'changed';
  });
}

/** The shopper has seen what changed: prices of the moment count as seen, quantities become what can be had. */
export async function acknowledgeChanges(
  { database, currency, now }: CartChangeDependencies,
  cartId: string,
): Promise<void> {
  await database.transaction(async (trx) => {
    const cart = await lockCart(trx, cartId);
    if (cart?.state !== 'open') return;
    const ids = cart.lines.map(({ variantId }) => variantId);
    const prices = await readCurrentPrices(trx, ids, currency, now());
    const available = await readAvailability(trx, ids);
    for (const line of cart.lines) {
      const price = prices.get(line.variantId);
      const left = available.get(line.variantId) ?? 0;
      const quantity = left > 0 ? Math.min(line.quantity, left) : line.quantity;
      if (!price || (price.cents === line.seenCents && quantity === line.quantity)) continue;
      await putLine(trx, cartId, {
        variantId: line.variantId,
        quantity,
        seenCents: price.cents,
        seenPriceVersion: price.version,
      });
    }
  });
}

function emptyCart(id: string, currency: string): StoredCart {
  return { id, currency, state: 'open', generation: 1, lines: [] };
}
