import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { readCategories } from '../../catalogue/index.ts';
import { readExportPage } from '../../catalogue/export-rows.ts';
import type { Queries, ShopDatabase } from '../../database/index.ts';
import { readPriceRecords } from '../../pricing/index-rows.ts';
import { readOnHand } from '../../stock/export-rows.ts';
import { ownColumns } from '../shapes/own-columns.ts';
import { csvText, utf8Mark } from '../writing/csv-text.ts';
import { ownRows } from './own-row.ts';

export interface ExportDependencies {
  readonly database: ShopDatabase;
  /** ISO 4217; prices in other currencies are not written. */
  readonly currency: string;
}

export interface ExportOptions {
  /** Compressed when its name ends in .gz. */
  readonly file: string;
  /** Products that the shop has taken out are written too. Default false. */
  readonly withDeleted?: boolean;
  /** Hears how many products are written. */
  readonly onProgress?: (products: number) => void;
  /** Ends the export; the file that was there before stays. */
  readonly signal?: AbortSignal;
}

const productsPerPage = 500;

/**
 * Writes the catalogue as one file in the shop's own form, all of it as it was at one moment, page by page and never as a
 * whole in memory. The file appears under its name once it is complete.
 * @returns how many products were written
 */
export async function exportProducts(
  { database, currency }: ExportDependencies,
  { file, withDeleted = false, onProgress, signal }: ExportOptions,
): Promise<number> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.part`;
  let products = 0;
  try {
    await database.query.connection().execute((connection) =>
      atOneMoment(connection, async () => {
        const statuses = withDeleted
          ? (['active', 'draft', 'deleted'] as const)
          : (['active', 'draft'] as const);
        const pages = csvPages(connection, currency, statuses, (count) => {
          products += count;
          onProgress?.(products);
        });
        const out = createWriteStream(unfinished);
        const steps: [Readable, ...Writable[]] = file.endsWith('.gz')
          ? [Readable.from(pages), createGzip(), out]
          : [Readable.from(pages), out];
        await pipeline(steps, { signal });
      }),
    );
    await rename(unfinished, file);
    return products;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Runs reads in one snapshot of the database. */
async function atOneMoment(connection: Queries, work: () => Promise<void>): Promise<void> {
  await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(connection);
  await sql`START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY`.execute(connection);
  try {
    await work();
  } finally {
    await sql`ROLLBACK`.execute(connection);
  }
}

async function* csvPages(
  queries: Queries,
  currency: string,
  statuses: readonly ('active' | 'draft' | 'deleted')[],
  onPage: (products: number) => void,
): AsyncIterable<string> {
  yield `${utf8Mark}${csvText([ownColumns])}`;
  const categoryPaths = await readCategoryPaths(queries);
  for (let afterId = 0; ;) {
    const page = await readExportPage(queries, afterId, productsPerPage, statuses);
    const last = page.at(-1);
    if (!last) return;
    afterId = last.id;
    const variantIds = page.flatMap(({ variants }) => variants.map(({ id }) => id));
    const prices = await readPriceRecords(queries, variantIds, currency);
    const onHand = await readOnHand(queries, variantIds);
    yield csvText(page.flatMap((product) => ownRows(product, { currency, prices, onHand, categoryPaths })));
    onPage(page.length);
  }
}

async function readCategoryPaths(queries: Queries): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await readCategories(queries);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    rows.map(({ slug, parentId }) => {
      const path = [slug];
      for (let parent = byId.get(parentId ?? 0); parent; parent = byId.get(parent.parentId ?? 0))
        path.unshift(parent.slug);
      return [slug, path];
    }),
  );
}
