import { mkdtemp, rm } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAssetStore } from '@perfume/asset-store';
import type { TestProject } from 'vitest/node';
import { seedDemo } from '../../src/demo/index.ts';
import { startBuiltShop } from './built-shop.ts';
import { createTestDatabase } from './test-database.ts';

/** Enough for every facet to have values and listings to have pages; few enough to be there in a second or two. */
const products = 600;

declare module 'vitest' {
  interface ProvidedContext {
    /** The origin of the built shop that browser tests visit. */
    shopUrl: string;
    /** Its database, for tests that change the catalogue under it. */
    shopDatabaseUrl: string;
  }
}

/** Vitest's global setup for browser tests: the built shop with a demo catalogue in a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'perfume-browser-test-'));
  const assetsFolder = join(dataDir, 'assets');
  mkdirSync(assetsFolder);
  const shopDatabase = await createTestDatabase();
  await seedDemo({
    database: shopDatabase.database,
    assets: openAssetStore(pathToFileURL(assetsFolder).href),
    count: products,
    seed: 1,
    onProgress: () => undefined,
    now: () => new Date(),
  });
  const shop = await startBuiltShop({ databaseUrl: shopDatabase.url, dataDir });
  project.provide('shopUrl', shop.url);
  project.provide('shopDatabaseUrl', shopDatabase.url);
  return async () => {
    await shop.stop();
    await shopDatabase.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}
