import type { Generated } from 'kysely';

/** Tables that only the stock ledger reads and writes. */
export interface StockTables {
  stock: { variant_id: number; on_hand: Generated<number>; held: Generated<number> };
  stock_movement: {
    id: Generated<number>;
    variant_id: number;
    reason: 'receipt' | 'adjustment' | 'hold' | 'release' | 'sale' | 'return';
    on_hand_change: number;
    held_change: number;
    reference: string;
    created_at: Generated<Date>;
  };
}
