import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import { splitStatements } from './statements.ts';

/** A migration cannot be applied as it stands; the message says which one and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

interface Bookkeeping {
  schema_migration: { name: string; checksum: string; statements_done: number; finished: number };
}

/** How long a second process waits for the one that is migrating, in seconds. */
const lockWaitSeconds = 60;

/**
 * Applies the SQL files of a folder in the order of their names, each once. DDL cannot be rolled back, so every finished
 * statement is remembered: a run after a failure goes on with the statement that failed. Several processes may call this
 * at once; one works, the others wait. Give the database a query timeout that fits the longest ALTER.
 * @returns names of the files that were applied now
 * @throws MigrationError when a file that was applied has changed since, or a statement fails
 */
export async function migrate<Tables>(database: Database<Tables>, folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return database.query.connection().execute(async (connection) => {
    const queries = connection as unknown as Kysely<Bookkeeping>;
    const lock = await sql<{
      taken: number | null;
    }>`SELECT GET_LOCK('perfume-migrate', ${lockWaitSeconds}) AS taken`.execute(queries);
    if (lock.rows[0]?.taken !== 1)
      throw new MigrationError(
        'Another process is migrating this database and has not finished. Try again later.',
      );
    try {
      await sql`CREATE TABLE IF NOT EXISTS schema_migration (
        name VARCHAR(120) NOT NULL PRIMARY KEY,
        checksum CHAR(64) NOT NULL,
        statements_done SMALLINT UNSIGNED NOT NULL,
        finished BOOLEAN NOT NULL,
        updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
      ) ENGINE=InnoDB DEFAULT CHARSET=ascii`.execute(queries);
      const applied: string[] = [];
      for (const name of files) {
        if (await apply(queries, name, await readFile(join(folder, name), 'utf8'))) applied.push(name);
      }
      return applied;
    } finally {
      await sql`SELECT RELEASE_LOCK('perfume-migrate')`.execute(queries);
    }
  });
}

async function apply(queries: Kysely<Bookkeeping>, name: string, text: string): Promise<boolean> {
  const checksum = createHash('sha256').update(text).digest('hex');
  const known = await queries
    .selectFrom('schema_migration')
    .select(['checksum', 'statements_done', 'finished'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (known?.finished) {
    if (known.checksum !== checksum)
      throw new MigrationError(
        `${name} was changed after it had been applied. Put it back and write a new file.`,
      );
    return false;
  }
  const statements = splitStatements(text);
  if (!known)
    await queries
      .insertInto('schema_migration')
      .values({ name, checksum, statements_done: 0, finished: 0 })
      .execute();
  for (const [position, statement] of statements.entries()) {
    if (position < (known?.statements_done ?? 0)) continue;
    try {
      await sql.raw(statement).execute(queries);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new MigrationError(
        `${name} stopped at its statement ${position + 1} of ${statements.length}: ${why}. Mend that statement and run it again; the ones before it stay done.`,
        { cause },
      );
    }
    await queries
      .updateTable('schema_migration')
      .set({ statements_done: position + 1, checksum })
      .where('name', '=', name)
      .execute();
  }
  await queries
    .updateTable('schema_migration')
    .set({ finished: 1, checksum })
    .where('name', '=', name)
    .execute();
  return true;
}
