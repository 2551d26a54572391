import express, { type Express } from 'express';
import pino from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perfumeCategory, productDraft, variantDraft } from '../../test/support/product-drafts.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { saveCategories, saveProducts, type ProductDraft } from '../catalogue/index.ts';
import { readConfig } from '../config/index.ts';
import type { CatalogueIndex, ListingQuery } from '../listing/index.ts';
import { setPrices } from '../pricing/index.ts';
import { setOnHand } from '../stock/index.ts';
import { drawErrors } from '../web/error-page.tsx';
import type { AssetUrls, WebContext } from '../web/index.ts';
import { createProductRouter } from './index.ts';

const now = new Date('2026-11-24T12:00:00Z');
const saleEnds = new Date('2026-11-30T23:59:00Z');

let shop: TestDatabase;
let app: Express;
/** What the page asked the index to list. */
let listed: ListingQuery[] = [];

/** An index of a shop that has nothing else to show. */
const index: Pick<CatalogueIndex, 'similar' | 'list'> = {
  similar: () => [],
  list(query) {
    listed.push(query);
    return {
      query,
      total: 0,
      pageCount: 0,
      cards: [],
      facets: [],
      priceRange: null,
      inStockCount: 0,
      understoodAs: null,
      relaxed: false,
    };
  },
};

const assets: AssetUrls = {
  stylesheet: '/assets/main.css',
  script: '/assets/main.js',
  preloadFonts: [],
  favicon: '/assets/favicon.svg',
  image: (key) => `/${key}`,
  origins: [],
};

beforeAll(async () => {
  shop = await createTestDatabase();
  const { database } = shop;
  await database.transaction((trx) => saveCategories(trx, perfumeCategory));
  const config = readConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: 'https://shop.example',
    COOKIE_SECRET: 'x'.repeat(32),
    DATABASE_URL: shop.url,
  });
  app = express();
  const logger = pino({ level: 'silent' });
  app.locals.web = { config, logger, assets, menu: () => [] } satisfies WebContext;
  app.use(createProductRouter({ database, index, currency: 'USD', now: () => now }));
  app.use(drawErrors(() => undefined));
});
afterAll(() => shop.close());

const save = (sourceKey: string, changes: Partial<ProductDraft> = {}) =>
  shop.database.transaction(async (trx) => (await saveProducts(trx, [productDraft(sourceKey, changes)]))[0]!);

/** The JSON-LD blocks of a page. */
const jsonLdOf = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
    ([, json]) => JSON.parse(json!) as Record<string, unknown>,
  );

describe('the page of a product', () => {
  it('shows the same price in words and in JSON-LD, with the saving worked out', async () => {
    const { slug, variantIds } = await save('offer', {
      variants: [variantDraft('o50', 50), variantDraft('o100', 100, { condition: 'tester' })],
    });
    const [small, tester] = [variantIds.get('o50')!, variantIds.get('o100')!];
    const price = {
      currency: 'USD',
      saleCents: null,
      saleStartsAt: null,
      saleEndsAt: null,
      supplierListCents: null,
    };
    await shop.database.transaction(async (trx) => {
      const prices = [
        { ...price, variantId: small, baseCents: 8000 },
        { ...price, variantId: tester, baseCents: 9000 },
      ];
      await setPrices(trx, prices, new Date('2026-10-01T00:00:00Z'));
      const sale = { ...prices[0]!, saleCents: 6000, saleEndsAt: saleEnds };
      await setPrices(trx, [sale], new Date('2026-11-20T00:00:00Z'));
      const counts = [
        { variantId: small, onHand: 3 },
        { variantId: tester, onHand: 0 },
      ];
      await setOnHand(trx, counts, 'test');
    });

    const { text, status } = await request(app).get(`/products/${slug}`);
    expect(status).toBe(200);
    for (const words of [
      '$60.00',
      '$120.00 per 100 ml',
      'Lowest price in the 30 days before: $80.00. You save $20.00 (25%).',
      'November 30, 2026 at 11:59 PM UTC',
      'Only 3 left',
      'Condition',
      'o50',
      'Autumn',
    ])
      expect(text.replace(/<!-- -->|<[^>]+>/g, '').replace(/\u202f/g, ' ')).toContain(words);
    const [product] = jsonLdOf(text);
    expect(product).toMatchObject({
      '@type': 'ProductGroup',
      hasVariant: [
        {
          sku: 'o50',
          offers: {
            price: '60.00',
            priceCurrency: 'USD',
            priceValidUntil: saleEnds.toISOString(),
            availability: 'https://schema.org/LimitedAvailability',
          },
        },
        { sku: 'o100', offers: { price: '90.00', availability: 'https://schema.org/OutOfStock' } },
      ],
    });
  });

  it('has an address for each variant and names the product as the canonical one', async () => {
    const { slug } = await save('addresses', {
      variants: [variantDraft('a50', 50), variantDraft('a100', 100)],
    });
    const { text } = await request(app).get(`/products/${slug}/100-ml`).expect(200);
    expect(text).toContain(`<link rel="canonical" href="https://shop.example/products/${slug}"`);
    expect(text).toContain('a100');
    expect((await request(app).get(`/products/${slug}/30-ml`).expect(404)).text).toContain('100 ml');
  });

  it('leads on from an old address in one hop, to the same variant', async () => {
    const old = await save('renamed', { name: 'Before' });
    const { slug } = await save('renamed', { name: 'After' });
    await request(app).get(`/products/${old.slug}`).expect(301).expect('Location', `/products/${slug}`);
    await request(app)
      .get(`/products/${old.slug}/100-ml`)
      .expect(301)
      .expect('Location', `/products/${slug}/100-ml`);
  });

  it('says 410 for what is gone and looks for something in its place', async () => {
    const { slug } = await save('gone', { status: 'deleted' });
    listed = [];
    const { text } = await request(app).get(`/products/${slug}`).expect(410);
    expect(text).toContain('Maison Aurore Scent gone is no longer sold');
    expect(text).toContain('/categories/perfume');
    expect(listed.map(({ brands, category }) => [brands, category])).toEqual([
      [['maison-aurore'], undefined],
      [[], 'perfume'],
    ]);
  });

  it('says 404 for what never was and for drafts', async () => {
    const { slug } = await save('draft', { status: 'draft' });
    await request(app).get(`/products/${slug}`).expect(404);
    await request(app).get('/products/nothing').expect(404);
    await request(app).get('/products/%00').expect(404);
  });

  it('can be drawn of a product of which next to nothing is known', async () => {
    const { slug } = await save('bare', {
      description: null,
      gender: null,
      concentration: null,
      launchYear: null,
      notes: { form: 'none', top: [], heart: [], base: [], flat: [] },
      accords: [],
      longevityVotes: null,
      sillageVotes: null,
      attributes: {},
      variants: [{ sku: 'bare', gtin: null, size: null, condition: 'sealed' }],
    });
    const { text } = await request(app).get(`/products/${slug}`).expect(200);
    expect(text).toContain('Not sold at the moment');
    for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${id}"`);
    expect(text).toContain('nobody has voted yet');
  });

  it('says of a product without any variant that it is not sold', async () => {
    const { slug } = await save('nothing-to-buy', { variants: [] });
    const { text } = await request(app).get(`/products/${slug}`).expect(200);
    expect(text).toContain('Not sold at the moment');
    expect(text).not.toContain('ProductGroup');
    for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${id}"`);
  });
});
