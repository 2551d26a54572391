import { parseJsonColumn } from '@perfume/db-client';
import { setDeliveryCountry } from '../cart/index.ts';
import type { Queries, ShopDatabase } from '../database/index.ts';
import { zoneOf } from '../shipping/index.ts';
import { draftOf, type ContactDraft } from './contact.ts';

/** What a checkout knows so far: everything that was typed, right or wrong. */
export interface CheckoutState {
  readonly draft: ContactDraft;
  readonly shippingMethod: string | null;
}

/** What was typed for a cart so far; empty before the first step. */
export async function readCheckout(queries: Queries, cartId: string): Promise<CheckoutState> {
  const row = await queries
    .selectFrom('checkout')
    .select(['email', 'delivery_address', 'shipping_method'])
    .where('cart_id', '=', cartId)
    .executeTakeFirst();
  if (!row) return { draft: {}, shippingMethod: null };
  const address = row.delivery_address === null ? {} : (parseJsonColumn(row.delivery_address) as object);
  return {
    draft: draftOf({ ...address, ...(row.email !== null && { email: row.email }) }),
    shippingMethod: row.shipping_method,
  };
}

/** Keeps what was typed for contact and address; the cart shows delivery for the same country from now on. */
export async function saveDraft(
  database: ShopDatabase,
  cartId: string,
  draft: ContactDraft,
  at: Date,
): Promise<void> {
  const { email, ...address } = draft;
  const row = {
    email: email?.slice(0, 254) ?? null,
    delivery_address: JSON.stringify(address),
    updated_at: at,
  };
  await database.transaction(
    async (trx) => {
      await trx
        .insertInto('checkout')
        .values({ cart_id: cartId, ...row })
        .onDuplicateKeyUpdate(row)
        .execute();
      if (draft.country !== undefined && zoneOf(draft.country))
        await setDeliveryCountry(trx, cartId, draft.country);
    },
    { repeatable: true },
  );
}

/** Keeps the way of delivery that was chosen. */
export async function saveShippingMethod(
  database: ShopDatabase,
  cartId: string,
  code: string,
  at: Date,
): Promise<void> {
  const row = { shipping_method: code, updated_at: at };
  await database.query
    .insertInto('checkout')
    .values({ cart_id: cartId, ...row })
    .onDuplicateKeyUpdate(row)
    .execute();
}
