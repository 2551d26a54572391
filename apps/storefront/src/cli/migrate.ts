import { createDatabase, DatabaseUnavailable, migrate, MigrationError } from '@perfume/db-client';
import { migrationsFolder } from '../database/index.ts';

/** An ALTER of a table of orders takes as long as it takes. In ms. */
const longestStatementMs = 60 * 60 * 1000;

const exampleUrl = 'mysql://user:password@127.0.0.1:3306/perfume';

/** Brings the tables of the database at DATABASE_URL up to date: node migrate.js */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new MigrationError(`DATABASE_URL is not set: where MariaDB answers, like ${exampleUrl}`);
  if (!URL.canParse(url) || !/^mysql:\/\/[^/]+\/./.test(url))
    throw new MigrationError(`DATABASE_URL must be a URL like ${exampleUrl}`);
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

/** What is wrong in one sentence or two, without the password; undefined when it is none of what can be expected. */
function inWords(error: unknown): string | undefined {
  if (error instanceof MigrationError) return error.message;
  if (!(error instanceof DatabaseUnavailable)) return undefined;
  const { hostname, port, pathname } = new URL(process.env.DATABASE_URL ?? exampleUrl);
  const where = `${pathname.slice(1)} at ${hostname}:${port || 3306}`;
  return `DATABASE_URL names the database ${where}, which cannot be used. ${error.message}`;
}

main().catch((error: unknown) => {
  console.error(inWords(error) ?? error);
  process.exitCode = 1;
});
