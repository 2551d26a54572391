import type { ShopDatabase } from '../database/index.ts';
import { lockCart, touchCart } from './cart-rows.ts';
import type { Cart } from './model.ts';

/** A line as the page showed it. */
interface SeenLine {
  readonly variantId: number;
  readonly cents: number;
  readonly quantity: number;
}

/** What a page of the cart shows, to be sent back when the shopper takes note of it: "12:4999:2,…". */
export function seenText(cart: Cart): string {
  return cart.lines
    .filter(({ price }) => price !== null)
    .map(({ variant, price, quantity }) => `${variant.variantId}:${price?.cents}:${quantity}`)
    .join(',');
}

/** Reads `seenText` back; what is not of its form is left out. */
export function parseSeen(text: string): readonly SeenLine[] {
  return text.split(',').flatMap((part) => {
    const [, variantId, cents, quantity] = /^(\d{1,10}):(\d{1,9}):(\d{1,2})$/.exec(part) ?? [];
    if (variantId === undefined) return [];
    return [{ variantId: Number(variantId), cents: Number(cents), quantity: Number(quantity) }];
  });
}

/**
 * The shopper has taken note of what the page explained: those prices are the seen ones now, and a quantity that the page
 * had to reduce is what the cart wants. What changed after that page was drawn is explained by the next one.
 */
export async function takeNote(
  database: ShopDatabase,
  cartId: string,
  seen: readonly SeenLine[],
  at: Date,
): Promise<void> {
  await database.transaction(
    async (trx) => {
      const cart = await lockCart(trx, cartId);
      if (cart?.state !== 'open') return;
      for (const { variantId, cents, quantity } of seen) {
        const line = cart.lines.find((each) => each.variantId === variantId);
        if (!line) continue;
        await trx
          .updateTable('cart_line')
          .set({ seen_cents: cents, quantity: quantity > 0 ? Math.min(quantity, line.wanted) : line.wanted })
          .where('cart_id', '=', cartId)
          .where('variant_id', '=', variantId)
          .execute();
      }
      await touchCart(trx, cartId, at);
    },
    { repeatable: true },
  );
}
