import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productDraft, variantDraft } from '../../test/support/product-drafts.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import {
  describeVariants,
  findProduct,
  readCategories,
  recordVariantChanges,
  saveCategories,
  saveProducts,
  type ProductDraft,
} from './index.ts';

let shop: TestDatabase;

beforeAll(async () => {
  shop = await createTestDatabase();
  await shop.database.transaction((trx) => saveCategories(trx, tree));
});
afterAll(() => shop.close());

const category = (slug: string, children: readonly (typeof tree)[number][] = []) => ({
  slug,
  name: slug.toUpperCase(),
  description: null,
  children,
});
const tree: Parameters<typeof saveCategories>[1] = [
  {
    slug: 'one',
    name: 'ONE',
    description: null,
    children: [
      {
        slug: 'two',
        name: 'TWO',
        description: null,
        children: [{ slug: 'three', name: 'THREE', description: null, children: [category('four')] }],
      },
    ],
  },
  { slug: 'perfume', name: 'Perfume', description: 'All of it.', children: [] },
];

const save = async (sourceKey: string, changes: Partial<ProductDraft> = {}) => {
  const [saved] = await shop.database.transaction((trx) =>
    saveProducts(trx, [productDraft(sourceKey, changes)]),
  );
  return saved!;
};

const find = (slug: string) => findProduct(shop.database.query, slug);

describe('findProduct', () => {
  it('gives the whole product, its lists in order', async () => {
    const image = (name: string) => ({ assetKey: `${name}.svg`, alt: name, width: 800, height: 1000 });
    const saved = await save('whole', {
      categorySlug: 'four',
      perfumer: 'Anne Flipo',
      notes: { form: 'pyramid', top: ['Rose', 'Lime'], heart: [], base: ['Rose'], flat: [] },
      accords: [
        { name: 'Citrus', weight: 40 },
        { name: 'Rosy', weight: 100 },
      ],
      images: [image('front'), image('back')],
      variants: [
        variantDraft('w100', 100, { gtin: '3145891253177' }),
        variantDraft('w7', 7.5),
        variantDraft('w100t', 100, { condition: 'tester' }),
      ],
    });
    const found = await find(saved.slug);
    expect(found).toMatchObject({
      product: {
        id: saved.productId,
        slug: saved.slug,
        status: 'active',
        kind: 'perfume',
        brand: { slug: 'maison-aurore', name: 'Maison Aurore' },
        categoryPath: [{ slug: 'one' }, { slug: 'two' }, { slug: 'three' }, { slug: 'four', name: 'FOUR' }],
        perfumer: 'Anne Flipo',
        launchYear: 2019,
        notes: {
          form: 'pyramid',
          top: [{ name: 'Rose' }, { slug: 'lime' }],
          heart: [],
          base: [{ name: 'Rose' }],
          flat: [],
        },
        accords: [
          { name: 'Rosy', weight: 100 },
          { name: 'Citrus', weight: 40 },
        ],
        longevityVotes: [1, 2, 3, 4, 5],
        sillageVotes: [4, 3, 2, 1],
        attributes: { season: ['autumn'] },
        images: [image('front'), image('back')],
        variants: [
          { slug: '7-5-ml', sku: 'w7', gtin: null, size: { amount: 750, unit: 'ml' }, condition: 'sealed' },
          { slug: '100-ml', gtin: '3145891253177' },
          { slug: '100-ml-tester', condition: 'tester' },
        ],
        version: 1,
      },
    });
    expect(found && 'product' in found && found.product.createdAt).toBeInstanceOf(Date);
  });

  it('gives empty lists and nulls for what is not known', async () => {
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
      variants: [],
    });
    expect(await find(slug)).toMatchObject({
      product: {
        description: null,
        concentration: null,
        notes: { form: 'none', flat: [] },
        accords: [],
        longevityVotes: null,
        attributes: {},
        images: [],
        variants: [],
        categoryPath: [{ slug: 'perfume' }],
      },
    });
  });

  it('leaves out retired variants and what a vocabulary no longer knows', async () => {
    const { slug, productId } = await save('kept', {
      variants: [variantDraft('k30', 30), variantDraft('k50', 50)],
    });
    await save('kept', { variants: [variantDraft('k50', 50)] });
    await shop.database.query
      .updateTable('product')
      .set({ attributes: '{"season": ["monsoon", "winter"], "weather": ["fog"]}' })
      .where('id', '=', productId)
      .execute();
    expect(await find(slug)).toMatchObject({
      product: { variants: [{ sku: 'k50' }], attributes: { season: ['winter'] } },
    });
  });

  it('leads from every former slug to the present one', async () => {
    const first = await save('moved', { name: 'First' });
    const second = await save('moved', { name: 'Second' });
    const third = await save('moved', { name: 'Third' });
    expect(await find(first.slug)).toEqual({ movedTo: third.slug });
    expect(await find(second.slug)).toEqual({ movedTo: third.slug });
  });

  it('still knows the name, brand and category of a deleted product', async () => {
    const before = await save('gone', { name: 'Gone Before' });
    const { slug, productId } = await save('gone', { name: 'Gone', status: 'deleted' });
    expect(await find(slug)).toMatchObject({
      gone: {
        id: productId,
        name: 'Gone',
        kind: 'perfume',
        brand: { slug: 'maison-aurore' },
        categoryPath: [{ slug: 'perfume', name: 'Perfume' }],
      },
    });
    expect(await find(before.slug)).toEqual({ movedTo: slug });
  });

  it('keeps drafts to itself, under former slugs too', async () => {
    const before = await save('draft', { name: 'Early' });
    const { slug } = await save('draft', { name: 'Late', status: 'draft' });
    expect(await find(slug)).toBeNull();
    expect(await find(before.slug)).toBeNull();
  });

  it.each(['nothing-here', '', 'Not A Slug', "' OR 1 = 1 --", '%', 'x'.repeat(5000)])(
    'finds nothing under "%.20s"',
    async (slug) => {
      expect(await find(slug)).toBeNull();
    },
  );
});

describe('describeVariants', () => {
  it('names variants for cart and order, and says which can no longer be sold', async () => {
    const saved = await save('described', {
      variants: [variantDraft('d30', 30), variantDraft('d50', 50, { condition: 'tester' })],
      images: [{ assetKey: 'front.svg', alt: 'A bottle', width: 800, height: 1000 }],
    });
    await save('described', {
      variants: [variantDraft('d50', 50, { condition: 'tester' })],
      images: [{ assetKey: 'front.svg', alt: 'A bottle', width: 800, height: 1000 }],
    });
    const ids = [...saved.variantIds.values()];
    const described = await describeVariants(shop.database.query, [...ids, 4_000_000_000]);
    expect(described.size).toBe(2);
    expect(described.get(saved.variantIds.get('d30')!)).toMatchObject({ sellable: false });
    expect(described.get(saved.variantIds.get('d50')!)).toEqual({
      variantId: saved.variantIds.get('d50'),
      productId: saved.productId,
      productPath: `/products/${saved.slug}`,
      variantPath: `/products/${saved.slug}/50-ml-tester`,
      sku: 'd50',
      brandName: 'Maison Aurore',
      productName: 'Scent described',
      concentration: 'eau-de-parfum',
      variantLabel: 'Eau de parfum, 50 ml, tester',
      size: { amount: 5000, unit: 'ml' },
      condition: 'tester',
      imageKey: 'front.svg',
      imageAlt: 'A bottle',
      kind: 'perfume',
      sellable: true,
    });
    expect(await describeVariants(shop.database.query, [])).toEqual(new Map());
  });
});

describe('recordVariantChanges', () => {
  it('writes one row for each product', async () => {
    const saved = await save('fed', { variants: [variantDraft('f30', 30), variantDraft('f50', 50)] });
    const rows = await shop.database.transaction(async (trx) => {
      const last = await trx
        .selectFrom('change_feed')
        .select((of) => of.fn.max('id').as('id'))
        .executeTakeFirstOrThrow();
      await recordVariantChanges(trx, [...saved.variantIds.values()]);
      return trx
        .selectFrom('change_feed')
        .select(['subject', 'subject_id'])
        .where('id', '>', last.id)
        .execute();
    });
    expect(rows).toEqual([{ subject: 'product', subject_id: saved.productId }]);
  });
});

describe('saveCategories', () => {
  it('moves and renames by slug and writes nothing the second time', async () => {
    const changes = async () =>
      (
        await shop.database.query
          .selectFrom('change_feed')
          .select('id')
          .where('subject', '=', 'category')
          .execute()
      ).length;
    const before = await changes();
    await shop.database.transaction((trx) => saveCategories(trx, tree));
    expect(await changes()).toBe(before);
    await shop.database.transaction((trx) =>
      saveCategories(trx, [{ ...category('four'), name: 'Four', children: [category('five')] }]),
    );
    expect(await changes()).toBe(before + 2);
    const rows = await readCategories(shop.database.query);
    const four = rows.find(({ slug }) => slug === 'four')!;
    expect(four).toMatchObject({ name: 'Four', parentId: null });
    expect(rows.find(({ slug }) => slug === 'five')).toMatchObject({ parentId: four.id });
  });

  it('refuses a tree that is too deep or names a slug twice', async () => {
    const deep = ['a', 'b', 'c', 'd', 'e'].reduceRight<ReturnType<typeof category>[]>(
      (children, slug) => [category(slug, children)],
      [],
    );
    const saving = (drafts: typeof deep) => shop.database.transaction((trx) => saveCategories(trx, drafts));
    await expect(saving(deep)).rejects.toThrow(RangeError);
    await expect(saving([category('x'), category('x')])).rejects.toThrow(RangeError);
  });
});
