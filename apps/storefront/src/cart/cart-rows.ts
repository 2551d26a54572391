import { randomBytes } from 'node:crypto';
import type { Queries, ShopTransaction } from '../database/index.ts';
import type { StoredCart, StoredLine } from './model.ts';

const cartColumns = ['id', 'currency', 'state', 'generation', 'delivery_country'] as const;

/** 128 random bits in 22 characters. */
export function newCartId(): string {
  return randomBytes(16).toString('base64url');
}

/** The cart as it is kept, or null. */
export async function findStoredCart(queries: Queries, id: string): Promise<StoredCart | null> {
  const row = await queries.selectFrom('cart').select(cartColumns).where('id', '=', id).executeTakeFirst();
  return row ? withLines(queries, row) : null;
}

/** The cart as it is kept, its row locked until the transaction ends; null when there is none. */
export async function lockCart(trx: ShopTransaction, id: string): Promise<StoredCart | null> {
  const row = await trx
    .selectFrom('cart')
    .select(cartColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? withLines(trx, row) : null;
}

/** Makes an empty cart. */
export async function insertCart(
  trx: ShopTransaction,
  id: string,
  currency: string,
  at: Date,
): Promise<void> {
  await trx.insertInto('cart').values({ id, currency, created_at: at, updated_at: at }).execute();
}

/** Puts a line in or gives it another quantity; the price that was seen stays with a line that is there already. */
export async function writeLine(
  trx: ShopTransaction,
  cartId: string,
  line: {
    readonly variantId: number;
    readonly quantity: number;
    readonly cents: number;
    readonly version: number;
  },
  at: Date,
): Promise<void> {
  await trx
    .insertInto('cart_line')
    .values({
      cart_id: cartId,
      variant_id: line.variantId,
      quantity: line.quantity,
      seen_cents: line.cents,
      seen_price_version: line.version,
      added_at: at,
    })
    .onDuplicateKeyUpdate({ quantity: line.quantity })
    .execute();
}

/** Takes a line out; a line that is not there is out already. */
export async function deleteLine(trx: ShopTransaction, cartId: string, variantId: number): Promise<void> {
  await trx
    .deleteFrom('cart_line')
    .where('cart_id', '=', cartId)
    .where('variant_id', '=', variantId)
    .execute();
}

/** Starts the cart's time of keeping anew. */
export async function touchCart(trx: ShopTransaction, id: string, at: Date): Promise<void> {
  await trx.updateTable('cart').set({ updated_at: at }).where('id', '=', id).execute();
}

/** How many pieces are in a cart; 0 for one that was ordered or is not there. */
export async function countPieces(queries: Queries, id: string): Promise<number> {
  const rows = await queries
    .selectFrom('cart')
    .innerJoin('cart_line', 'cart_line.cart_id', 'cart.id')
    .select('cart_line.quantity')
    .where('cart.id', '=', id)
    .where('cart.state', '!=', 'ordered')
    .execute();
  return rows.reduce((sum, { quantity }) => sum + quantity, 0);
}

interface CartRow extends Omit<StoredCart, 'lines' | 'deliveryCountry'> {
  readonly delivery_country: string | null;
}

async function withLines(queries: Queries, { delivery_country, ...cart }: CartRow): Promise<StoredCart> {
  const rows = await queries
    .selectFrom('cart_line')
    .select(['variant_id', 'quantity', 'seen_cents'])
    .where('cart_id', '=', cart.id)
    .orderBy('added_at')
    .orderBy('variant_id')
    .execute();
  const lines = rows.map((row): StoredLine => ({
    variantId: row.variant_id,
    wanted: row.quantity,
    seenCents: row.seen_cents,
  }));
  return { ...cart, deliveryCountry: delivery_country, lines };
}
