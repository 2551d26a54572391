import { createDatabase, migrate } from '@perfume/db-client';
import { startOwnServer, type OwnServer } from '@perfume/local-services';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startComposedShop, type ComposedShop } from '../test/support/composed-shop.ts';
import { fillSmallShop, type SmallProduct } from '../test/support/small-shop.ts';
import { migrationsFolder, type ShopTables } from './database/index.ts';

/**
 * A whole shop whose MariaDB and memcached are taken away while shoppers are in it. Asserted is what a shopper sees and
 * that no answer comes later than a multiple of its bound; the times themselves are printed.
 */
const pageBoundMs = 2_000;
const figures: string[] = [];

let mariadb: OwnServer;
let memcached: OwnServer;
let shop: ComposedShop;
let rose: SmallProduct;
let oud: SmallProduct;
let cart: string;

beforeAll(async () => {
  [mariadb, memcached] = await Promise.all([startOwnServer('mariadb'), startOwnServer('memcached')]);
  const database = createDatabase<ShopTables>({ url: mariadb.url, queryTimeoutMs: 30_000 });
  await migrate(database, migrationsFolder);
  ({ rose, oud } = await fillSmallShop(database));
  await database.close();
  shop = await startComposedShop(mariadb.url, { CACHE_URL: memcached.url });
  cart = await addToCart(rose);
}, 120_000);

afterAll(async () => {
  await shop.stop();
  await Promise.all([mariadb.remove(), memcached.remove()]);
  // eslint-disable-next-line no-console -- the figures are what this run was for
  console.info(['', 'The shop under failure:', ...figures].join('\n  '));
}, 60_000);

const post = (path: string, fields: Record<string, string>, cookie = '') =>
  fetch(shop.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { cookie },
    redirect: 'manual',
  });

async function addToCart(product: SmallProduct): Promise<string> {
  const answer = await post('/cart/lines', { variant: String(product.variantId), quantity: '1' });
  expect(answer.status).toBe(303);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}

/** The answer and how long it took, in ms. */
async function timed(ask: () => Promise<Response>): Promise<{ status: number; text: string; ms: number }> {
  const at = performance.now();
  const answer = await ask();
  const text = await answer.text();
  return { status: answer.status, text, ms: performance.now() - at };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const inWords = (ms: number) => `${Math.round(ms).toLocaleString('en-US')} ms`;

/** Asks until the answer has this status, at most half a minute, and gives how long that took. */
async function until(status: number, ask: () => Promise<Response>): Promise<number> {
  const at = performance.now();
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if ((await timed(ask)).status === status) return performance.now() - at;
    await pause(50);
  }
  throw new Error(`No answer with status ${status} came.`);
}

const cartPage = () => shop.get('/cart', { cookie });
let cookie = '';

describe.each([
  ['killed', 'SIGKILL'],
  ['frozen', 'SIGSTOP'],
] as const)('a shop whose MariaDB is %s', (how, signal) => {
  it('keeps showing what it has kept, says "one moment" for the rest, loses nothing, and goes on by itself', async () => {
    cookie = cart;
    const kept = `/products/${rose.slug}`;
    expect((await timed(() => shop.get(kept))).status).toBe(200);
    expect((await timed(cartPage)).text).toContain('Rose Noire');

    mariadb.signal(signal);
    const answers = [];
    for (let round = 0; round < 4; round += 1) {
      answers.push(
        await timed(() => shop.get(kept)),
        await timed(cartPage),
        await timed(() => post('/cart/lines', { variant: String(oud.variantId), quantity: '1' }, cookie)),
      );
    }
    const pages = answers.filter((_, position) => position % 3 === 0);
    const others = answers.filter((_, position) => position % 3 !== 0);
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([503]));
    for (const { text } of others) expect(text).toMatch(/one moment/i);
    const longest = Math.max(...answers.map(({ ms }) => ms));
    expect(longest).toBeLessThan(3 * pageBoundMs);

    if (signal === 'SIGKILL') await mariadb.restart();
    else mariadb.signal('SIGCONT');
    const back = await until(200, cartPage);
    const again = await timed(cartPage);
    expect(again.text).toContain('Rose Noire');
    figures.push(
      `MariaDB ${how}: kept pages ${inWords(Math.max(...pages.map(({ ms }) => ms)))} at most, all else at most ${inWords(longest)}, cart back after ${inWords(back)}`,
    );
  }, 90_000);
});

describe.each([
  ['killed', 'SIGKILL'],
  ['frozen', 'SIGSTOP'],
] as const)('a shop whose memcached is %s', (how, signal) => {
  it('shows every page as before', async () => {
    const paths = [
      '/',
      '/brands',
      '/notes',
      '/categories/perfume',
      '/search?q=rose',
      `/products/${oud.slug}`,
    ];
    memcached.signal(signal);
    const answers = [];
    for (const path of [...paths, ...paths]) answers.push(await timed(() => shop.get(path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const longest = Math.max(...answers.map(({ ms }) => ms));
    expect(longest).toBeLessThan(pageBoundMs);
    if (signal === 'SIGKILL') await memcached.restart();
    else memcached.signal('SIGCONT');
    figures.push(`memcached ${how}: the longest page took ${inWords(longest)}`);
  }, 60_000);
});
