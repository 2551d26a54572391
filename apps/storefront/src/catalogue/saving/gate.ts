import { sql } from 'kysely';
import type { ShopTransaction } from '../../database/index.ts';

/**
 * Lets one transaction after the other save products. Names, spellings and slugs are looked up, then written: with one
 * writer at a time nothing can come between, and two imports of the same file end as one. Shoppers never wait for it.
 */
export async function enterCatalogueGate(trx: ShopTransaction): Promise<void> {
  await sql`INSERT INTO catalogue_gate (id) VALUES (1) ON DUPLICATE KEY UPDATE id = id`.execute(trx);
}
