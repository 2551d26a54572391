import { randomBytes } from 'node:crypto';
import { createDatabase, migrate } from '@perfume/db-client';
import { sql } from 'kysely';
import { migrationsFolder, type ShopDatabase, type ShopTables } from '../../src/database/index.ts';

export interface TestDatabase {
  readonly database: ShopDatabase;
  /** mysql://… of this database, for processes that a test starts. */
  readonly url: string;
  /** Closes the connections and removes the database. */
  close(): Promise<void>;
}

/**
 * A database of its own on the real MariaDB of the test run, with every migration applied.
 * @param poolSize connections at most; tests of contention want many
 * @throws when TEST_MARIADB_URL, which the test run's global setup provides, is not set
 */
export async function createTestDatabase({ poolSize = 10 } = {}): Promise<TestDatabase> {
  const server = process.env.TEST_MARIADB_URL;
  if (!server)
    throw new Error('TEST_MARIADB_URL is not set: run the tests through vitest, which starts MariaDB.');
  const name = `perfume_test_${randomBytes(8).toString('hex')}`;
  const admin = createDatabase<object>({ url: atDatabase(server, 'mysql'), poolSize: 1 });
  await sql`CREATE DATABASE ${sql.id(name)} CHARACTER SET utf8mb4`.execute(admin.query);
  const url = atDatabase(server, name);
  const database = createDatabase<ShopTables>({
    url,
    poolSize,
    queueLimit: 1_000,
    acquireTimeoutMs: 20_000,
    queryTimeoutMs: 20_000,
  });
  await migrate(database, migrationsFolder);
  return {
    database,
    url,
    async close() {
      await database.close();
      await sql`DROP DATABASE ${sql.id(name)}`.execute(admin.query);
      await admin.close();
    },
  };
}

function atDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
