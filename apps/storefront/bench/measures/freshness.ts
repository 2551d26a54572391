import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopDatabase } from '../../src/database/index.ts';
import { setPrices } from '../../src/pricing/index.ts';
import { formatMoney } from '../../src/web/money.ts';
import type { Server } from '../servers/server.ts';
import { median } from './pages.ts';

export interface FreshnessResult {
  readonly changes: number;
  /** Seconds from the commit until the last page of the last server shows the new price. */
  readonly median: number;
  readonly longest: number;
}

/** Between two looks at a page, in ms. */
const lookEveryMs = 25;
/** A price that is not seen after this long counts as this long. */
const longestMs = 30_000;

/**
 * Changes prices in the database, as another process does, and watches until every page that shows the product has the new
 * one, on every server; the caller puts the load on them.
 */
export async function measureFreshness(
  database: ShopDatabase,
  servers: readonly Server[],
  currency: string,
  changes: number,
): Promise<FreshnessResult> {
  const seconds: number[] = [];
  for (let change = 0; change < changes; change += 1) {
    const product = await productOfACategory(servers[0]!, change);
    const variant = await database.query
      .selectFrom('price')
      .innerJoin('variant', 'variant.id', 'price.variant_id')
      .innerJoin('product', 'product.id', 'variant.product_id')
      .select(['price.variant_id as variantId', 'price.base_cents as baseCents'])
      .where('product.slug', '=', product.slug)
      .where('price.currency', '=', currency)
      .orderBy('price.base_cents')
      .executeTakeFirstOrThrow();
    // Far below any other price of the product, so that its card shows it; told apart from earlier changes by its cents.
    const cents = 101 + ((variant.baseCents + change) % 97);
    await database.transaction((trx) =>
      setPrices(
        trx,
        [
          {
            variantId: variant.variantId,
            currency,
            baseCents: cents,
            saleCents: null,
            saleStartsAt: null,
            saleEndsAt: null,
            supplierListCents: null,
          },
        ],
        new Date(),
      ),
    );
    const committedAt = performance.now();
    const price = formatMoney(cents, currency);
    const pages = servers.flatMap(({ origin }) => [
      { url: origin + product.path, holds: (html: string) => html.includes(price) },
      { url: origin + product.listing, holds: (html: string) => cardOf(html, product.path).includes(price) },
    ]);
    const times = await Promise.all(pages.map(({ url, holds }) => untilItHolds(url, holds, committedAt)));
    seconds.push(Math.max(...times) / 1_000);
    // Let the feed's clock stand elsewhere at the next change.
    await sleep(137 * (change + 1));
  }
  return { changes, median: median(seconds), longest: Math.max(...seconds) };
}

/** A product on the first page of one of the categories. */
async function productOfACategory(server: Server, number: number) {
  const home = await read(server.origin);
  const listings = [...new Set(home.match(/(?<=href=")\/categories\/[^"]+/g))];
  const listing = listings[number % listings.length];
  if (listing === undefined) throw new Error('The home page leads to no category.');
  const path = /class="card__link" href="(\/products\/[^"/]+)"/.exec(
    await read(`${server.origin}${listing}`),
  )?.[1];
  if (path === undefined) throw new Error(`${listing} shows no product.`);
  return { listing, path, slug: path.slice('/products/'.length) };
}

/** From a product's link to the end of its card. */
function cardOf(html: string, path: string): string {
  const start = html.indexOf(`href="${path}"`);
  return start < 0 ? '' : html.slice(start, html.indexOf('</article>', start));
}

async function untilItHolds(url: string, holds: (html: string) => boolean, since: number): Promise<number> {
  for (;;) {
    const seen = holds(await read(url));
    const waited = performance.now() - since;
    if (seen || waited > longestMs) return waited;
    await sleep(lookEveryMs);
  }
}

const read = async (url: string) => (await fetch(url)).text();
