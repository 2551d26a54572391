export { readAvailability } from './availability.ts';
export { holdStock, releaseHold, returnSold, sellHeld, type HoldResult, type Shortage } from './holds.ts';
export { findLedgerMismatches, type LedgerMismatch } from './ledger.ts';
export type { StockLine } from './lines.ts';
export { setOnHand, type StockCount } from './set-on-hand.ts';
