import { parseJsonColumn } from '@perfume/db-client';
import type { Selectable } from 'kysely';
import type { Address } from '../checkout/address.ts';
import type { Queries, ShopTransaction } from '../database/index.ts';
import { isRandomKey } from './keys.ts';
import type { Order, OrderLine, OrderShipping, OrderShippingTax, PlacedOrder } from './model.ts';
import type { OrderTables } from './tables.ts';

type OrderRow = Selectable<OrderTables['customer_order']>;

const placedColumns = [
  'id',
  'number',
  'access_token',
  'cart_id',
  'state',
  'total_cents',
  'currency',
  'hold_expires_at',
  'placed_at',
  'updated_at',
] as const satisfies readonly (keyof OrderRow)[];

/** The order that was placed under this key, or null. */
export async function findOrderByPlacementKey(queries: Queries, key: string): Promise<PlacedOrder | null> {
  const row = await queries
    .selectFrom('customer_order')
    .select(placedColumns)
    .where('placement_key', '=', key)
    .executeTakeFirst();
  return row ? placedOrder(row) : null;
}

/** The order whose page has this secret, or null; a text that cannot be a secret asks nothing. */
export async function findOrderByToken(queries: Queries, token: string): Promise<PlacedOrder | null> {
  if (!isRandomKey(token)) return null;
  const row = await queries
    .selectFrom('customer_order')
    .select(placedColumns)
    .where('access_token', '=', token)
    .executeTakeFirst();
  return row ? placedOrder(row) : null;
}

/** The order with this id, or null. */
export async function findOrderById(queries: Queries, id: number): Promise<PlacedOrder | null> {
  const row = await queries
    .selectFrom('customer_order')
    .select(placedColumns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? placedOrder(row) : null;
}

/** The order with this number, in its one form, with the address that it was placed with; null when there is none. */
export async function findOrderByNumber(
  queries: Queries,
  number: string,
): Promise<(PlacedOrder & { readonly email: string }) | null> {
  const row = await queries
    .selectFrom('customer_order')
    .select([...placedColumns, 'email'])
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? { ...placedOrder(row), email: row.email } : null;
}

/** A whole order; null when there is none with this id. */
export async function readOrder(queries: Queries, id: number): Promise<Order | null> {
  const row = await queries.selectFrom('customer_order').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  return {
    ...placedOrder(row),
    email: row.email,
    deliveryAddress: parseJsonColumn(row.delivery_address) as Address,
    shippingMethod: parseJsonColumn(row.shipping_method) as OrderShipping,
    shippingTax: parseJsonColumn(row.shipping_tax) as OrderShippingTax,
    lines: await readOrderLines(queries, id),
    goodsCents: row.goods_cents,
    shippingCents: row.shipping_cents,
    taxCents: row.tax_cents,
    taxIncluded: Boolean(row.tax_included),
    totalCents: row.total_cents,
  };
}

/** An order's lines in the order of its cart. */
export async function readOrderLines(queries: Queries, orderId: number): Promise<readonly OrderLine[]> {
  const rows = await queries
    .selectFrom('order_line')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    variantId: row.variant_id,
    sku: row.sku,
    brandName: row.brand_name,
    productName: row.product_name,
    variantLabel: row.variant_label,
    productPath: row.product_path,
    imageKey: row.image_key,
    quantity: row.quantity,
    unitCents: row.unit_cents,
    priceVersion: row.price_version,
    lineCents: row.line_cents,
    taxName: row.tax_name,
    taxRateBasisPoints: row.tax_rate_basis_points,
    taxCents: row.tax_cents,
  }));
}

/**
 * The order, locked until the transaction ends: whoever wants to pay, cancel or settle it waits here.
 * @param skipLocked answer null instead of waiting when someone else has it
 */
export async function lockOrder(
  trx: ShopTransaction,
  id: number,
  { skipLocked = false } = {},
): Promise<PlacedOrder | null> {
  const locked = trx.selectFrom('customer_order').select(placedColumns).where('id', '=', id).forUpdate();
  const row = await (skipLocked ? locked.skipLocked() : locked).executeTakeFirst();
  return row ? placedOrder(row) : null;
}

/** Unpaid orders whose hold is over, longest first; from behind `after` on. */
export async function readExpiredHolds(
  queries: Queries,
  at: Date,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly id: number; readonly holdExpiresAt: Date }[]> {
  const rows = await queries
    .selectFrom('customer_order')
    .select(['id', 'hold_expires_at'])
    .where('state', '=', 'awaiting-payment')
    .where('hold_expires_at', '<=', at)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, holdExpiresAt: row.hold_expires_at! }));
}

/** Orders that changed since then, by id from behind `after` on; what a comparison of the books needs of them. */
export async function readOrdersChangedSince(
  queries: Queries,
  since: Date,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly PlacedOrder[]> {
  const rows = await queries
    .selectFrom('customer_order')
    .select(placedColumns)
    .where('updated_at', '>=', since)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(placedOrder);
}

export function placedOrder(row: Pick<OrderRow, (typeof placedColumns)[number]>): PlacedOrder {
  return {
    id: row.id,
    number: row.number,
    accessToken: row.access_token,
    cartId: row.cart_id,
    state: row.state,
    totalCents: row.total_cents,
    currency: row.currency,
    holdExpiresAt: row.hold_expires_at,
    placedAt: row.placed_at,
    updatedAt: row.updated_at,
    path: `/orders/${row.access_token}`,
  };
}
