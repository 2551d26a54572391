import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHealth } from '@perfume/health';
import { pino } from 'pino';
import { composeShop, type RunningShop } from '../../src/composition.ts';
import { readConfig } from '../../src/config/index.ts';
import type { PageCacheState } from '../../src/page-cache/index.ts';

/** A shop as a server runs it, reachable over HTTP. */
export interface ComposedShop extends RunningShop {
  /** Its origin, without a slash at the end. */
  readonly url: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  text(path: string): Promise<string>;
  /** What the page cache says of itself. */
  pages(): PageCacheState;
  /** Ends the server and everything behind it. */
  stop(): Promise<void>;
}

/**
 * Composes a whole shop in this process and listens on a free port. Several of them over one database and one cache are as
 * many servers of one shop.
 * @param settings environment variables that differ from those of a test
 */
export async function startComposedShop(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ComposedShop> {
  const folder = mkdtempSync(join(tmpdir(), 'perfume-composed-'));
  const entry = { file: 'main-1.js', css: ['main-1.css'] };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ 'src/browser/main.ts': entry }));
  const config = readConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://shop.example',
    COOKIE_SECRET: 'a secret that only tests of composed shops use',
    DATABASE_URL: databaseUrl,
    CACHE_URL: process.env.TEST_CACHE_URL,
    DATA_DIR: folder,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const logger = pino({ level: config.logLevel });
  const health = createHealth({ details: () => shop.details() });
  const shop = await composeShop({ config, logger, health, browserFolder: folder });
  const server = createServer(shop.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get: ComposedShop['get'] = (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' });
  return {
    ...shop,
    url,
    get,
    text: async (path) => (await get(path)).text(),
    pages: () => shop.state().pages as PageCacheState,
    async stop() {
      await closed(server);
      await shop.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
