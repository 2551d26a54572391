import { setTimeout as sleep } from 'node:timers/promises';
import { createCache } from '@perfume/cache-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillSmallShop, letTheFeedSettle, smallShop } from '../../test/support/small-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { sharePages } from './index.ts';
import { beginDrawing, closedGate, startTestServer, type TestServer } from './testing/test-server.ts';
import { times } from './times.ts';

let shop: TestDatabase;
let products: Awaited<ReturnType<typeof fillSmallShop>>;
let change: ReturnType<typeof smallShop>;
const servers: TestServer[] = [];

beforeAll(async () => {
  shop = await createTestDatabase();
  products = await fillSmallShop(shop.database);
  change = smallShop(shop.database);
});
afterAll(() => shop.close());
beforeEach(() => letTheFeedSettle(shop.database));
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function startServer(options: Parameters<typeof startTestServer>[2] = {}): Promise<TestServer> {
  const server = await startTestServer(shop, products.rose, options);
  servers.push(server);
  return server;
}

let paths = 0;
/** An address that no other test has asked for. */
const freshPath = () => `/products/page-${(paths += 1)}`;

/** Waits until a page is in the shared cache. */
async function untilShared(path: string): Promise<void> {
  const cache = createCache({ url: process.env.TEST_CACHE_URL, localSeconds: 0, localEntries: 0 });
  const shared = sharePages(cache, `test-${shop.url}`);
  while ((await shared.get(path)) === undefined) await sleep(10);
  await cache.close();
}

describe('a page that is kept', () => {
  it('is drawn once and answered in every encoding with its own ETag, length and headers', async () => {
    const server = await startServer();
    const path = freshPath();
    for (let time = 0; time < 2; time += 1)
      for (const encoding of ['br', 'gzip', 'identity']) {
        const answer = await server.get(path, { 'Accept-Encoding': encoding });
        expect(answer).toMatchObject({ status: 200 });
        expect(answer.headers).toMatchObject({
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'public, no-cache',
          vary: 'Accept-Encoding',
          'content-length': String(answer.body.byteLength),
          'x-always': 'here',
        });
        expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding);
        const known = { 'Accept-Encoding': encoding, 'If-None-Match': `"x", W/${answer.headers.etag}` };
        const again = await server.get(path, known);
        expect([again.status, again.body.byteLength, again.headers.etag]).toEqual([
          304,
          0,
          answer.headers.etag,
        ]);
        const head = await server.get(path, { 'Accept-Encoding': encoding }, 'HEAD');
        expect([head.status, head.body.byteLength]).toEqual([200, 0]);
        expect(head.headers['content-length']).toBe(answer.headers['content-length']);
      }
    expect(server.drawn).toBe(1);
  });

  it('is the same with a cookie, another host and unknown parameters, which make no entries', async () => {
    const server = await startServer();
    const path = freshPath();
    const first = await server.get(`${path}?utm_source=mail`, { Host: 'evil.example', Cookie: 'cart=x' });
    expect(first.body.toString()).not.toContain('evil');
    for (const [other, headers] of [
      [path, {}],
      [path, { Cookie: 'cart=1' }],
      [path, { 'X-Forwarded-Host': 'evil.example' }],
      [`${path}?fbclid=1&utm_campaign=2`, {}],
    ] as const)
      expect((await server.get(other, headers)).body.equals(first.body)).toBe(true);
    expect([server.drawn, server.cache.state().pages]).toEqual([1, 1]);
  });

  it('is drawn once for all who ask at the same moment', async () => {
    const server = await startServer();
    const answers = await Promise.all(Array.from({ length: 30 }, () => server.get('/categories/together')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(server.drawn).toBe(1);
  });

  it('takes no more room than it may', async () => {
    const server = await startServer({ mostBytes: 30_000 });
    for (let time = 0; time < 20; time += 1) await server.get(freshPath());
    expect(server.cache.state().bytes).toBeLessThanOrEqual(30_000);
    expect(server.cache.state().pages).toBeGreaterThan(2);
  });
});

describe('a page that is not kept', () => {
  it.each([
    ['an error', '/products/nothing', 404],
    ['one that sets a cookie', '/products/cookie', 200],
    ['one at another spelling of its address', '/products/UPPER', 200],
    ['one of a typed name', '/categories/perfume?find-brand=dior', 200],
  ])('is %s', async (_what, path, status) => {
    const server = await startServer();
    for (let time = 0; time < 2; time += 1) expect((await server.get(path)).status).toBe(status);
    expect([server.drawn, server.cache.state().pages]).toEqual([2, 0]);
  });

  it('is the answer to a form', async () => {
    const server = await startServer();
    const path = freshPath();
    await server.get(path);
    await server.get(path, {}, 'POST');
    expect(server.drawn).toBe(2);
  });
});

describe('a change while a page is drawn', () => {
  it('keeps the page out of the cache, here and for other servers', async () => {
    const [server, other] = [await startServer(), await startServer()];
    const path = freshPath();
    await change.price(products.rose.variantId, 1_000);
    for (const one of [server, other]) await one.index.refresh();
    const { gate, open } = closedGate();
    server.gate = gate;
    const begun = await beginDrawing(server, path);
    await change.price(products.rose.variantId, 2_000);
    await server.index.refresh();
    open();
    expect((await begun.answer).price).toBe('1000');
    expect(server.cache.state()).toMatchObject({ pages: 0, refused: 1 });
    expect((await server.get(path)).price).toBe('2000');
    expect((await other.get(path)).price).toBe('2000');
  });

  it('that this server hears of later drops the page then', async () => {
    const server = await startServer();
    const path = freshPath();
    const { gate, open } = closedGate();
    server.gate = gate;
    const begun = await beginDrawing(server, path);
    await change.price(products.rose.variantId, 3_000);
    open();
    await begun.answer;
    expect(server.cache.state().pages).toBe(1);
    await server.index.refresh();
    expect(server.cache.state()).toMatchObject({ pages: 0, dropped: 1 });
    expect((await server.get(path)).price).toBe('3000');
  });

  it('of something else does no harm', async () => {
    const server = await startServer();
    const path = freshPath();
    const { gate, open } = closedGate();
    server.gate = gate;
    const begun = await beginDrawing(server, path);
    await change.price(products.hair.variantId, 1_234);
    await server.index.refresh();
    open();
    await begun.answer;
    expect(server.cache.state()).toMatchObject({ pages: 1, refused: 0 });
  });
});

describe('a page that another server made', () => {
  it('is taken over, and with it nothing has to be drawn', async () => {
    const [one, other] = [await startServer(), await startServer()];
    const path = freshPath();
    const made = await one.get(path, { 'Accept-Encoding': 'br' });
    await untilShared(path);
    const taken = await other.get(path, { 'Accept-Encoding': 'br' });
    expect(taken.body.equals(made.body)).toBe(true);
    expect([other.drawn, other.cache.state().sharedHits]).toEqual([0, 1]);
  });

  it('is not taken over when it was made before a change that this server knows of, though its maker does not', async () => {
    const [slow, quick] = [await startServer(), await startServer()];
    const path = freshPath();
    await change.price(products.rose.variantId, 4_000);
    await slow.index.refresh();
    await quick.index.refresh();
    await slow.get(path);
    await untilShared(path);
    await change.price(products.rose.variantId, 5_000);
    await quick.index.refresh();
    expect((await quick.get(path)).price).toBe('5000');
    expect(quick.cache.state().sharedHits).toBe(0);
  });

  it('is not taken over by a server that began later and cannot know what changed before', async () => {
    const one = await startServer();
    const path = freshPath();
    await one.get(path);
    await untilShared(path);
    await change.price(products.rose.variantId, 6_000);
    const late = await startServer();
    expect((await late.get(path)).price).toBe('6000');
    expect(late.cache.state().sharedHits).toBe(0);
  });

  it('is not taken over when it is of another release', async () => {
    const [one, other] = [await startServer(), await startServer({ release: 'next' })];
    const path = freshPath();
    await one.get(path);
    await untilShared(path);
    await other.get(path);
    expect([one.drawn, other.drawn]).toEqual([1, 1]);
  });

  it('is waited for when it is dear, and made here when that takes too long', async () => {
    const [one, other] = [await startServer(), await startServer()];
    const { gate, open } = closedGate();
    one.gate = gate;
    const first = await beginDrawing(one, '/categories/dear');
    const second = other.get('/categories/dear');
    await sleep(40);
    open();
    await first.answer;
    await second;
    expect([one.drawn, other.drawn]).toEqual([1, 0]);

    const late = closedGate();
    one.gate = late.gate;
    const never = await beginDrawing(one, '/categories/dearer');
    expect((await other.get('/categories/dearer')).status).toBe(200);
    expect(other.drawn).toBe(1);
    late.open();
    await never.answer;
  });
});

describe('a page past its age', () => {
  it('is answered with while it is made anew, but only for a while', async () => {
    const server = await startServer();
    const path = freshPath();
    await server.get(path);
    server.clock.ms = times.freshMs + 1_000;
    const { gate, open } = closedGate();
    server.gate = gate;
    const anew = await beginDrawing(server, path);
    expect((await server.get(path)).status).toBe(200);
    expect(server.cache.state().stale).toBe(1);
    open();
    await anew.answer;
    expect(server.drawn).toBe(2);
    server.clock.ms = 2 * times.freshMs + times.staleMs + 2_000;
    await server.get(path);
    expect([server.drawn, server.cache.state().stale]).toEqual([3, 1]);
  });

  it('is answered with when it cannot be made anew, without a word about stock', async () => {
    const server = await startServer();
    const path = freshPath();
    await server.get(path);
    server.clock.ms = times.freshMs + times.staleMs + 1_000;
    server.fails = true;
    const { status, body } = await server.get(path);
    expect(status).toBe(200);
    expect(body.toString()).toContain('Stock is checked');
    server.clock.ms = times.longestMs + 1_000;
    expect((await server.get(path)).status).toBe(503);
  });
});

describe('while changes cannot be read', () => {
  it('pages keep coming and say nothing of stock', async () => {
    const server = await startServer();
    const path = freshPath();
    expect((await server.get(path)).body.toString()).toContain('Only 3 left');
    server.clock.lastReadAt = performance.now() - times.trustedMs - 1;
    server.fails = true;
    const answer = await server.get(path);
    expect(answer.body.toString()).toContain('Stock is checked');
    expect(answer.body.toString()).not.toContain('Only 3 left');
    expect(answer.headers).toMatchObject({ 'x-always': 'here', 'cache-control': 'public, no-cache' });
    expect(server.cache.state()).toMatchObject({ feed: 'behind', withoutStock: 1 });
    server.clock.lastReadAt = null;
    expect((await server.get(path)).body.toString()).toContain('Only 3 left');
    expect(server.drawn).toBe(1);
  });
});

describe('a shared cache that is away', () => {
  it('costs nothing but the sharing', async () => {
    const server = await startServer({ cacheUrl: 'memcached://127.0.0.1:1' });
    const path = freshPath();
    for (let time = 0; time < 3; time += 1) expect((await server.get(path)).status).toBe(200);
    expect(server.drawn).toBe(1);
  });
});
