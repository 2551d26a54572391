import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { fillSmallShop, smallShop } from '../../../test/support/small-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { ShopDatabase } from '../../database/index.ts';
import { createCatalogueIndex, type CatalogueChanges, type LiveCatalogueIndex } from '../index.ts';

let shop: TestDatabase;
let products: Awaited<ReturnType<typeof fillSmallShop>>;
let change: ReturnType<typeof smallShop>;
let index: LiveCatalogueIndex;
let told: CatalogueChanges[] = [];
let now = new Date();
const away = { is: false };

/** A database that a test can take away from the reading of products, but not of the feed. */
function withoutVariants(database: ShopDatabase): ShopDatabase {
  const query = new Proxy(database.query, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      return (...of: unknown[]) => {
        if (away.is && of[0] === 'variant') throw new Error('gone');
        return (value as (...of: unknown[]) => unknown).apply(target, of);
      };
    },
  });
  return { ...database, query };
}

beforeAll(async () => {
  shop = await createTestDatabase();
  products = await fillSmallShop(shop.database);
  change = smallShop(shop.database);
  const database = withoutVariants(shop.database);
  const logger = pino({ level: 'silent' });
  index = await createCatalogueIndex({ database, currency: 'USD', now: () => now, logger });
  index.onChanges((changes) => told.push(changes));
});
afterAll(async () => {
  index.close();
  await shop.close();
});
beforeEach(() => {
  told = [];
});

const woody = {
  categories: ['woody', 'perfume'],
  brand: 'velour',
  notes: ['rose', 'musk'],
  collections: ['of-velour'],
};
const nothing = { card: false, offers: false, kind: false, place: false, words: false };

describe('what is told of a change', () => {
  it('of the number of pieces is that nothing shows it but the product itself', async () => {
    await change.stock(products.rose.variantId, 6);
    await index.refresh();
    expect(told).toMatchObject([
      { products: [{ productId: products.rose.productId, ...nothing, before: woody, after: woody }] },
    ]);
    expect(told[0]!.products[0]!.feedIds).toHaveLength(1);
  });

  it('of a price are its listings, those that it leaves and comes into among them', async () => {
    await change.price(products.rose.variantId, 5_000, { cents: 4_000, from: null, until: null });
    await index.refresh();
    const onSale = { ...woody, collections: ['on-sale', 'of-velour'] };
    expect(told).toMatchObject([
      { products: [{ ...nothing, card: true, offers: true, before: woody, after: onSale }] },
    ]);
    await change.price(products.rose.variantId, 5_000);
    await index.refresh();
    expect(told[1]).toMatchObject({ products: [{ before: onSale, after: woody }] });
  });

  it('by the clock comes once, without an entry of the feed, whoever looks first', async () => {
    const start = now.getTime();
    const sale = { cents: 4_000, from: new Date(start + 60_000), until: new Date(start + 120_000) };
    await change.price(products.oud.variantId, 5_000, sale);
    await index.refresh();
    expect(index.position().nextSaleChange).toEqual(sale.from);
    told = [];
    now = sale.from;
    index.brands();
    index.brands();
    expect(told).toMatchObject([
      {
        products: [{ productId: products.oud.productId, feedIds: [], card: true, offers: true, kind: false }],
      },
    ]);
    expect(told[0]!.products[0]).toMatchObject({
      before: { collections: [] },
      after: { collections: ['on-sale'] },
    });
    now = sale.until;
    await index.refresh();
    expect(told[1]!.products[0]).toMatchObject({ after: { collections: [] } });
    expect(index.position().nextSaleChange).toBeNull();
  });

  it('that takes a product away has no listings after it, and one that brings it back none before', async () => {
    const { draft } = products.hair;
    await change.save({ ...draft, status: 'deleted' });
    await index.refresh();
    expect(told).toMatchObject([{ products: [{ kind: true, before: { brand: 'limette' }, after: null }] }]);
    await change.save(draft);
    await index.refresh();
    expect(told[1]).toMatchObject({ products: [{ kind: true, before: null, after: { brand: 'limette' } }] });
  });

  it('that was read, but cannot be taken in, is that anything about the product may be different', async () => {
    await change.stock(products.rose.variantId, 5);
    away.is = true;
    await expect(index.refresh()).rejects.toThrow('gone');
    away.is = false;
    const { finalId } = index.position();
    expect(told).toMatchObject([
      {
        products: [
          { productId: products.rose.productId, card: true, words: true, before: woody, after: woody },
        ],
      },
    ]);
    await index.refresh();
    expect(told[1]).toMatchObject({ products: [{ productId: products.rose.productId, ...nothing }] });
    expect(index.position().finalId).toBeGreaterThanOrEqual(finalId);
  });
});
