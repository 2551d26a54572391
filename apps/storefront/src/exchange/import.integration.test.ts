import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExchangeShop, shopifySample, type ExchangeShop } from '../../test/support/exchange-shop.ts';

let shop: ExchangeShop;
beforeEach(async () => {
  shop = await openExchangeShop();
});
afterEach(() => shop.close());

describe('importing a supplier’s file', () => {
  it('changes nothing in a dry run, whose counts are those of the import', async () => {
    const before = await shop.checksums();
    const dry = await shop.run(shopifySample, { apply: false });
    expect(await shop.checksums()).toEqual(before);
    const applied = await shop.run(shopifySample);
    expect({ ...dry, applied: true }).toEqual(applied);
    expect(applied).toMatchObject({ created: 15, changed: 2, unchanged: 0, refusedLines: 5, exitCode: 2 });
  });

  it('changes nothing the second time', async () => {
    await shop.run(shopifySample);
    const before = await shop.checksums();
    expect(await shop.run(shopifySample)).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: 17,
      refusedLines: 5,
    });
    expect(await shop.checksums()).toEqual(before);
  });

  it('puts sizes and conditions of several Handles under one product, with price and stock', async () => {
    await shop.run(shopifySample);
    const nuit = await shop.product('Nuit Ambre');
    const variants = await shop.database.query
      .selectFrom('variant as v')
      .leftJoin('price as p', 'p.variant_id', 'v.id')
      .leftJoin('stock as s', 's.variant_id', 'v.id')
      .select(['v.sku', 'v.slug', 'p.base_cents', 'p.supplier_list_cents', 'p.reference_cents', 's.on_hand'])
      .where('v.product_id', '=', nuit!.id)
      .orderBy('v.position')
      .execute();
    expect(variants).toMatchObject([
      {
        sku: 'MV-NA-030',
        slug: '30-ml',
        base_cents: 4990,
        supplier_list_cents: 6500,
        reference_cents: null,
        on_hand: 12,
      },
      { sku: 'MV-NA-050', slug: '50-ml', base_cents: 6990, on_hand: 7 },
      { sku: 'MV-NA-100', slug: '100-ml', base_cents: 9990, on_hand: null },
      { sku: 'MV-NA-100T', slug: '100-ml-tester', base_cents: 7990, on_hand: 3 },
    ]);
    expect(nuit?.description).toContain('Warm amber');
  });

  it('brings what has no price or no size in as drafts, and the rest on sale', async () => {
    await shop.run(shopifySample);
    const status = async (name: string) => (await shop.product(name))?.status;
    expect(
      await Promise.all(['Nuit Ambre', 'Brume', 'Velours', 'Ombre', 'Nuit Ambre Gift Set'].map(status)),
    ).toEqual(['active', 'draft', 'draft', 'draft', 'active']);
  });

  it('refuses an SKU of another line and says where it stands', async () => {
    const { lines } = await shop.run(shopifySample);
    expect(lines).toContainEqual({
      line: 29,
      outcome: 'refused',
      product: expect.stringContaining('Altra') as string,
      details: expect.stringContaining('SKU CU-LE-050 stands on line 25') as string,
    });
  });

  it('follows a title that the supplier has changed by its SKU, and does not bring back what was taken out', async () => {
    const head = 'Handle,Title,Vendor,Option1 Value,Variant SKU,Variant Price\n';
    await shop.run(await shop.file(`${head}a,Nuit Ambre EDP 50 ml,Maison Vire,,S1,10.00\n`));
    expect(
      await shop.run(await shop.file(`${head}a,Nuit Ambrée EDP 50 ml,Maison Vire,,S1,10.00\n`)),
    ).toMatchObject({
      changed: 1,
    });
    expect(await shop.count('product')).toBe(1);
    await shop.database.query.updateTable('product').set({ status: 'deleted' }).execute();
    const { lines } = await shop.run(
      await shop.file(`${head}a,Nuit Ambrée EDP 50 ml,Maison Vire,,S1,11.00\n`),
    );
    expect(lines[0]?.details).toContain('stays out');
    expect((await shop.product('Nuit Ambrée'))?.status).toBe('deleted');
  });
});

describe('importing the table of fragrances', () => {
  const head = 'brand,perfume,image,launch_year,main_accords,notes,longevity,sillage\n';
  const one =
    'Dior,Sauvage,o.1.jpg,2015,"[""fresh"", ""woody""]","{""top"": [""Bergamot""], ""middle"": null, ""base"": [""Cedar""]}","[""1"", ""0"", ""2"", ""3"", ""4""]","[""1"", ""2"", ""3"", ""4""]"\n';
  const two = 'dior,sauvage,o.2.jpg,2015,null,null,"[""0"",""0"",""0"",""0"",""0""]",null\n';

  it('keeps perfumes of one name apart, reports repeats, refuses the same with other words', async () => {
    const { lines, ...summary } = await shop.run(
      await shop.file(`${head}${one}${two}${one}${one.replace('2015', '2016')}`),
    );
    expect(summary).toMatchObject({ created: 2, repeatedLines: 1, refusedLines: 1 });
    expect(lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'new'],
      [3, 'new'],
      [4, 'repeated'],
      [5, 'refused'],
    ]);
    expect(await shop.count('brand')).toBe(1);
  });

  it('makes them drafts, and with publish active; publishing again changes nothing', async () => {
    const path = await shop.file(head + one);
    await shop.run(path);
    expect((await shop.product('Sauvage'))?.status).toBe('draft');
    expect(await shop.run(path, { publish: true })).toMatchObject({ changed: 1 });
    expect((await shop.product('Sauvage'))?.status).toBe('active');
    expect(await shop.run(path, { publish: true })).toMatchObject({ unchanged: 1 });
    expect(await shop.run(path)).toMatchObject({ unchanged: 1 });
  });

  it('costs a product nothing that another file gave it', async () => {
    const path = await shop.file(head + one);
    await shop.run(path);
    const priced =
      'Key,Brand,Name,Status,SKU,Size,Price,On hand\nfragrance:o.1,Dior,Sauvage,active,S1,3.4 oz,99.00,5\n';
    expect(await shop.run(await shop.file(priced, 'priced.csv'))).toMatchObject({ changed: 1, exitCode: 0 });
    expect(await shop.run(path)).toMatchObject({ unchanged: 1 });
    expect((await shop.product('Sauvage'))?.status).toBe('active');
    const notes = await shop.database.query.selectFrom('product_note').selectAll().execute();
    expect(notes).toHaveLength(2);
  });
});

describe('importing whatever spreadsheets write', () => {
  const rows = [
    ['Brand', 'Name', 'Description', 'SKU', 'Size', 'Price'],
    ['Lancôme', 'Ô de “Soie”', '"two\r\nlines; and ""quotes"""', 'S1', '7,5 ml', '"1.234,56"'],
    ['Guérlain', '015', '', 'S2', '100 ml', '99'],
  ];
  const text = (separator: string, lineBreak: string) =>
    rows.map((cells) => cells.join(separator)).join(lineBreak) + lineBreak;

  it.each([
    ['semicolons, CRLF and a mark', Buffer.from(`\ufeff${text(';', '\r\n')}`)],
    ['UTF-16 with tabs, as Excel saves it', Buffer.from(`\ufeff${text('\t', '\r\n')}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${text(';', '\n')}`, 'utf16le').swap16()],
    ['bars and CR', Buffer.from(text('|', '\r'))],
  ])('reads %s', async (_name, bytes) => {
    expect(await shop.run(await shop.file(bytes))).toMatchObject({
      created: 2,
      refusedLines: 0,
      exitCode: 0,
    });
    expect((await shop.product('Ô de “Soie”'))?.description).toBe('two\nlines; and "quotes"');
    expect(await shop.product('015')).toBeDefined();
    const prices = await shop.database.query
      .selectFrom('price')
      .select('base_cents')
      .orderBy('base_cents')
      .execute();
    expect(prices).toEqual([{ base_cents: 9900 }, { base_cents: 123_456 }]);
  });

  it('imports the good lines around every kind of bad one', async () => {
    const bad = [
      'Brand,Name,SKU,Size,Price,Category',
      'A,Good one,S1,50 ml,10.00,',
      'A,"Open quote,S2,50 ml,10.00,',
      'A,Good two,S3,50 ml,10.00,',
      'A,Ragged',
      `A,${'long '.repeat(60)},S4,50 ml,10.00,`,
      'A,Wrong category,S5,50 ml,10.00,nowhere',
      'A,Good one again,S1,60 ml,12.00,',
      'A,Good three,S6,50 ml,10.00,',
    ].join('\n');
    const { lines, ...summary } = await shop.run(await shop.file(bad));
    expect(summary).toMatchObject({ created: 3, refusedLines: 5, exitCode: 2 });
    const refused = lines.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ line }) => line).sort()).toEqual([3, 5, 6, 7, 8]);
    expect(refused.every(({ details }) => details.length > 10)).toBe(true);
  });

  it('ends with 1 when nothing at all could be done', async () => {
    expect(await shop.run(await shop.file('Brand,Name\nA,\n'))).toMatchObject({ exitCode: 1 });
  });

  it('refuses an SKU that another product of the shop has', async () => {
    await shop.run(await shop.file('Brand,Name,SKU,Size,Price\nA,One,S1,50 ml,10\n'));
    const { lines } = await shop.run(await shop.file('Brand,Name,SKU,Size,Price\nA,Two,S1,50 ml,10\n'));
    expect(lines).toMatchObject([
      { outcome: 'refused', details: expect.stringContaining('belongs to another product, A One') as string },
    ]);
    expect(await shop.count('product')).toBe(1);
  });

  it('makes categories only when it is told to', async () => {
    const path = await shop.file('Brand,Name,Category\nA,One,fragrance > summer-scents\n');
    expect(await shop.run(path)).toMatchObject({ created: 0, exitCode: 1 });
    expect(await shop.run(path, { makeCategories: true })).toMatchObject({ created: 1 });
    const categories = await shop.database.query
      .selectFrom('category')
      .select(['slug', 'name', 'parent_id'])
      .execute();
    expect(categories).toMatchObject([
      { slug: 'fragrance', parent_id: null },
      { slug: 'summer-scents', name: 'Summer scents', parent_id: expect.any(Number) as number },
    ]);
  });
});
