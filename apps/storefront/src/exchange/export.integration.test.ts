import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExchangeShop, shopifySample, type ExchangeShop } from '../../test/support/exchange-shop.ts';
import { saveCategories } from '../catalogue/index.ts';
import { setPrices } from '../pricing/index.ts';
import { exportProducts, importProducts } from './index.ts';

let shop: ExchangeShop;
beforeEach(async () => {
  shop = await openExchangeShop();
});
afterEach(() => shop.close());

describe('exporting', () => {
  async function fill() {
    await shop.database.transaction((trx) =>
      saveCategories(trx, [
        {
          slug: 'fragrance',
          name: 'Fragrance',
          description: null,
          children: [{ slug: 'niche', name: 'Niche', description: 'Small houses', children: [] }],
        },
      ]),
    );
    await shop.run(shopifySample);
    const own = [
      'Key,Status,Brand,Name,Category,Description,Kind,Top notes,Heart notes,Accords,Longevity votes,Attributes,Popularity,Created at,Images,SKU,Barcode,Size,Condition,Price,Sale price,Sale starts at,Sale ends at,Supplier list price,On hand',
      `k|1,active,=SUM(A1),"'-015 ""x""",niche,"@first\n\n- second; third, ""fourth""",perfume,Rose | A\\|B,Oud,Woody: 90 | Amber: 12,4 | 0 | 9 | 14 | 31,"season: summer, winter | time-of-day: day",77,2025-01-02T03:04:05.678Z,products/a.svg 800x1000 A bottle,S-1,4006381333931,7.5 ml,sealed,50,40,2026-02-01T00:00:00Z,2026-09-01T00:00:00Z,65,9`,
      'k|1,,,,,,,,,,,,,,,S-2,,100 ml,tester,80.01,,,,,0',
    ].join('\n');
    expect(await shop.run(await shop.file(own))).toMatchObject({ refusedLines: 0 });
    const retired =
      'Brand,Name,Concentration,SKU,Variant status\nMaison Vire,Nuit Ambre,EDP,MV-NA-050,retired\n';
    expect(await shop.run(await shop.file(retired))).toMatchObject({ changed: 1, refusedLines: 0 });
    const variant = await shop.database.query
      .selectFrom('variant')
      .select('id')
      .where('sku', '=', 'MV-NA-030')
      .executeTakeFirstOrThrow();
    const price = {
      variantId: variant.id,
      currency: 'USD',
      baseCents: 4990,
      saleCents: 3990,
      saleStartsAt: null,
      saleEndsAt: null,
      supplierListCents: null,
    };
    await shop.database.transaction((trx) => setPrices(trx, [price], shop.now()));
  }

  const exported = async (name: string) => {
    const path = shop.path(name);
    const products = await exportProducts({ database: shop.database, currency: 'USD' }, { file: path });
    return { path, products };
  };

  it('writes a file that imports without a single change, plain and compressed', async () => {
    await fill();
    const before = await shop.checksums();
    for (const name of ['all.csv', 'all.csv.gz']) {
      const { path, products } = await exported(name);
      expect(products).toBe(16);
      expect(await shop.run(path)).toMatchObject({
        created: 0,
        changed: 0,
        unchanged: 16,
        refusedLines: 0,
        repeatedLines: 0,
      });
    }
    expect(await shop.checksums()).toEqual(before);
  });

  it('writes a file that makes the same shop again from nothing', async () => {
    await fill();
    const { path } = await exported('whole.csv');
    const first = await readFile(path, 'utf8');
    const other = await openExchangeShop();
    try {
      const dependencies = { database: other.database, currency: 'USD', now: shop.now };
      const options = { file: path, apply: true, makeCategories: true, publish: true };
      expect(await importProducts(dependencies, options)).toMatchObject({ created: 16, refusedLines: 0 });
      const again = shop.path('again.csv');
      await exportProducts({ database: other.database, currency: 'USD' }, { file: again });
      const sorted = (text: string) => text.split('\r\n').sort();
      expect(sorted(await readFile(again, 'utf8'))).toEqual(sorted(first));
    } finally {
      await other.close();
    }
  });

  it('opens in spreadsheets: marked as UTF-8, CRLF, no cell that runs as a formula', async () => {
    await fill();
    const { path } = await exported('safe.csv.gz');
    const text = gunzipSync(await readFile(path)).toString('utf8');
    expect(text.startsWith('\ufeffKey,Status,')).toBe(true);
    expect(text).toContain("'=SUM(A1)");
    expect(text).toContain("'-015");
    expect(text).not.toMatch(/(?:^|,|\r\n)"?[=+@-]/);
  });

  it('leaves the file that was there before when it fails', async () => {
    await shop.run(shopifySample);
    const path = await shop.file('mine', 'kept.csv');
    await expect(
      exportProducts(
        { database: shop.database, currency: 'USD' },
        { file: path, signal: AbortSignal.abort() },
      ),
    ).rejects.toThrow();
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});
