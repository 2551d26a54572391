import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startComposedShop, type ComposedShop } from '../../test/support/composed-shop.ts';
import { openGateway, type Gateway } from '../../test/support/gateway.ts';
import { fillSmallShop, smallShop } from '../../test/support/small-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { times } from './times.ts';

let shop: TestDatabase;
let products: Awaited<ReturnType<typeof fillSmallShop>>;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  shop = await createTestDatabase();
  products = await fillSmallShop(shop.database);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(() => shop.close());

async function start(
  settings: Readonly<Record<string, string>> = {},
  databaseUrl = shop.url,
): Promise<ComposedShop> {
  const server = await startComposedShop(databaseUrl, settings);
  ends.push(() => server.stop());
  return server;
}

async function gatewayTo(url: string): Promise<Gateway> {
  const gateway = await openGateway(url);
  ends.push(() => gateway.close());
  return gateway;
}

/** An answer as it comes over the wire, nothing unpacked. */
function raw(server: ComposedShop, path: string, encoding: string) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      request(server.url + path, { headers: { 'Accept-Encoding': encoding } }, (res) => {
        const pieces: Buffer[] = [];
        res.on('data', (piece: Buffer) => pieces.push(piece));
        res.on('end', () => {
          const headers = { ...res.headers, date: undefined, 'x-request-id': undefined };
          resolve({ status: res.statusCode!, headers, body: Buffer.concat(pieces) });
        });
      })
        .on('error', reject)
        .end();
    },
  );
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

const pagesOf = ({ rose, oud }: typeof products) => [
  ...['/', '/brands', '/notes', '/pages/about', '/pages/delivery-and-returns', '/search', '/search?q=rose'],
  ...['/categories/perfume', '/categories/perfume?brand=velour&sort=price', '/brands/velour', '/notes/oud'],
  ...['/collections/of-velour', '/collections/on-sale?sort=popular', '/search?q=nothing+of+that+name'],
  ...[`/products/${rose.slug}`, `/products/${rose.slug}/100-ml`, `/products/${oud.slug}`],
];

describe('a shop that keeps its pages', () => {
  it('answers with the same bytes and headers as one that does not, the first time and ever after', async () => {
    const [keeps, makes] = [await start(), await start({ PAGE_CACHE: 'off' })];
    for (const path of pagesOf(products))
      for (const encoding of ['br', 'gzip', 'identity']) {
        const made = await raw(makes, path, encoding);
        expect([path, made.status]).toEqual([path, 200]);
        for (let time = 0; time < 2; time += 1) expect(await raw(keeps, path, encoding)).toEqual(made);
      }
    expect(keeps.pages().pages).toBe(pagesOf(products).length);
    expect(makes.state().pages).toBe('off');
  });

  it('keeps nothing that is personal, gone, unknown or somewhere else', async () => {
    const server = await start();
    const { slug } = products.rose;
    for (const path of [
      '/me',
      '/cart',
      '/checkout',
      '/orders/find',
      '/products/nothing',
      `/products/${slug}/5-ml`,
    ])
      await server.text(path);
    for (const path of [
      '/search/suggest?q=ro',
      '/categories/perfume?page=99',
      '/categories/perfume?find-brand=x',
    ])
      await server.text(path);
    expect(server.pages().pages).toBe(0);
    expect((await server.get('/me')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('while the database is away', () => {
  it.each(['cut', 'freeze'] as const)(
    'pages that are kept keep coming and say nothing wrong of stock (%s)',
    async (trouble) => {
      const gateway = await gatewayTo(shop.url);
      const cutOff = await start({}, gateway.url);
      const page = `/products/${products.hair.slug}`;
      await smallShop(shop.database).stock(products.hair.variantId, 3);
      await until(async () => (await cutOff.text(page)).includes('Only 3 left'));
      const listing = await cutOff.text('/categories/hair');
      gateway[trouble]();
      // Somebody buys the last ones where this server cannot see it.
      await smallShop(shop.database).stock(products.hair.variantId, 0);
      await until(() => cutOff.pages().feed === 'behind');
      const unsure = await cutOff.text(page);
      expect(unsure).toContain('Stock is checked when you add it');
      expect(unsure).not.toMatch(/Only 3 left|schema.org\/\w*(InStock|LimitedAvailability)/);
      expect(await cutOff.text('/categories/hair')).toBe(listing);

      const asked = performance.now();
      const uncached = await cutOff.get(`/products/${products.oud.slug}`);
      const waited = Math.round(performance.now() - asked);
      process.stdout.write(
        `      a page that is not kept (${trouble}): ${uncached.status} after ${waited} ms\n`,
      );
      expect(uncached.status).toBe(503);
      expect(await uncached.text()).toContain('One moment');

      gateway.open();
      const back = performance.now();
      await until(async () => (await cutOff.text(page)).includes('Sold out'));
      process.stdout.write(`      right again after ${Math.round(performance.now() - back)} ms\n`);
      expect(cutOff.pages().feed).toBe('followed');
    },
  );
});

describe('while the shared cache is away', () => {
  it.each(['cut', 'freeze'] as const)('pages come (%s)', async (trouble) => {
    const gateway = await gatewayTo(process.env.TEST_CACHE_URL!);
    const server = await start({ CACHE_URL: gateway.url });
    await server.text('/brands');
    gateway[trouble]();
    for (const path of ['/notes', '/categories/perfume', '/brands/velour', '/notes']) {
      const asked = performance.now();
      expect((await server.get(path)).status).toBe(200);
      process.stdout.write(`      ${path} (${trouble}): ${Math.round(performance.now() - asked)} ms\n`);
    }
  });
});

it('pages are trusted for longer than the feed takes to be read', () => {
  expect(times.trustedMs).toBeGreaterThan(2_000);
  expect(times.longestMs).toBeGreaterThan(times.freshMs + times.staleMs);
});
