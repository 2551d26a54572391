import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleProducts } from '../importing/assemble.ts';
import { CsvReader } from '../reading/csv-reader.ts';
import { detectShape } from './detect.ts';
import type { Assembled, ProductRecord } from './shape.ts';

async function assemble(text: string): Promise<Assembled[]> {
  const reader = new CsvReader({ separator: ',' });
  const [head, ...rows] = [...reader.push(text), ...reader.end()];
  if (!head || !('cells' in head)) throw new Error('The text has no header.');
  const found = [];
  const pieces = (async function* () {
    await Promise.resolve();
    yield rows;
  })();
  const { shape, header } = detectShape(head.cells);
  const rowReader = { shape, header, width: head.cells.length, damaged: false };
  for await (const product of assembleProducts(pieces, rowReader, { currency: 'USD' })) found.push(product);
  return found;
}

const records = (found: readonly Assembled[]): ProductRecord[] =>
  found.flatMap(({ record }) => (record ? [record] : []));
const refusals = (found: readonly Assembled[]) => found.flatMap(({ refused }) => refused);

describe('a Shopify export', () => {
  let found: Assembled[];
  const named = (name: string) => records(found).filter(({ product }) => product.name === name);
  beforeAll(async () => {
    found = await assemble(await readFile(new URL('../samples/shopify-export.csv', import.meta.url), 'utf8'));
  });

  it('makes one product of the rows of a Handle and no variant of a row that only brings a picture', () => {
    const [nuit] = named('Nuit Ambre');
    expect(nuit).toMatchObject({
      line: 2,
      product: {
        brandName: 'Maison Vire',
        concentration: 'eau-de-parfum',
        gender: 'women',
        kind: 'perfume',
        status: 'active',
      },
    });
    expect(nuit?.variants.map(({ sku, size, onHand }) => [sku, size?.amount, onHand])).toEqual([
      ['MV-NA-030', 3000, 12],
      ['MV-NA-050', 5000, 7],
      ['MV-NA-100', 10_000, 0],
    ]);
  });

  it('keeps the compare-at price as a supplier’s list price, never as a former price', () => {
    expect(named('Nuit Ambre')[0]?.variants[0]?.price).toEqual({ baseCents: 4990, supplierListCents: 6500 });
  });

  it('turns the description into text', () => {
    expect(named('Nuit Ambre')[0]?.product.description).toBe(
      'Warm amber & vanilla.\n\n• Top: bergamot\n• Base: amber, "dry" woods',
    );
  });

  it('gives a size that is sold under a title of its own the key of its product', () => {
    const [all, tester] = named('Nuit Ambre');
    expect(tester?.sourceKey).toBe(all?.sourceKey);
    expect(tester?.variants).toMatchObject([
      { sku: 'MV-NA-100T', size: { amount: 10_000 }, condition: 'tester' },
    ]);
    expect(named('Sel de Mer').map(({ variants }) => variants[0]?.condition)).toEqual(['sealed', 'unboxed']);
  });

  it('reads size and condition from options, and digits stay a name', () => {
    const [digits] = named('015');
    expect(digits?.variants.map(({ size, condition }) => [size?.amount, condition])).toEqual([
      [5000, 'sealed'],
      [5000, 'tester'],
    ]);
  });

  it('tells kinds and genders by type, category, title and tags', () => {
    const of = (name: string) => named(name)[0]?.product;
    expect(of('Orange Soleil')).toMatchObject({
      kind: 'cologne',
      gender: 'men',
      concentration: 'eau-de-cologne',
    });
    expect(of('Silk Shampoo')).toMatchObject({ kind: 'hair-care' });
    expect(of('Rose Body Cream')).toMatchObject({ kind: 'skin-care', gender: 'women' });
    expect(of('Nuit Ambre Gift Set')).toMatchObject({ kind: 'gift-set' });
    expect(of('L’Heure d’Été')).toMatchObject({ gender: 'unisex', concentration: 'extrait' });
  });

  it('makes drafts of what is not active there and counts stock below zero as none', () => {
    expect(['Ombre', 'Ancien'].map((name) => named(name)[0]?.product.status)).toEqual(['draft', 'draft']);
    expect(named('Sel de Mer')[0]?.variants[0]).toMatchObject({ onHand: 0, price: { baseCents: 105_900 } });
    expect(named('Sel de Mer')[0]?.remarks).toContainEqual({ line: 9, text: 'A stock of -2 counts as 0.' });
  });

  it('makes an SKU that stays the same where the supplier has none', () => {
    expect(named('Lin Blanc')[0]?.variants.map(({ sku }) => sku)).toEqual(['no-sku-50-ml', 'no-sku-100-ml']);
  });

  it('refuses by line what cannot be taken and keeps what can', () => {
    const reasons = new Map(refusals(found).map(({ line, reason }) => [line, reason]));
    expect([...reasons.keys()].sort()).toEqual([24, 26, 27, 28]);
    expect(reasons.get(24)).toMatch(/Variant Price: "-31\.00" is negative/);
    expect(reasons.get(26)).toMatch(/two ways/);
    expect(reasons.get(27)).toMatch(/4 cells where the header has 27/);
    expect(reasons.get(28)).toMatch(/Vendor is missing/);
    expect(named('Legno')[0]?.variants).toHaveLength(1);
  });

  it('leaves a barcode out that a spreadsheet has rounded, and says so', () => {
    expect(named('Neve')[0]?.variants[0]?.gtin).toBeUndefined();
    expect(
      named('Neve')[0]
        ?.remarks.map(({ text }) => text)
        .join(),
    ).toMatch(/rounded/);
  });
});

describe('the table of fragrances', () => {
  const head = 'brand,perfume,image,launch_year,main_accords,notes,longevity,sillage\n';
  const row = (cells: Record<string, string>) =>
    ['brand', 'perfume', 'image', 'launch_year', 'main_accords', 'notes', 'longevity', 'sillage']
      .map((column) => `"${(cells[column] ?? '').replaceAll('"', '""')}"`)
      .join(',');

  it('reads pyramids with null levels, flat lists and null', async () => {
    const found = records(
      await assemble(
        `${head}${[
          row({
            brand: 'A',
            perfume: 'P',
            notes: '{"top": ["Plum ", "plum", "Rose"], "middle": null, "base": ["Rose"]}',
          }),
          row({ brand: 'A', perfume: 'F', notes: '[" Biscuit", "A|B"]' }),
          row({ brand: 'A', perfume: 'N', notes: 'null', main_accords: 'null' }),
        ].join('\n')}`,
      ),
    );
    expect(found.map(({ product }) => product.notes)).toEqual([
      { form: 'pyramid', top: ['Plum', 'Rose'], heart: [], base: ['Rose'], flat: [] },
      { form: 'flat', top: [], heart: [], base: [], flat: ['Biscuit', 'A|B'] },
      { form: 'none', top: [], heart: [], base: [], flat: [] },
    ]);
    expect(found[2]?.product.accords).toEqual([]);
  });

  it('counts votes below zero as none, and no votes at all as not known', async () => {
    const [some, none] = records(
      await assemble(
        `${head}${[
          row({
            brand: 'A',
            perfume: 'P',
            longevity: '["-1","0","2","0","1"]',
            sillage: '["1","0","0","0"]',
          }),
          row({ brand: 'A', perfume: 'Q', longevity: '["0","0","0","0","-1"]', sillage: 'null' }),
        ].join('\n')}`,
      ),
    );
    expect(some?.product).toMatchObject({ longevityVotes: [0, 0, 2, 0, 1], popularityWhenNew: 4 });
    expect(none?.product).toMatchObject({ longevityVotes: null, sillageVotes: null });
  });

  it('keeps names that are digits or the brand as they stand, and year and source apart', async () => {
    const found = records(
      await assemble(
        `${head}${[
          row({ brand: '27 87', perfume: '015', image: 'o.1.jpg', launch_year: '1533' }),
          row({ brand: 'O', perfume: 'O', image: 'o.2.jpg' }),
        ].join('\n')}`,
      ),
    );
    expect(found).toMatchObject([
      { sourceKey: 'fragrance:o.1', product: { brandName: '27 87', name: '015', launchYear: 1533 } },
      { sourceKey: 'fragrance:o.2', product: { name: 'O', launchYear: null } },
    ]);
  });

  it.each([
    [{ brand: 'A' }, /name of the perfume is missing/],
    [{ perfume: 'P' }, /brand is missing/],
    [{ brand: 'A', perfume: 'P', launch_year: 'soon' }, /not a year/],
    [{ brand: 'A', perfume: 'P', notes: '{"top": "Rose"}' }, /not a list of names/],
    [{ brand: 'A', perfume: 'P', notes: '["Rose"' }, /not JSON/],
    [{ brand: 'A', perfume: 'P', longevity: '["1","2"]' }, /5 whole numbers/],
  ])('refuses %j by its line', async (cells, reason) => {
    const found = await assemble(head + row(cells));
    expect(refusals(found)).toMatchObject([{ line: 2, reason: expect.stringMatching(reason) as string }]);
    expect(records(found)).toEqual([]);
  });
});

describe('the shop’s own file', () => {
  it('says nothing of columns that a file does not have, and empties fields of empty cells', async () => {
    const [record] = records(await assemble('Brand,Name,Perfumer,SKU,Price\nA,B,,S1,12.50\n'));
    expect(record?.product).toEqual({ brandName: 'A', name: 'B', perfumer: null });
    expect(record?.variants).toEqual([{ line: 2, sku: 'S1', retired: false, price: { baseCents: 1250 } }]);
  });

  it.each([
    ['Brand,Name,SKU,Price\nA,B,S,1;2\n', /Price: .*not an amount/],
    ['Brand,Name,SKU,Currency,Price\nA,B,S,EUR,1\n', /sells in USD/],
    ['Brand,Name,SKU,Size\nA,B,S,large\n', /Size: .*not a size/],
    ['Brand,Name,SKU,Price\nA,B,,12\n', /SKU is missing/],
    ['Brand,Name,Gender\nA,B,dogs\n', /Gender: .*not a gender/],
    ['Brand,Name,Notes,Top notes\nA,B,Rose,Oud\n', /not both/],
    ['Brand,Name\nA,\n', /name is missing/],
    [
      'Brand,Name,SKU,Price,Sale price,Sale starts at,Sale ends at\nA,B,S,9,8,2026-02-01,2026-01-01\n',
      /ends before/,
    ],
    ['Brand,Name,SKU,On hand\nA,B,S,-1\n', /negative/],
  ])('refuses %j with the column and the reason', async (text, reason) => {
    const found = await assemble(text);
    expect(refusals(found)).toMatchObject([{ line: 2, reason: expect.stringMatching(reason) as string }]);
    expect(records(found)).toEqual([]);
  });

  it('refuses a row of a product that says something else of it than the first', async () => {
    const found = await assemble(
      'Key,Brand,Name,Gender,SKU,Price\nk,A,B,women,S1,1\nk,A,B,men,S2,2\nk,,,,S3,3\n',
    );
    expect(refusals(found)).toMatchObject([{ line: 3, reason: expect.stringContaining('Gender') as string }]);
    expect(records(found)[0]?.variants.map(({ sku }) => sku)).toEqual(['S1', 'S3']);
  });
});
