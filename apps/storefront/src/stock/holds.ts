import { sql } from 'kysely';
import { recordVariantChanges } from '../catalogue/index.ts';
import type { ShopTransaction } from '../database/index.ts';
import { readAvailability } from './availability.ts';
import { addMovements, type Movement } from './ledger.ts';
import { sumPerVariant, type StockLine } from './lines.ts';

export interface Shortage {
  readonly variantId: number;
  readonly wanted: number;
  readonly available: number;
}

export type HoldResult =
  { readonly held: true } | { readonly held: false; readonly shortages: readonly Shortage[] };

/**
 * Promises pieces to an order: all of them or none. One conditional UPDATE per variant decides; whoever commits first has
 * the last bottle and everyone after is told what is missing. When something is, the transaction is as it was before the
 * call and may go on.
 * @param reference names the order in the ledger, at most 80 characters
 */
export async function holdStock(
  trx: ShopTransaction,
  lines: readonly StockLine[],
  reference: string,
): Promise<HoldResult> {
  const wanted = sumPerVariant(lines);
  await sql`SAVEPOINT hold_stock`.execute(trx);
  const short: StockLine[] = [];
  for (const line of wanted) {
    const { numUpdatedRows } = await trx
      .updateTable('stock')
      .set((eb) => ({ held: eb('held', '+', line.quantity) }))
      .where('variant_id', '=', line.variantId)
      .where((eb) => eb(eb('on_hand', '-', eb.ref('held')), '>=', line.quantity))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) short.push(line);
  }
  if (short.length > 0) {
    await sql`ROLLBACK TO SAVEPOINT hold_stock`.execute(trx);
    const available = await readAvailability(
      trx,
      short.map(({ variantId }) => variantId),
    );
    return {
      held: false,
      shortages: short.map(({ variantId, quantity }) => ({
        variantId,
        wanted: quantity,
        available: available.get(variantId) ?? 0,
      })),
    };
  }
  await note(
    trx,
    wanted.map(({ variantId, quantity }) => ({
      variantId,
      reason: 'hold',
      onHandChange: 0,
      heldChange: quantity,
    })),
    reference,
  );
  return { held: true };
}

/** Gives held pieces back to everybody. The caller's move of the order, under its row lock, makes this happen once. */
export async function releaseHold(
  trx: ShopTransaction,
  lines: readonly StockLine[],
  reference: string,
): Promise<void> {
  await change(trx, lines, reference, ({ variantId, quantity }) => ({
    variantId,
    reason: 'release',
    onHandChange: 0,
    heldChange: -quantity,
  }));
}

/** Held pieces are sold: they leave the count. The caller's move of the order, under its row lock, makes this happen once. */
export async function sellHeld(
  trx: ShopTransaction,
  lines: readonly StockLine[],
  reference: string,
): Promise<void> {
  await change(trx, lines, reference, ({ variantId, quantity }) => ({
    variantId,
    reason: 'sale',
    onHandChange: -quantity,
    heldChange: -quantity,
  }));
}

/** Sold pieces are back on the shelf: an order was paid back before it left the house. */
export async function returnSold(
  trx: ShopTransaction,
  lines: readonly StockLine[],
  reference: string,
): Promise<void> {
  await change(trx, lines, reference, ({ variantId, quantity }) => ({
    variantId,
    reason: 'return',
    onHandChange: quantity,
    heldChange: 0,
  }));
}

async function change(
  trx: ShopTransaction,
  lines: readonly StockLine[],
  reference: string,
  movementOf: (line: StockLine) => Movement,
): Promise<void> {
  const movements = sumPerVariant(lines).map(movementOf);
  for (const { variantId, onHandChange, heldChange } of movements) {
    // The table's CHECK refuses numbers below zero: a release without its hold fails the whole transaction.
    const { numUpdatedRows } = await trx
      .updateTable('stock')
      .set((eb) => ({ on_hand: eb('on_hand', '+', onHandChange), held: eb('held', '+', heldChange) }))
      .where('variant_id', '=', variantId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n)
      throw new Error(`Variant ${variantId} has no stock to change for ${reference}.`);
  }
  await note(trx, movements, reference);
}

async function note(trx: ShopTransaction, movements: readonly Movement[], reference: string): Promise<void> {
  await addMovements(trx, movements, reference);
  await recordVariantChanges(
    trx,
    movements.map(({ variantId }) => variantId),
  );
}
