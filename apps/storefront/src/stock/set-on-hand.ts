import { sql } from 'kysely';
import { recordVariantChanges } from '../catalogue/index.ts';
import type { ShopTransaction } from '../database/index.ts';
import { addMovements, type Movement } from './ledger.ts';

export interface StockCount {
  readonly variantId: number;
  /** Pieces in the warehouse, counted; 0 or more. */
  readonly onHand: number;
}

/** Rows of one statement: large enough for an import, small enough for the largest packet. */
const rowsPerStatement = 1_000;

/**
 * Sets how many pieces are in the warehouse, as an import or a count found them. Each difference becomes a movement, so the
 * ledger stays the whole story; what is equal already stays untouched. Pieces promised to orders are there until they are
 * sold: a count below them is raised to them. A variant named twice counts with its last row.
 * @param reference the import or person behind it, at most 80 characters
 * @returns ids of the variants whose number changed
 * @throws RangeError when a count is negative or no whole number
 */
export async function setOnHand(
  trx: ShopTransaction,
  counts: readonly StockCount[],
  reference: string,
): Promise<readonly number[]> {
  const wanted = new Map<number, number>();
  for (const { variantId, onHand } of counts) {
    if (!Number.isSafeInteger(onHand) || onHand < 0)
      throw new RangeError(`Stock of variant ${variantId} must be a whole number from 0, not ${onHand}.`);
    wanted.set(variantId, onHand);
  }
  const ids = [...wanted.keys()].sort((a, b) => a - b);
  const changed: number[] = [];
  for (let from = 0; from < ids.length; from += rowsPerStatement) {
    changed.push(...(await setSome(trx, ids.slice(from, from + rowsPerStatement), wanted, reference)));
  }
  if (changed.length > 0) await recordVariantChanges(trx, changed);
  return changed;
}

async function setSome(
  trx: ShopTransaction,
  ids: readonly number[],
  wanted: ReadonlyMap<number, number>,
  reference: string,
): Promise<readonly number[]> {
  const known = new Set((await readRows(trx, ids).execute()).map((row) => row.variant_id));
  const missing = ids.filter((id) => !known.has(id) && wanted.get(id) !== 0);
  if (missing.length > 0) {
    // Rows are made before they are locked and read: two imports of one new variant must not both count from nothing.
    await trx
      .insertInto('stock')
      .values(missing.map((variantId) => ({ variant_id: variantId })))
      .onDuplicateKeyUpdate((eb) => ({ on_hand: eb.ref('stock.on_hand') }))
      .execute();
  }
  const rows = await readRows(trx, ids).forUpdate().execute();
  const movements: Movement[] = [];
  const targets: { variant_id: number; on_hand: number }[] = [];
  for (const row of rows) {
    const target = Math.max(wanted.get(row.variant_id)!, row.held);
    if (target === row.on_hand) continue;
    targets.push({ variant_id: row.variant_id, on_hand: target });
    movements.push({
      variantId: row.variant_id,
      reason: known.has(row.variant_id) ? 'adjustment' : 'receipt',
      onHandChange: target - row.on_hand,
      heldChange: 0,
    });
  }
  if (movements.length === 0) return [];
  await trx
    .insertInto('stock')
    .values(targets)
    .onDuplicateKeyUpdate({ on_hand: sql<number>`VALUES(on_hand)` })
    .execute();
  await addMovements(trx, movements, reference);
  return movements.map(({ variantId }) => variantId);
}

/** In id order, the order in which everyone locks them. */
function readRows(trx: ShopTransaction, ids: readonly number[]) {
  return trx
    .selectFrom('stock')
    .select(['variant_id', 'on_hand', 'held'])
    .where('variant_id', 'in', ids)
    .orderBy('variant_id');
}
