import { sql } from 'kysely';
import type { Queries, ShopTransaction } from '../database/index.ts';
import type { StockTables } from './tables.ts';

export interface Movement {
  readonly variantId: number;
  readonly reason: StockTables['stock_movement']['reason'];
  readonly onHandChange: number;
  readonly heldChange: number;
}

/** Writes movements in the transaction that changes the numbers: neither stands without the other. */
export async function addMovements(
  trx: ShopTransaction,
  movements: readonly Movement[],
  reference: string,
): Promise<void> {
  await trx
    .insertInto('stock_movement')
    .values(
      movements.map((movement) => ({
        variant_id: movement.variantId,
        reason: movement.reason,
        on_hand_change: movement.onHandChange,
        held_change: movement.heldChange,
        reference,
      })),
    )
    .execute();
}

export interface LedgerMismatch {
  readonly variantId: number;
  /** What the numbers say. */
  readonly onHand: number;
  readonly held: number;
  /** What the movements add up to. */
  readonly onHandSum: number;
  readonly heldSum: number;
}

/** Variants whose numbers are not the sum of their movements; none in a healthy shop. One statement, one snapshot. */
export async function findLedgerMismatches(queries: Queries): Promise<readonly LedgerMismatch[]> {
  const { rows } = await sql<LedgerMismatch>`
    SELECT id.variant_id AS variantId,
           COALESCE(stock.on_hand, 0) AS onHand,
           COALESCE(stock.held, 0) AS held,
           COALESCE(ledger.on_hand_sum, 0) AS onHandSum,
           COALESCE(ledger.held_sum, 0) AS heldSum
    FROM (SELECT variant_id FROM stock UNION SELECT variant_id FROM stock_movement) AS id
    LEFT JOIN stock ON stock.variant_id = id.variant_id
    LEFT JOIN (
      SELECT variant_id,
             CAST(SUM(on_hand_change) AS SIGNED) AS on_hand_sum,
             CAST(SUM(held_change) AS SIGNED) AS held_sum
      FROM stock_movement GROUP BY variant_id
    ) AS ledger ON ledger.variant_id = id.variant_id
    WHERE COALESCE(stock.on_hand, 0) <> COALESCE(ledger.on_hand_sum, 0)
       OR COALESCE(stock.held, 0) <> COALESCE(ledger.held_sum, 0)
    ORDER BY id.variant_id`.execute(queries);
  return rows;
}
