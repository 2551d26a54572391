import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { readCollections, saveCollections, type CollectionDraft } from './index.ts';

let shop: TestDatabase;

beforeAll(async () => {
  shop = await createTestDatabase();
});
afterAll(() => shop.close());

const collection = (slug: string, position: number, rule: CollectionDraft['rule']): CollectionDraft => ({
  slug,
  name: slug,
  description: null,
  rule,
  position,
});

const save = (...drafts: CollectionDraft[]) =>
  shop.database.transaction((trx) => saveCollections(trx, drafts));

const changes = async () =>
  (await shop.database.query.selectFrom('change_feed').select('subject').execute()).map(
    ({ subject }) => subject,
  );

describe('collections', () => {
  it('come back as they were saved, in their order, and are written once', async () => {
    const drafts = [
      collection('under-30', 2, { maxCents: 3000, inStock: true, sort: 'popular' }),
      collection('winter-woods', 1, { accords: ['woody'], attributes: { season: ['winter'] } }),
    ];
    await save(...drafts);
    expect(await readCollections(shop.database.query)).toMatchObject([drafts[1], drafts[0]]);
    expect(await changes()).toEqual(['collection', 'collection']);
    await save(...drafts);
    expect(await changes()).toHaveLength(2);
    await save({ ...drafts[0]!, name: 'Under thirty' });
    expect(await changes()).toHaveLength(3);
    expect(await readCollections(shop.database.query)).toMatchObject([{}, { name: 'Under thirty' }]);
  });

  it.each([
    [{ attributes: { season: ['monsoon'] } }],
    [{ attributes: { weather: ['fog'] } }],
    [{ page: 2 }],
    [{ kinds: ['shoes'] }],
    [{ minCents: 1.5 }],
  ])('refuse the rule %j', async (rule) => {
    await expect(save(collection('bad', 1, rule as CollectionDraft['rule']))).rejects.toThrow(RangeError);
  });

  it('whose rule is not understood are left out rather than filled with everything', async () => {
    await shop.database.query
      .insertInto('collection')
      .values({ slug: 'later', name: 'Later', description: null, rule: '{"madeOnTheMoon": true}' })
      .execute();
    const slugs = (await readCollections(shop.database.query)).map(({ slug }) => slug);
    expect(slugs).not.toContain('later');
  });
});
