import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { exitCodeOf, importProducts, type ImportOptions, type ReportLine } from '../../src/exchange/index.ts';
import { createTestDatabase } from './test-database.ts';

/** A Shopify export as a supplier sends it, with the mistakes that they make. */
export const shopifySample = fileURLToPath(
  new URL('../../src/exchange/samples/shopify-export.csv', import.meta.url),
);

export type CountedTable = 'product' | 'variant' | 'brand' | 'price' | 'price_history';

/** A shop of its own with an empty catalogue, and files to import into it. */
export async function openExchangeShop() {
  const folder = await mkdtemp(join(tmpdir(), 'perfume-exchange-'));
  const own = await createTestDatabase();
  const { database, url } = own;
  const now = () => new Date('2026-03-01T12:00:00Z');
  return {
    database,
    url,
    now,
    path: (name: string) => join(folder, name),
    async file(content: string | Uint8Array, name = 'products.csv'): Promise<string> {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    /** Imports a file; everything of it is applied unless the options say otherwise. */
    async run(file: string, options: Partial<ImportOptions> = {}) {
      const lines: ReportLine[] = [];
      const summary = await importProducts(
        { database, currency: 'USD', now },
        { file, apply: true, onReport: (found) => void lines.push(...found), ...options },
      );
      return { ...summary, lines, exitCode: exitCodeOf(summary) };
    },
    /** Checksums of every table. */
    async checksums(): Promise<Readonly<Record<string, unknown>>> {
      const tables = await sql<{ name: string }>`
        SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1`.execute(database.query);
      const sums: Record<string, unknown> = {};
      for (const { name } of tables.rows) {
        const result = await sql<{ Checksum: number }>`CHECKSUM TABLE ${sql.table(name)}`.execute(
          database.query,
        );
        sums[name] = result.rows[0]?.Checksum;
      }
      return sums;
    },
    async count(table: CountedTable): Promise<number> {
      const row = await database.query
        .selectFrom(table as 'product')
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },
    product: (name: string) =>
      database.query.selectFrom('product').selectAll().where('name', '=', name).executeTakeFirst(),
    async close() {
      await own.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type ExchangeShop = Awaited<ReturnType<typeof openExchangeShop>>;
