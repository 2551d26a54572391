import { createDatabase, DatabaseUnavailable, migrate, MigrationError } from '@perfume/db-client';
import { migrationsFolder } from '../database/index.ts';

/** An ALTER of a table of orders takes as long as it takes. In ms. */
const longestStatementMs = 60 * 60 * 1000;

/** Brings the tables of the database at DATABASE_URL up to date: node migrate.js */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new MigrationError(
      'DATABASE_URL is not set: where MariaDB answers, like mysql://user:password@127.0.0.1:3306/perfume',
    );
  const database = createDatabase<object>({
    url,
    poolSize: 2,
    tls: process.env.DATABASE_TLS === 'on',
    queryTimeoutMs: longestStatementMs,
  });
  try {
    const applied = await migrate(database, migrationsFolder);
    for (const name of applied) console.log(`Applied ${name}`);
    if (applied.length === 0) console.log('The tables are up to date.');
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  const expected = error instanceof MigrationError || error instanceof DatabaseUnavailable;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
