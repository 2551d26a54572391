import { resolve } from 'node:path';
import { DatabaseUnavailable } from '@perfume/db-client';
import { parseExportArguments } from '../exchange/command/arguments.ts';
import { Progress } from '../exchange/command/progress.ts';
import { openShop, UsageError } from '../exchange/command/settings.ts';
import { exportProducts } from '../exchange/index.ts';

/** Writes the catalogue to a file that imports unchanged: node export.js FILE [--with-deleted] */
async function main(): Promise<void> {
  const { file, withDeleted } = parseExportArguments(process.argv.slice(2));
  const { database, currency } = openShop(process.env);
  const progress = new Progress(process.stderr);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    const products = await exportProducts(
      { database, currency },
      {
        file: resolve(file),
        withDeleted,
        signal: stop.signal,
        onProgress: (count) => progress.show(undefined, `${count.toLocaleString('en-US')} products`),
      },
    );
    progress.clear();
    console.log(`${products.toLocaleString('en-US')} products are in ${file}.`);
  } catch (error) {
    progress.clear();
    if (!stop.signal.aborted) throw error;
    console.error(`Stopped; ${file} is what it was before.`);
    process.exitCode = 130;
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  const expected = error instanceof UsageError || error instanceof DatabaseUnavailable;
  const fileTrouble = error instanceof Error && 'code' in error && 'path' in error;
  console.error(expected || fileTrouble ? error.message : error);
  process.exitCode = 1;
});
