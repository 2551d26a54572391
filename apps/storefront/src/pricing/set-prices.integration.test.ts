import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perfumeCategory, productDraft, variantDraft } from '../../test/support/product-drafts.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { saveCategories, saveProducts } from '../catalogue/index.ts';
import { InvalidPrice, readCurrentPrices, setPrices, type PriceInput } from './index.ts';

let shop: TestDatabase;
/** Variants that no test has priced yet. */
const unpriced: number[] = [];
let productIdOfAll: number;

beforeAll(async () => {
  shop = await createTestDatabase();
  const [saved] = await shop.database.transaction(async (trx) => {
    await saveCategories(trx, perfumeCategory);
    const variants = Array.from({ length: 40 }, (_, index) => variantDraft(`sku-${index}`, index + 1));
    return saveProducts(trx, [productDraft('one', { variants })]);
  });
  productIdOfAll = saved!.productId;
  unpriced.push(...saved!.variantIds.values());
});

afterAll(() => shop.close());

const day = (number: number) => new Date(Date.UTC(2026, 5, number));

const price = (variantId: number, baseCents: number, changes: Partial<PriceInput> = {}): PriceInput => ({
  variantId,
  currency: 'USD',
  baseCents,
  saleCents: null,
  saleStartsAt: null,
  saleEndsAt: null,
  supplierListCents: null,
  ...changes,
});

const set = (at: Date, ...prices: PriceInput[]) =>
  shop.database.transaction((trx) => setPrices(trx, prices, at));

const current = async (variantId: number, at: Date, currency = 'USD') =>
  (await readCurrentPrices(shop.database.query, [variantId], currency, at)).get(variantId);

const history = (variantId: number) =>
  shop.database.query
    .selectFrom('price_history')
    .select(['version', 'base_cents', 'sale_cents', 'recorded_at'])
    .where('variant_id', '=', variantId)
    .orderBy('version')
    .execute();

const lastChange = async () =>
  shop.database.query
    .selectFrom('change_feed')
    .select(['id', 'subject', 'subject_id'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();

describe('setPrices', () => {
  it('keeps every version in the history and says which variants changed', async () => {
    const [one, other] = [unpriced.pop()!, unpriced.pop()!];
    expect(await set(day(1), price(one, 8000), price(other, 5000))).toEqual(
      [one, other].sort((a, b) => a - b),
    );
    expect(await set(day(2), price(one, 9000), price(other, 5000))).toEqual([one]);
    expect(await history(one)).toEqual([
      { version: 1, base_cents: 8000, sale_cents: null, recorded_at: day(1) },
      { version: 2, base_cents: 9000, sale_cents: null, recorded_at: day(2) },
    ]);
    expect(await current(one, day(2))).toMatchObject({ cents: 9000, version: 2 });
    expect(await current(other, day(2))).toMatchObject({ cents: 5000, version: 1 });
  });

  it('writes nothing, not even to the change feed, when the price is already so', async () => {
    const id = unpriced.pop()!;
    const sale = price(id, 8000, {
      saleCents: 6000,
      saleStartsAt: day(3),
      saleEndsAt: day(9),
      supplierListCents: 9900,
    });
    await set(day(1), sale);
    const before = await lastChange();
    expect(before).toMatchObject({ subject: 'product', subject_id: productIdOfAll });
    expect(await set(day(2), sale)).toEqual([]);
    expect(await lastChange()).toEqual(before);
    expect(await history(id)).toHaveLength(1);
  });

  it('works the crossed-out price out of the 30 days before the sale', async () => {
    const id = unpriced.pop()!;
    await set(day(1), price(id, 8000));
    await set(day(20), price(id, 10_000));
    await set(day(25), price(id, 10_000, { saleCents: 7000, saleEndsAt: day(28) }));
    expect(await current(id, day(26))).toMatchObject({ cents: 7000, wasCents: 8000, saleEndsAt: day(28) });
    expect(await current(id, day(28))).toMatchObject({ cents: 10_000, wasCents: null });
    await set(day(29), price(id, 10_000, { saleCents: 9000 }));
    expect(await current(id, day(29))).toMatchObject({ cents: 9000, wasCents: null });
  });

  it('knows the reference of a sale before it starts', async () => {
    const id = unpriced.pop()!;
    await set(day(1), price(id, 8000));
    await set(day(2), price(id, 8000, { saleCents: 6000, saleStartsAt: day(10), saleEndsAt: day(12) }));
    expect(await current(id, day(9))).toMatchObject({ cents: 8000, wasCents: null });
    expect(await current(id, day(10))).toMatchObject({ cents: 6000, wasCents: 8000 });
  });

  it('keeps currencies apart', async () => {
    const id = unpriced.pop()!;
    await set(day(1), price(id, 8000), price(id, 7500, { currency: 'EUR' }));
    await set(day(2), price(id, 7000, { currency: 'EUR' }));
    expect(await current(id, day(2))).toMatchObject({ cents: 8000, version: 1 });
    expect(await current(id, day(2), 'EUR')).toMatchObject({ cents: 7000, version: 2 });
    expect(await current(id, day(2), 'GBP')).toBeUndefined();
  });

  it('refuses the whole batch for one wrong price, before anything is written', async () => {
    const [good, bad] = [unpriced.pop()!, unpriced.pop()!];
    await expect(set(day(1), price(good, 8000), price(bad, -1))).rejects.toThrow(InvalidPrice);
    await expect(set(day(1), price(good, 8000), price(good, 9000))).rejects.toThrow('twice');
    expect(await current(good, day(1))).toBeUndefined();
  });

  it('loses no version when many change the same prices at once', async () => {
    const ids = [unpriced.pop()!, unpriced.pop()!, unpriced.pop()!];
    const writers = Array.from({ length: 12 }, (_, index) => {
      const prices = ids.map((id) => price(id, 1000 + index));
      return set(day(1), ...(index % 2 === 0 ? prices : prices.toReversed()));
    });
    await Promise.all(writers);
    for (const id of ids) {
      const versions = await history(id);
      expect(versions.map(({ version }) => version)).toEqual(writers.map((_, index) => index + 1));
      expect(new Set(versions.map(({ base_cents }) => base_cents)).size).toBe(writers.length);
      expect(await current(id, day(1))).toMatchObject({
        version: writers.length,
        cents: versions.at(-1)!.base_cents,
      });
    }
  });
});
