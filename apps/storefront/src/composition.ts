import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAssetStore } from '@perfume/asset-store';
import { createCache } from '@perfume/cache-client';
import { checkHealth, createDatabase } from '@perfume/db-client';
import type { Health } from '@perfume/health';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { createCatalogueIndex } from './catalogue-index/index.ts';
import type { Config } from './config/index.ts';
import type { ShopTables } from './database/index.ts';
import { startJobs } from './jobs/index.ts';
import { createMailer } from './mail/index.ts';
import { collectMetrics, createShopMetrics } from './metrics/index.ts';
import { codeId, createPageCache, releaseId, sharePages } from './page-cache/index.ts';
import { createPaymentProvider } from './payments/index.ts';
import { createKeptProducts } from './product/index.ts';
import { readAssetUrls } from './web/index.ts';
import { securityHeaders } from './web/security.ts';

/** The code of this process; pages of other code are never answered with. */
const code = codeId();

/** A shop that runs: its app, what it says of itself, and how to end it. */
export interface RunningShop {
  readonly app: Express;
  /** What it knows of itself, as plain data; no secrets, nothing personal. */
  state(): Readonly<Record<string, unknown>>;
  /** For people who look after the server: its state, and what the database says of itself when it is asked now. */
  details(): Promise<Readonly<Record<string, unknown>>>;
  /** Ends the jobs, then every connection. Call it once no request runs any more. */
  close(): Promise<void>;
}

/** Connections that read the catalogue into memory. */
const bulkConnections = 4;
/** The longest wait for one part of it, in ms. */
const bulkTimeoutMs = 30_000;
/** The longest wait for one of them while none comes free, in ms. */
const bulkAcquireTimeoutMs = 3_000;

/**
 * Puts the shop together as a server runs it: the catalogue is loaded and followed, the jobs run.
 * @throws DatabaseUnavailable while the database cannot be reached; nothing is left running then
 */
export async function composeShop(deps: {
  readonly config: Config;
  readonly logger: Logger;
  readonly health: Health;
  readonly browserFolder: string;
}): Promise<RunningShop> {
  const { config, logger, health, browserFolder } = deps;
  const now = () => new Date();
  const { url, poolSize, tls } = config.database;
  const database = createDatabase<ShopTables>({
    url,
    poolSize,
    tls,
    onEvent: (event) => logger.warn(event, 'database'),
  });
  // The catalogue is read in large parts, at the start and after large imports: no page waits for these.
  const bulk = createDatabase<ShopTables>({
    url,
    poolSize: bulkConnections,
    tls,
    queryTimeoutMs: bulkTimeoutMs,
    acquireTimeoutMs: bulkAcquireTimeoutMs,
  });
  const cache = createCache({ url: config.cacheUrl, onEvent: (event) => logger.warn(event, 'cache') });
  // Pages have an in-process tier of their own, which knows what they are made of.
  const pages = createCache({ url: config.cacheUrl, localSeconds: 0, localEntries: 0 });
  try {
    const assetUrls = readAssetUrls(browserFolder, config.assetBaseUrl);
    const assets = openAssetStore(assetStoreUrl(config));
    const index = await createCatalogueIndex({ database: bulk, currency: config.currency, now, logger });
    const keptProducts = createKeptProducts(index);
    const mailer = createMailer(config);
    const payments = createPaymentProvider({ config, database, now });
    const metrics = createShopMetrics(config, logger);
    const shared = { config, logger, metrics, database, cache, index, mailer, payments, now };
    const pageCache = config.pageCache
      ? createPageCache({
          index,
          shared:
            config.cacheUrl === undefined ? undefined : sharePages(pages, releaseId(config, assetUrls, code)),
          headers: securityHeaders(config, assetUrls),
          logger,
          now,
        })
      : undefined;
    const app = createApp({ ...shared, keptProducts, health, assets, assetUrls, browserFolder, pageCache });
    index.follow();
    if (config.metrics.to !== 'off')
      collectMetrics(metrics, { database, cache, pages, pageCache, index, now });
    const jobs = startJobs(shared);
    const state = () => ({
      database: database.state(),
      cache: cache.state(),
      catalogue: index.state(),
      pages: pageCache?.state() ?? 'off',
    });
    return {
      app,
      state,
      details: async () => ({ ...state(), databaseServer: await checkHealth(database) }),
      async close() {
        index.close();
        await jobs.stop();
        await metrics.stop();
        await Promise.all([database.close(), bulk.close(), cache.close(), pages.close()]);
      },
    };
  } catch (error) {
    await Promise.all([database.close(), bulk.close(), cache.close(), pages.close()]);
    throw error;
  }
}

/** Pictures are kept under the data folder unless a store is named. */
function assetStoreUrl({ assetStoreUrl: named, dataDir }: Config): string {
  if (named !== undefined) return named;
  const folder = join(resolve(dataDir), 'assets');
  mkdirSync(folder, { recursive: true });
  return pathToFileURL(folder).href;
}
