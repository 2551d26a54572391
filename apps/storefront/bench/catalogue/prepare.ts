import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createDatabase } from '@perfume/db-client';
import { sql } from 'kysely';
import type { ShopDatabase, ShopTables } from '../../src/database/index.ts';
import { copies, multiplyCatalogue } from './multiply.ts';

/** Catalogues from here on are copied from one of a tenth of their size. */
const copiedFrom = 500_000;

const programs = join(import.meta.dirname, '../../src/cli');

export interface PreparedCatalogue {
  readonly databaseUrl: string;
  /** Seconds that filling it took; null when it was there already. */
  readonly seedSeconds: number | null;
}

/**
 * A database of its own for each size of catalogue, with the demo's products and without their pictures; what is there
 * already is used again.
 * @param serverUrl an account that may make databases
 */
export async function prepareCatalogue(
  serverUrl: string,
  count: number,
  dataDir: string,
  signal: AbortSignal,
): Promise<PreparedCatalogue> {
  const name = nameOf(count);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const databaseUrl = url.href;
  const server = createDatabase<object>({ url: serverUrl, poolSize: 1 });
  try {
    await sql`CREATE DATABASE IF NOT EXISTS ${sql.id(name)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`.execute(
      server.query,
    );
  } finally {
    await server.close();
  }
  const env = { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  await run('migrate.ts', [], env, signal);
  if (await isComplete(databaseUrl, count)) return { databaseUrl, seedSeconds: null };
  const isCopied = count >= copiedFrom && count % copies === 0;
  if (isCopied) await prepareCatalogue(serverUrl, count / copies, dataDir, signal);
  const startedAt = performance.now();
  if (isCopied) await multiplyCatalogue(serverUrl, nameOf(count / copies), name);
  else await run('seed.ts', ['--count', String(count), '--without-pictures'], env, signal);
  await refreshStatistics(databaseUrl);
  return { databaseUrl, seedSeconds: (performance.now() - startedAt) / 1_000 };
}

const nameOf = (count: number) => `bench_${count}`;

/** The shop's tables in this database. */
export const openCatalogue = (databaseUrl: string): ShopDatabase =>
  createDatabase<ShopTables>({ url: databaseUrl, poolSize: 2, queryTimeoutMs: 120_000 });

async function isComplete(databaseUrl: string, count: number): Promise<boolean> {
  const database = openCatalogue(databaseUrl);
  try {
    const { products } = await database.query
      .selectFrom('product')
      .select((select) => select.fn.countAll<number>().as('products'))
      .executeTakeFirstOrThrow();
    return products === count;
  } finally {
    await database.close();
  }
}

/** After so many new rows the server would otherwise gather them during the first measurement. */
async function refreshStatistics(databaseUrl: string): Promise<void> {
  const database = openCatalogue(databaseUrl);
  try {
    await sql`ANALYZE TABLE product, variant, price, stock, product_note, product_accord`.execute(
      database.query,
    );
  } finally {
    await database.close();
  }
}

function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(programs, program), ...args], {
      env,
      signal,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code}.`));
    });
  });
}
