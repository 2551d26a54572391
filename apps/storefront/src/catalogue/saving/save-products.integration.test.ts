import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { perfumeCategory, productDraft, variantDraft } from '../../../test/support/product-drafts.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import {
  compareProducts,
  InvalidProductDraft,
  saveCategories,
  saveProducts,
  type ProductDraft,
} from '../index.ts';

let shop: TestDatabase;
/** Keeps the products of one test apart from those of the others. */
let test = 0;
const key = (name: string) => `t${test}-${name}`;
const draft = (name: string, changes: Partial<ProductDraft> = {}) =>
  productDraft(key(name), { brandName: `House ${test}`, ...changes });

beforeAll(async () => {
  shop = await createTestDatabase();
  await shop.database.transaction((trx) => saveCategories(trx, perfumeCategory));
});
beforeEach(() => {
  test += 1;
});
afterAll(() => shop.close());

const save = (...drafts: ProductDraft[]) => shop.database.transaction((trx) => saveProducts(trx, drafts));

const productRow = (sourceKey: string) =>
  shop.database.query
    .selectFrom('product')
    .selectAll()
    .where('source_key', '=', sourceKey)
    .executeTakeFirstOrThrow();

const variantsOf = (productId: number) =>
  shop.database.query
    .selectFrom('variant')
    .select(['sku', 'slug', 'status'])
    .where('product_id', '=', productId)
    .orderBy('position')
    .orderBy('id')
    .execute();

const changesSince = async (id: number) =>
  (
    await shop.database.query
      .selectFrom('change_feed')
      .select(['id', 'subject', 'subject_id'])
      .where('id', '>', id)
      .execute()
  ).map(({ subject, subject_id }) => `${subject} ${subject_id}`);

const lastChange = async () =>
  (
    await shop.database.query
      .selectFrom('change_feed')
      .select((of) => of.fn.max('id').as('id'))
      .executeTakeFirstOrThrow()
  ).id;

const notesOf = async (productId: number) =>
  (
    await shop.database.query
      .selectFrom('note')
      .innerJoin('product_note', 'product_note.note_id', 'note.id')
      .select(['note.name', 'product_note.level'])
      .where('product_note.product_id', '=', productId)
      .orderBy('product_note.level')
      .orderBy('product_note.position')
      .execute()
  ).map(({ level, name }) => `${level} ${name}`);

const accordsOf = async (productId: number) =>
  (
    await shop.database.query
      .selectFrom('accord')
      .innerJoin('product_accord', 'product_accord.accord_id', 'accord.id')
      .select(['accord.name', 'product_accord.weight'])
      .where('product_accord.product_id', '=', productId)
      .orderBy('product_accord.weight', 'desc')
      .execute()
  ).map(({ name, weight }) => `${name} ${weight}`);

describe('saveProducts', () => {
  it('adds what is new, in the order of the drafts, and tells the change feed', async () => {
    const before = await lastChange();
    const saved = await save(draft('b'), draft('a'));
    expect(saved.map(({ sourceKey, outcome }) => [sourceKey, outcome])).toEqual([
      [key('b'), 'new'],
      [key('a'), 'new'],
    ]);
    expect(saved[1]!.slug).toBe(`house-${test}-scent-t${test}-a-eau-de-parfum`);
    expect([...saved[0]!.variantIds.keys()]).toEqual([`${key('b')}-100`]);
    expect((await changesSince(before)).sort()).toEqual(
      saved.map(({ productId }) => `product ${productId}`).sort(),
    );
  });

  it('touches no row and tells nobody when nothing is different', async () => {
    const drafts = [
      draft('a'),
      draft('b', { variants: [variantDraft(key('x'), 50), variantDraft(key('y'), 30)] }),
    ];
    const first = await save(...drafts);
    const [feed, row] = [await lastChange(), await productRow(key('a'))];
    const second = await save(
      drafts[0]!,
      // The same in other words: its variants in another order, more blanks.
      { ...drafts[1]!, name: ` ${drafts[1]!.name}  `, variants: drafts[1]!.variants.toReversed() },
    );
    expect(second.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
    expect(second.map(({ productId, slug, variantIds }) => [productId, slug, variantIds])).toEqual(
      first.map(({ productId, slug, variantIds }) => [productId, slug, variantIds]),
    );
    expect(await changesSince(feed)).toEqual([]);
    expect(await productRow(key('a'))).toEqual(row);
  });

  it('changes what differs, counts the version and leaves the neighbour alone', async () => {
    const [one, other] = await save(draft('one'), draft('other'));
    const feed = await lastChange();
    const saved = await save(
      draft('one', {
        description: 'Rain after woods.',
        notes: { form: 'pyramid', top: ['Iris'], heart: [], base: ['Iris', 'oakmoss'], flat: [] },
        accords: [{ name: 'Chypre', weight: 90 }],
      }),
      draft('other'),
    );
    expect(saved.map(({ outcome }) => outcome)).toEqual(['changed', 'unchanged']);
    expect(await productRow(key('one'))).toMatchObject({
      description: 'Rain after woods.',
      version: 2,
      slug: one!.slug,
    });
    expect(await productRow(key('other'))).toMatchObject({ version: 1 });
    expect(await notesOf(one!.productId)).toEqual(['top Iris', 'base Iris', 'base Oakmoss']);
    expect(await accordsOf(one!.productId)).toEqual(['Chypre 90']);
    expect(await accordsOf(other!.productId)).toEqual(['Woody 100', 'Powdery 60']);
    expect(await notesOf(other!.productId)).toEqual(['top Bergamot', 'heart Iris', 'base Vetiver']);
    expect(await changesSince(feed)).toEqual([`product ${one!.productId}`]);
  });

  it('leaves popularity and first day alone when a draft does not speak of them', async () => {
    const createdAt = new Date('2020-02-29T12:00:00Z');
    await save(draft('a', { popularity: 42, createdAt }));
    const [saved] = await save(draft('a'));
    expect(saved!.outcome).toBe('unchanged');
    expect(await productRow(key('a'))).toMatchObject({ popularity: 42, created_at: createdAt });
  });

  it('takes votes that are all zero as no votes', async () => {
    await save(draft('a', { longevityVotes: [0, 0, 0, 0, 0], sillageVotes: null }));
    expect(await productRow(key('a'))).toMatchObject({ longevity_votes: null, sillage_votes: null });
    expect((await save(draft('a', { longevityVotes: null, sillageVotes: [0, 0, 0, 0] })))[0]!.outcome).toBe(
      'unchanged',
    );
  });
});

describe('variants', () => {
  it('are shown small before large and sealed before tester', async () => {
    const [saved] = await save(
      draft('a', {
        variants: [
          variantDraft(key('100t'), 100, { condition: 'tester' }),
          variantDraft(key('100'), 100),
          variantDraft(key('30'), 30),
        ],
      }),
    );
    expect((await variantsOf(saved!.productId)).map(({ slug }) => slug)).toEqual([
      '30-ml',
      '100-ml',
      '100-ml-tester',
    ]);
  });

  it('are retired when a draft leaves them out, keep their id, and come back', async () => {
    const both = draft('a', { variants: [variantDraft(key('30'), 30), variantDraft(key('50'), 50)] });
    const [first] = await save(both);
    const [without] = await save({ ...both, variants: [variantDraft(key('50'), 50)] });
    expect(without).toMatchObject({ outcome: 'changed' });
    expect([...without!.variantIds.keys()]).toEqual([key('50')]);
    expect(await variantsOf(first!.productId)).toContainEqual({
      sku: key('30'),
      slug: '30-ml',
      status: 'retired',
    });
    const [again] = await save(both);
    expect(again!.variantIds).toEqual(first!.variantIds);
  });

  it('give their address to the one that takes their place', async () => {
    const [first] = await save(draft('a', { variants: [variantDraft(key('old'), 50)] }));
    const [second] = await save(draft('a', { variants: [variantDraft(key('new'), 50)] }));
    const oldId = first!.variantIds.get(key('old'))!;
    expect(await variantsOf(second!.productId)).toEqual([
      { sku: key('old'), slug: `former-${oldId}`, status: 'retired' },
      { sku: key('new'), slug: '50-ml', status: 'active' },
    ]);
    const [third] = await save(draft('a', { variants: [variantDraft(key('old'), 50)] }));
    expect(third!.variantIds.get(key('old'))).toBe(oldId);
  });

  it('can exchange their sizes', async () => {
    const [first] = await save(
      draft('a', { variants: [variantDraft(key('x'), 30), variantDraft(key('y'), 50)] }),
    );
    const [second] = await save(
      draft('a', { variants: [variantDraft(key('x'), 50), variantDraft(key('y'), 30)] }),
    );
    expect(Object.fromEntries(second!.variantIds)).toEqual(Object.fromEntries(first!.variantIds));
    expect(await variantsOf(second!.productId)).toEqual([
      { sku: key('y'), slug: '30-ml', status: 'active' },
      { sku: key('x'), slug: '50-ml', status: 'active' },
    ]);
  });
});

describe('slugs', () => {
  it('of products of one name stay with the product that got them, whatever the order of the file', async () => {
    const twins = ['1998', '2005', 'x'].map((year) =>
      draft(year, { name: 'Twin', launchYear: year === 'x' ? null : Number(year) }),
    );
    const base = `house-${test}-twin-eau-de-parfum`;
    const saved = await save(...twins);
    expect(saved.map(({ slug }) => slug)).toEqual([base, `${base}-2005`, `${base}-2`]);
    const again = await save(...twins.toReversed());
    expect(again.map(({ slug, outcome }) => [slug, outcome])).toEqual(
      saved.toReversed().map(({ slug }) => [slug, 'unchanged']),
    );
  });

  it('follow a change of name and lead on from the old one, also back again', async () => {
    const [first] = await save(draft('a', { name: 'Old' }));
    const [second] = await save(draft('a', { name: 'New' }));
    expect(second!.slug).toBe(`house-${test}-new-eau-de-parfum`);
    const former = () =>
      shop.database.query
        .selectFrom('product_former_slug')
        .select('slug')
        .where('product_id', '=', first!.productId)
        .execute();
    expect(await former()).toEqual([{ slug: first!.slug }]);
    const [third] = await save(draft('a', { name: 'Old' }));
    expect(third!.slug).toBe(first!.slug);
    expect(await former()).toEqual([{ slug: second!.slug }]);
  });

  it('that lead on to another product are not given away', async () => {
    const [first] = await save(draft('a', { name: 'Old' }));
    await save(draft('a', { name: 'New' }));
    const [newcomer] = await save(draft('b', { name: 'Old', launchYear: null }));
    expect(newcomer!.slug).toBe(`${first!.slug}-2`);
  });

  it('can be asked for, and stay the same when the one asked for is taken', async () => {
    const wanted = `wanted-${test}`;
    const drafts = [draft('a', { slug: wanted }), draft('b', { slug: wanted, launchYear: null })];
    expect((await save(...drafts)).map(({ slug }) => slug)).toEqual([wanted, `${wanted}-2`]);
    expect((await save(...drafts)).map(({ slug, outcome }) => [slug, outcome])).toEqual([
      [wanted, 'unchanged'],
      [`${wanted}-2`, 'unchanged'],
    ]);
    expect(await compareProducts(shop.database.query, drafts)).toMatchObject([
      { outcome: 'unchanged' },
      { outcome: 'unchanged' },
    ]);
  });
});

describe('brands', () => {
  const brandOf = async (sourceKey: string) => {
    const { brand_id } = await productRow(sourceKey);
    return shop.database.query
      .selectFrom('brand')
      .select(['id', 'slug', 'name'])
      .where('id', '=', brand_id)
      .executeTakeFirstOrThrow();
  };

  it('are one whatever the spelling, under the best of them', async () => {
    await save(
      draft('a', { brandName: `Fragrance Du Bois ${test}` }),
      draft('b', { brandName: `Fragrance du Bois ${test}` }),
    );
    expect(await brandOf(key('a'))).toEqual(await brandOf(key('b')));
    expect(await brandOf(key('a'))).toMatchObject({ name: `Fragrance du Bois ${test}` });
  });

  it('take a better spelling when one turns up, and no worse one; the address stays', async () => {
    await save(draft('a', { brandName: `L acqua di Fiori ${test}` }));
    const { id, slug } = await brandOf(key('a'));
    const feed = await lastChange();
    const [saved] = await save(draft('a', { brandName: `L'Acqua di Fiori ${test}` }));
    expect(saved!.outcome).toBe('unchanged');
    expect(await brandOf(key('a'))).toEqual({ id, slug, name: `L'Acqua di Fiori ${test}` });
    expect(await changesSince(feed)).toEqual([`brand ${id}`]);
    await save(draft('a', { brandName: `L ACQUA DI FIORI ${test}` }));
    expect(await brandOf(key('a'))).toMatchObject({ name: `L'Acqua di Fiori ${test}` });
  });

  it('of other scripts get addresses too', async () => {
    await save(
      draft('a', { brandName: '愛' }),
      draft('b', { brandName: '恋' }),
      draft('c', { brandName: '?!' }),
    );
    const slugs = await Promise.all(['a', 'b', 'c'].map(async (name) => (await brandOf(key(name))).slug));
    expect(new Set(slugs).size).toBe(3);
    for (const slug of slugs) expect(slug).toMatch(/^x[0-9a-f]{10}$/);
  });
});

describe('a draft that cannot be saved', () => {
  it('is named, and nothing of its batch is written', async () => {
    const attempt = save(draft('good'), draft('bad', { longevityVotes: [1, 2, -3, 4, 5] }));
    await expect(attempt).rejects.toThrow(InvalidProductDraft);
    await expect(attempt).rejects.toMatchObject({
      sourceKey: key('bad'),
      problems: [{ field: 'longevityVotes' }],
    });
    await expect(productRow(key('good'))).rejects.toThrow();
  });

  it('may have a category that does not exist or a SKU that belongs to another product', async () => {
    await save(draft('a', { variants: [variantDraft(key('sku'), 50)] }));
    const drafts = [
      draft('b', { categorySlug: 'nowhere' }),
      draft('c', { variants: [variantDraft(key('sku'), 50)] }),
      draft('d', { variants: [variantDraft(key('shared'), 50)] }),
      draft('e', { variants: [variantDraft(key('shared'), 50)] }),
      draft('f'),
      draft('f'),
      draft('g'),
    ];
    const compared = await compareProducts(shop.database.query, drafts);
    expect(compared.map(({ outcome, problems }) => [outcome, problems[0]?.message])).toEqual([
      ['invalid', 'there is no category "nowhere"'],
      ['invalid', `the SKU ${key('sku')} belongs to another product, "${key('a')}"`],
      ['new', undefined],
      ['invalid', `the SKU ${key('shared')} belongs to another product, "${key('d')}"`],
      ['invalid', 'stands in this batch twice'],
      ['invalid', 'stands in this batch twice'],
      ['new', undefined],
    ]);
    for (const bad of [drafts[0]!, drafts[1]!]) await expect(save(bad)).rejects.toThrow(InvalidProductDraft);
  });
});

describe('saves at the same time', () => {
  it('of the same new products end as one', async () => {
    const drafts = Array.from({ length: 30 }, (_, index) =>
      draft(String(index), {
        brandName: `Crowd ${test} ${index % 3}`,
        name: `Same ${index % 5}`,
        notes: {
          form: 'flat',
          top: [],
          heart: [],
          base: [],
          flat: [`Note ${test} ${index}`, `Note ${test} 0`],
        },
      }),
    );
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) => save(...(index % 2 === 0 ? drafts : drafts.toReversed()))),
    );
    const outcomes = results.flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(drafts.length);
    expect(outcomes.filter((outcome) => outcome === 'changed')).toEqual([]);
    const slugs = results.map((saved) => new Map(saved.map(({ sourceKey, slug }) => [sourceKey, slug])));
    for (const map of slugs) expect(map).toEqual(slugs[0]);
    expect(new Set(slugs[0]!.values()).size).toBe(drafts.length);
  });
});
