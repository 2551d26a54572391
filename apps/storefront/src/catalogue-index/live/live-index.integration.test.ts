import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { perfumeCategory, productDraft, variantDraft } from '../../../test/support/product-drafts.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { saveCategories, saveProducts, type ProductDraft } from '../../catalogue/index.ts';
import type { ShopDatabase, ShopTransaction } from '../../database/index.ts';
import { emptyListingQuery } from '../../listing/url.ts';
import { setPrices } from '../../pricing/index.ts';
import { setOnHand } from '../../stock/index.ts';
import { createCatalogueIndex, type LiveCatalogueIndex } from '../index.ts';

let shop: TestDatabase;
let index: LiveCatalogueIndex;
const clock = { now: new Date() };
const logger = { info: vi.fn(), warn: vi.fn() };

beforeAll(async () => {
  shop = await createTestDatabase();
  await shop.database.transaction((trx) => saveCategories(trx, perfumeCategory));
  await save(draft('vetiver-noir', { name: 'Vetiver Noir', brandName: 'Maison Élan' }));
  index = await open(shop.database);
});
afterAll(async () => {
  index.close();
  await shop.close();
});

const open = (database: ShopDatabase) =>
  createCatalogueIndex({ database, currency: 'USD', now: () => clock.now, logger, random: () => 0 });

const draft = (key: string, changes: Partial<ProductDraft> = {}) =>
  productDraft(key, { variants: [variantDraft(`${key}-100`, 100)], ...changes });

/** Saves products with a price of 50.00 and five pieces each. */
async function save(...drafts: ProductDraft[]) {
  return shop.database.transaction(async (trx) => {
    const saved = await saveProducts(trx, drafts);
    const variantIds = saved.flatMap(({ variantIds: ids }) => [...ids.values()]);
    await price(trx, variantIds, 5_000);
    await setOnHand(
      trx,
      variantIds.map((variantId) => ({ variantId, onHand: 5 })),
      'test',
    );
    return saved;
  });
}

const price = (
  trx: ShopTransaction,
  variantIds: readonly number[],
  baseCents: number,
  sale?: { cents: number; from: Date; until: Date },
) =>
  setPrices(
    trx,
    variantIds.map((variantId) => ({
      variantId,
      currency: 'USD',
      baseCents,
      saleCents: sale?.cents ?? null,
      saleStartsAt: sale?.from ?? null,
      saleEndsAt: sale?.until ?? null,
      supplierListCents: null,
    })),
    clock.now,
  );

const found = (text: string) => index.list({ ...emptyListingQuery, text, sort: 'relevance' });

describe('the catalogue in memory', () => {
  it('holds what the tables hold when it is opened', () => {
    expect(index.state()).toMatchObject({ products: 1, variants: 1 });
    expect(found('elan vetiver noir').cards).toMatchObject([
      { name: 'Vetiver Noir', brandName: 'Maison Élan', fromCents: 5_000, inStock: true },
    ]);
  });

  it('takes in a product that is new, with a brand and notes that are new, and lets one go that is deleted', async () => {
    const notes = { form: 'flat', top: [], heart: [], base: [], flat: ['Smoked Tea', 'Oud'] } as const;
    await save(draft('fumee', { name: 'Fumée', brandName: 'Neue Marke', notes }));
    await index.refresh();
    expect(found('fumee smoked tea').cards).toMatchObject([{ name: 'Fumée', brandName: 'Neue Marke' }]);
    expect(index.notes().map(({ name }) => name)).toContain('Smoked Tea');

    await save(draft('fumee', { name: 'Fumée', brandName: 'Neue Marke', notes, status: 'deleted' }));
    await index.refresh();
    expect(found('"fumee"').total).toBe(0);
    expect(index.brands().map(({ name }) => name)).not.toContain('Neue Marke');
  });

  it('follows prices and stock', async () => {
    const [saved] = await save(draft('cheap', { name: 'Cheapish' }));
    const variantIds = [...saved!.variantIds.values()];
    await shop.database.transaction((trx) => price(trx, variantIds, 1_234));
    await index.refresh();
    expect(found('cheapish').cards).toMatchObject([{ fromCents: 1_234, inStock: true }]);
    await shop.database.transaction((trx) =>
      setOnHand(trx, [{ variantId: variantIds[0]!, onHand: 0 }], 'test'),
    );
    await index.refresh();
    expect(found('cheapish').cards).toMatchObject([{ inStock: false }]);
  });

  it('begins and ends a sale by the clock, without reading anything', async () => {
    const [saved] = await save(draft('sale', { name: 'Soldes' }));
    const start = clock.now.getTime();
    const [from, until] = [new Date(start + 60_000), new Date(start + 120_000)];
    await shop.database.transaction((trx) =>
      price(trx, [...saved!.variantIds.values()], 5_000, { cents: 4_000, from, until }),
    );
    await index.refresh();
    const now = () => found('soldes').cards.map(({ fromCents, wasCents }) => [fromCents, wasCents]);
    expect(now()).toEqual([[5_000, null]]);
    clock.now = from;
    expect(now()).toEqual([[4_000, 5_000]]);
    clock.now = until;
    expect(now()).toEqual([[5_000, null]]);
  });

  it('follows the category tree', async () => {
    const [perfume] = perfumeCategory;
    await shop.database.transaction((trx) => saveCategories(trx, [{ ...perfume!, name: 'All the scents' }]));
    await index.refresh();
    expect(index.categories().map(({ name }) => name)).toContain('All the scents');
  });

  it('misses no change that is committed after a later one', async () => {
    const [one, two] = await save(
      draft('late-1', { name: 'Latecomer' }),
      draft('late-2', { name: 'Earlybird' }),
    );
    await index.refresh();
    const idsOf = (saved: typeof one) => [...saved!.variantIds.values()];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let began = () => {};
    const started = new Promise<void>((resolve) => (began = resolve));
    const slow = shop.database.transaction(async (trx) => {
      await price(trx, idsOf(one), 1_111);
      began();
      await held;
    });
    await started;
    await shop.database.transaction((trx) => price(trx, idsOf(two), 2_222));
    await index.refresh();
    expect(found('earlybird').cards).toMatchObject([{ fromCents: 2_222 }]);
    expect(found('latecomer').cards).toMatchObject([{ fromCents: 5_000 }]);
    release();
    await slow;
    await index.refresh();
    expect(found('latecomer').cards).toMatchObject([{ fromCents: 1_111 }]);
  });

  it('reads everything again when it is told that everything changed', async () => {
    await shop.database.query
      .updateTable('product')
      .set({ name: 'Changed behind the back' })
      .where('name', '=', 'Earlybird')
      .execute();
    const { loadedAt } = index.state();
    clock.now = new Date(clock.now.getTime() + 1_000);
    await shop.database.query
      .insertInto('change_feed')
      .values({ subject: 'product', subject_id: 0 })
      .execute();
    await index.refresh();
    expect(found('"changed behind the back"').total).toBe(1);
    expect(index.state().loadedAt > loadedAt).toBe(true);
  });

  it('takes in five hundred changes and answers as a new one does', async () => {
    const many = Array.from({ length: 500 }, (_, at) => draft(`many-${at}`, { name: `Serie ${at}` }));
    await save(...many);
    await index.refresh();
    await shop.database.query
      .updateTable('variant')
      .set({ status: 'retired' })
      .where('sku', 'like', 'many-%7-100')
      .execute();
    const retired = await shop.database.query
      .selectFrom('variant')
      .select('product_id')
      .where('status', '=', 'retired')
      .execute();
    await shop.database.query
      .insertInto('change_feed')
      .values(retired.map(({ product_id }) => ({ subject: 'product' as const, subject_id: product_id })))
      .execute();
    await index.refresh();
    const fresh = await open(shop.database);
    for (const query of [
      { sort: 'price' as const },
      { text: 'serie', sort: 'relevance' as const },
      { sizes: ['100-ml'], inStock: true },
    ]) {
      const asked = { ...emptyListingQuery, ...query };
      expect(index.list(asked)).toEqual(fresh.list(asked));
    }
    expect(index.state().products).toBe(fresh.state().products);
    expect(index.state().variants).toBe(fresh.state().variants);
    fresh.close();
  });

  it('follows by itself', async () => {
    index.follow(20);
    await save(draft('by-itself', { name: 'Perpetuum' }));
    await vi.waitFor(() => expect(found('"perpetuum"').total).toBe(1), { timeout: 5_000 });
  });
});

describe('while the database does not answer', () => {
  it('serves what it has, says so once, and catches up when it is back', async () => {
    const away = { is: false };
    const failing = new Proxy(shop.database.query, {
      get(target, property) {
        if (away.is && property === 'selectFrom')
          return () => {
            throw new Error('gone');
          };
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? (value as (...of: unknown[]) => unknown).bind(target) : value;
      },
    });
    const own = await open({ ...shop.database, query: failing });
    logger.warn.mockClear();
    const total = () => own.list({ ...emptyListingQuery, text: '"phoenix"', sort: 'relevance' }).total;
    own.follow(10);
    away.is = true;
    await vi.waitFor(() => expect(logger.warn).toHaveBeenCalled());
    await save(draft('phoenix', { name: 'Phoenix' }));
    expect(own.list(emptyListingQuery).total).toBeGreaterThan(500);
    expect(total()).toBe(0);
    away.is = false;
    await vi.waitFor(() => expect(total()).toBe(1), { timeout: 5_000 });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    own.close();
  });
});
