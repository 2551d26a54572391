import { boundsForLongWork, createDatabase } from '@perfume/db-client';
import type { ShopDatabase, ShopTables } from '../../database/index.ts';

/** The command was not given what it needs; the message says what, and how it is written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface ShopAccess {
  readonly database: ShopDatabase;
  /** ISO 4217. */
  readonly currency: string;
}

/** A batch is many rows at once; on a busy server it may take this long. In ms. */
const longestStatementMs = 60_000;

/**
 * The shop's database and currency as its settings name them: DATABASE_URL, DATABASE_TLS, CURRENCY.
 * @throws UsageError naming the setting that is missing or wrong
 */
export function openShop(env: NodeJS.ProcessEnv): ShopAccess {
  const url = env['DATABASE_URL'];
  if (!url || !URL.canParse(url) || new URL(url).protocol !== 'mysql:')
    throw new UsageError(
      'DATABASE_URL is not set: where MariaDB answers, like mysql://user:password@127.0.0.1:3306/perfume',
    );
  const currency = env['CURRENCY'] || 'USD';
  if (!/^[A-Z]{3}$/.test(currency)) throw new UsageError('CURRENCY must be an ISO 4217 code such as USD.');
  const database = createDatabase<ShopTables>({
    url,
    poolSize: 2,
    tls: env['DATABASE_TLS'] === 'on',
    ...boundsForLongWork(longestStatementMs),
  });
  return { database, currency };
}
