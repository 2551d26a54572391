export { checkHealth, type DatabaseHealth } from './check-health.ts';
export { createDatabase, type Database, type DatabaseState, type TransactionOptions } from './database.ts';
export { CommitOutcomeUnknown, DatabaseUnavailable, isDuplicateKey, isConnectionLoss } from './errors.ts';
export { parseJsonColumn } from './json-column.ts';
export { migrate, MigrationError } from './migrate.ts';
export { boundsForLongWork, type DatabaseEvent, type DatabaseOptions } from './options.ts';
export type { PoolState } from './pool-state.ts';
export type { WaitState } from './waits.ts';
