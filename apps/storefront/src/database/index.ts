import type { Database } from '@perfume/db-client';
import type { Kysely, Transaction } from 'kysely';
import type { ShopTables } from './tables.ts';

export { migrationsFolder } from '../release-paths.ts';
export { amongIds } from './id-ranges.ts';
export type { ShopTables } from './tables.ts';

/** The shop's database: single statements through `query`, everything that belongs together through `transaction`. */
export type ShopDatabase = Database<ShopTables>;

/** What a read is given: the database itself or the transaction it runs in. */
export type Queries = Kysely<ShopTables>;

/** What a write is given that belongs to its caller's transaction. */
export type ShopTransaction = Transaction<ShopTables>;
