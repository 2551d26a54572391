import type { ShopDatabase } from '../database/index.ts';
import { idleDays } from './limits.ts';

/** Carts removed in one statement: locks stay short. */
const cartsPerStatement = 500;

/**
 * Removes carts that nobody touched for 90 days, with what their checkouts hold. A cart whose order waits for its payment
 * stays.
 * @returns how many were removed; call again when it equals `limit`
 */
export async function sweepIdleCarts(
  database: ShopDatabase,
  at: Date,
  limit = cartsPerStatement,
): Promise<number> {
  const idleSince = new Date(at.getTime() - idleDays * 86_400_000);
  const { numDeletedRows } = await database.query
    .deleteFrom('cart')
    .where('updated_at', '<', idleSince)
    .where('state', '!=', 'ordering')
    .limit(limit)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
