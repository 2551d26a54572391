import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCache } from '@perfume/cache-client';
import express from 'express';
import { pino } from 'pino';
import { h } from 'preact';
import type { SmallProduct } from '../../../test/support/small-shop.ts';
import type { TestDatabase } from '../../../test/support/test-database.ts';
import { createCatalogueIndex, type LiveCatalogueIndex } from '../../catalogue-index/index.ts';
import { pageTags } from '../../catalogue/index.ts';
import { readConfig } from '../../config/index.ts';
import { readCurrentPrices } from '../../pricing/index.ts';
import { drawErrors } from '../../web/error-page.tsx';
import { NotFound, sendPage, Unavailable, type AssetUrls, type WebContext } from '../../web/index.ts';
import { createPageCache, sharePages, type PageCache } from '../index.ts';

const logger = pino({ level: 'silent' });
const assets: AssetUrls = {
  stylesheet: '/s.css',
  script: '/s.js',
  preloadFonts: [],
  favicon: '/f.svg',
  image: (key) => `/${key}`,
  origins: [],
};

/** What a server said. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** What the page says was its price. */
  readonly price: string | undefined;
}

/** A server with one kind of page, whose drawing a test can hold up, fail, or give a cookie. */
export interface TestServer {
  readonly index: LiveCatalogueIndex;
  readonly cache: PageCache;
  drawn: number;
  /** Requests that have read the price. */
  waiting: number;
  /** Waited for between the reading of the price and the end of the drawing. */
  gate: Promise<void>;
  fails: boolean;
  readonly clock: { ms: number; lastReadAt: number | null };
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a server over the index and the cache of a shop; its page shows the price of one variant, read from the database. */
export async function startTestServer(
  { database, url }: TestDatabase,
  { productId, variantId }: SmallProduct,
  { cacheUrl = process.env.TEST_CACHE_URL, release = 'test', mostBytes = 1e7 } = {},
): Promise<TestServer> {
  const now = () => new Date();
  const index = await createCatalogueIndex({ database, currency: 'USD', now, logger });
  const clock: TestServer['clock'] = { ms: 0, lastReadAt: null };
  const shared = createCache({ url: cacheUrl, localSeconds: 0, localEntries: 0 });
  const cache = createPageCache({
    index: { ...index, lastReadAt: () => clock.lastReadAt ?? performance.now() + clock.ms },
    shared: sharePages(shared, `${release}-${url}`),
    headers: [['X-Always', 'here']],
    logger,
    now: () => new Date(Date.now() + clock.ms),
    clock: () => performance.now() + clock.ms,
    mostBytes,
  });
  const app = express();
  const config = readConfig({
    PUBLIC_URL: 'https://shop.example',
    COOKIE_SECRET: 'x'.repeat(32),
    DATABASE_URL: url,
  });
  app.disable('x-powered-by');
  app.locals.web = { config, logger, assets, menu: () => [] } satisfies WebContext;
  app.use(cache.handler);
  app.use(async (req, res) => {
    server.drawn += 1;
    if (req.path === '/products/nothing') throw new NotFound();
    if (req.path === '/products/cookie') res.setHeader('Set-Cookie', 'a=b');
    const prices = await readCurrentPrices(database.query, [variantId], 'USD', now());
    server.waiting += 1;
    await server.gate;
    if (server.fails) throw new Unavailable();
    const page = (stock: string) => ({
      title: 'A page',
      visibility: 'public' as const,
      body: h('p', null, `price=${prices.get(variantId)!.cents} ${stock} ${'lorem ipsum '.repeat(100)}`),
    });
    await sendPage(req, res, {
      ...page('Only 3 left'),
      madeOf: [pageTags.product(productId)],
      withoutStock: () => page('Stock is checked'),
    });
  });
  app.use(drawErrors(() => undefined));
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: TestServer = {
    ...{ index, cache, clock, drawn: 0, waiting: 0, gate: Promise.resolve(), fails: false },
    get: (path, headers = {}, method = 'GET') => ask(http, path, headers, method),
    async stop() {
      index.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
      await shared.close();
    },
  };
  return server;
}

function ask(server: Server, path: string, headers: Record<string, string>, method: string): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (res) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece));
      res.on('end', () => {
        const body = Buffer.concat(pieces);
        const price = /price=(\d+)/.exec(body.toString())?.[1];
        resolve({ status: res.statusCode!, headers: res.headers, body, price });
      });
    });
    sent.on('error', reject).end();
  });
}

/** A gate that is closed until it is opened. */
export function closedGate() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { gate: promise.then(() => undefined), open: () => resolve(undefined) };
}

/** Begins a request and waits until its price is read and its page about to be drawn. */
export async function beginDrawing(
  server: TestServer,
  path: string,
): Promise<{ readonly answer: Promise<Answer> }> {
  const { waiting } = server;
  const answer = server.get(path);
  while (server.waiting === waiting) await sleep(5);
  return { answer };
}
