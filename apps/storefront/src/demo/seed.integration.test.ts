import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAssetStore, type AssetStore } from '@perfume/asset-store';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { findProduct, readCategories, readCollections } from '../catalogue/index.ts';
import { readCurrentPrices } from '../pricing/index.ts';
import { readAvailability } from '../stock/index.ts';
import { demoCatalogue, seedDemo, type SeedOptions } from './index.ts';

const now = new Date('2026-03-02T10:30:00Z');
const count = 1_100;

let test: TestDatabase;
let folder: string;
let assets: AssetStore;

beforeEach(async () => {
  test = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'demo-pictures-'));
  assets = openAssetStore(pathToFileURL(folder).href);
});

afterEach(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const seed = (more: Partial<SeedOptions> = {}) =>
  seedDemo({ database: test.database, assets, count, now: () => now, ...more });

const expected = [...demoCatalogue({ seed: 1, count, now })];

/** What is there, as one text: every table the seed fills, apart from the moments at which rows were written. */
async function everything(): Promise<string> {
  const tables = [
    'product',
    'variant',
    'price',
    'price_history',
    'stock',
    'stock_movement',
    'change_feed',
    'category',
    'collection',
  ];
  const counts = [];
  for (const table of tables) {
    const { rows } = await sql<object>`CHECKSUM TABLE ${sql.table(table)}`.execute(test.database.query);
    counts.push(JSON.stringify(rows));
  }
  return counts.join('\n');
}

const idsOf = async (skus: readonly string[]) => {
  const rows = await test.database.query
    .selectFrom('variant')
    .select(['id', 'sku'])
    .where('sku', 'in', skus)
    .execute();
  return new Map(rows.map(({ id, sku }) => [sku, id]));
};

describe('seeding the demo', () => {
  it('fills an empty shop with products, prices, stock and pictures', async () => {
    const steps: number[] = [];
    const result = await seed({ onProgress: ({ done }) => steps.push(done) });
    expect(result).toEqual({
      outcome: 'seeded',
      products: count,
      variants: expected.flatMap(({ offers }) => offers).length,
    });
    expect(steps).toEqual([500, 1_000, 1_100]);
    expect(
      (await readCategories(test.database.query)).filter(({ parentId }) => parentId === null),
    ).toHaveLength(5);
    expect((await readCollections(test.database.query)).map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['on-sale', 'testers', 'under-30', 'new-this-month', 'best-sellers']),
    );

    const stored = new Set(await readdir(join(folder, 'images')));
    const drawn = new Set(expected.flatMap(({ pictures }) => pictures.map(({ assetKey }) => assetKey)));
    expect(stored.size).toBe(drawn.size);

    const { draft, offers } = expected.find(
      (one) => one.offers[0]!.sale !== null && one.offers[0]!.onHand > 0,
    )!;
    const { slug } = await test.database.query
      .selectFrom('product')
      .select('slug')
      .where('source_key', '=', draft.sourceKey)
      .executeTakeFirstOrThrow();
    const found = await findProduct(test.database.query, slug);
    expect(found).toMatchObject({
      product: { name: draft.name, brand: { name: draft.brandName }, status: 'active' },
    });

    const [{ variant, baseCents, sale, onHand }] = offers as unknown as [(typeof offers)[number]];
    const id = (await idsOf([variant.sku])).get(variant.sku)!;
    expect((await readCurrentPrices(test.database.query, [id], 'USD', now)).get(id)).toMatchObject({
      cents: sale!.cents,
      wasCents: baseCents,
    });
    expect((await readAvailability(test.database.query, [id])).get(id)).toBe(onHand);
  });

  it('changes nothing the second time, not even later', async () => {
    await seed();
    const before = await everything();
    const later = new Date(now.getTime() + 40 * 86_400_000);
    expect(await seed({ now: () => later })).toEqual({ outcome: 'complete', products: 0, variants: 0 });
    expect(await everything()).toBe(before);
  });

  it('completes what was interrupted and leaves what is there as people made it', async () => {
    const broken: AssetStore = {
      get: (key) => assets.get(key),
      has: (key) => assets.has(key),
      put: async (key, body, type) => {
        if (key === expected[1_050]!.pictures[0]!.assetKey) throw new Error('the disk is full');
        await assets.put(key, body, type);
      },
    };
    await expect(seed({ assets: broken })).rejects.toThrow('the disk is full');
    await test.database.query
      .updateTable('product')
      .set({ name: 'Renamed' })
      .where('source_key', '=', expected[3]!.draft.sourceKey)
      .execute();

    const { outcome, products } = await seed();
    expect(outcome).toBe('seeded');
    expect(products).toBeGreaterThanOrEqual(100);
    expect(products).toBeLessThan(count);
    const { total } = await test.database.query
      .selectFrom('product')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    expect(total).toBe(count);
    const { name } = await test.database.query
      .selectFrom('product')
      .select('name')
      .where('source_key', '=', expected[3]!.draft.sourceKey)
      .executeTakeFirstOrThrow();
    expect(name).toBe('Renamed');
  });

  it('leaves a shop with other products alone', async () => {
    await seed({ count: 20 });
    const before = await everything();
    expect((await seed({ count: 30 })).outcome).toBe('other-catalogue');
    expect((await seed({ count: 20, seed: 2 })).outcome).toBe('other-catalogue');
    expect(await everything()).toBe(before);
  });
});
