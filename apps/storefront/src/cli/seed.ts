import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openAssetStore } from '@perfume/asset-store';
import { boundsForLongWork, createDatabase, DatabaseUnavailable } from '@perfume/db-client';
import type { ShopTables } from '../database/index.ts';
import { seedDemo, type SeedProgress, type SeedResult } from '../demo/index.ts';

const help = `Fills an empty catalogue with the demo's products and pictures.

  node seed.ts [--count 12000] [--seed 1] [--without-pictures]

  --count             products, from 1 to 2,000,000
  --seed              another number gives another catalogue
  --without-pictures  store no pictures: for measuring a database, their addresses lead nowhere

Settings: DATABASE_URL, DATABASE_TLS, CURRENCY, and ASSET_STORE_URL or DATA_DIR for the pictures.
A seed that was interrupted is completed; a catalogue with other products is left alone.`;

/** The command or its settings are not what they must be; the message says how they are written. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Half a thousand products are many rows at once; a busy machine may need this long for a statement. In ms. */
const longestStatementMs = 120_000;

async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const wanted = readArguments(args);
  if (wanted === 'help') {
    console.log(help);
    return;
  }
  const url = env['DATABASE_URL'];
  if (!url || !URL.canParse(url) || new URL(url).protocol !== 'mysql:')
    throw new UsageError(
      'DATABASE_URL is not set: where MariaDB answers, like mysql://user:password@127.0.0.1:3306/perfume',
    );
  const currency = env['CURRENCY'] || 'USD';
  if (!/^[A-Z]{3}$/.test(currency)) throw new UsageError('CURRENCY must be an ISO 4217 code such as USD.');
  const assets = openAssetStore(
    env['ASSET_STORE_URL'] || pathToFileURL(join(resolve(env['DATA_DIR'] || 'data'), 'assets')).href,
  );
  const database = createDatabase<ShopTables>({
    url,
    poolSize: 2,
    tls: env['DATABASE_TLS'] === 'on',
    ...boundsForLongWork(longestStatementMs),
  });
  const began = performance.now();
  try {
    const show = progressOn(process.stdout);
    const result = await seedDemo({ database, assets, currency, ...wanted, onProgress: show });
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K');
    console.log(sentence(result, (performance.now() - began) / 1_000));
  } finally {
    await database.close();
  }
}

function readArguments(
  args: readonly string[],
): { count: number; seed: number; withPictures: boolean } | 'help' {
  const options = {
    count: { type: 'string', default: '12000' },
    seed: { type: 'string', default: '1' },
    'without-pictures': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  let values: { count: string; seed: string; 'without-pictures': boolean; help: boolean };
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`);
  }
  if (values.help) return 'help';
  return {
    count: wholeNumber('--count', values.count, 1, 2_000_000),
    seed: wholeNumber('--seed', values.seed, 0, 4_294_967_295),
    withPictures: !values['without-pictures'],
  };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
}

/** A bar that stays on its line in a terminal; elsewhere a line for every tenth. */
function progressOn(out: NodeJS.WriteStream): (progress: SeedProgress) => void {
  const width = 30;
  let shownTenth = 0;
  return ({ done, count }) => {
    const text = `${done.toLocaleString('en-US')} of ${count.toLocaleString('en-US')} products`;
    if (out.isTTY) {
      const full = Math.round((done / count) * width);
      out.write(`\r\u001b[2KDemo catalogue ${'█'.repeat(full)}${'░'.repeat(width - full)} ${text}`);
      return;
    }
    const tenth = Math.floor((10 * done) / count);
    if (tenth === shownTenth) return;
    shownTenth = tenth;
    out.write(`Demo catalogue: ${text}\n`);
  };
}

function sentence({ outcome, products, variants }: SeedResult, seconds: number): string {
  switch (outcome) {
    case 'complete':
      return 'The demo catalogue is there.';
    case 'other-catalogue':
      return 'The catalogue has products already; the demo was left out.';
    case 'seeded':
      return `Demo catalogue: ${products.toLocaleString('en-US')} products in ${variants.toLocaleString('en-US')} sizes and conditions, in ${Math.round(seconds)} s.`;
  }
}

main(process.argv.slice(2), process.env).catch((error: unknown) => {
  const expected = error instanceof UsageError || error instanceof DatabaseUnavailable;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
