import { describe, expect, it } from 'vitest';
import { allocateSlugs, productSlugBase, type SlugWish } from './slugs.ts';

/** Allocates against a list of taken slugs and counts how often it was asked. */
async function allocate(wishes: readonly SlugWish[], taken: readonly string[] = []) {
  let asked = 0;
  const slugs = await allocateSlugs(wishes, (candidates) => {
    asked += 1;
    return Promise.resolve(new Set(candidates.filter((slug) => taken.includes(slug))));
  });
  return { slugs, asked };
}

describe('allocateSlugs', () => {
  it('gives everyone the base where it is free, in one question', async () => {
    expect(await allocate([{ base: 'a' }, { base: 'b' }])).toEqual({ slugs: ['a', 'b'], asked: 1 });
  });

  it('puts the year, then numbers behind a base that is taken', async () => {
    expect((await allocate([{ base: 'a', year: 1998 }], ['a'])).slugs).toEqual(['a-1998']);
    expect((await allocate([{ base: 'a', year: 1998 }], ['a', 'a-1998'])).slugs).toEqual(['a-2']);
    expect((await allocate([{ base: 'a' }], ['a', 'a-2'])).slugs).toEqual(['a-3']);
  });

  it('gives equal wishes different slugs, in order', async () => {
    const { slugs } = await allocate([{ base: 'a' }, { base: 'a' }, { base: 'a' }]);
    expect(slugs).toEqual(['a', 'a-2', 'a-3']);
  });

  it('asks few questions for many equal wishes', async () => {
    const { slugs, asked } = await allocate(Array.from({ length: 300 }, () => ({ base: 'a' })));
    expect(new Set(slugs).size).toBe(300);
    expect(asked).toBeLessThanOrEqual(10);
  });

  it('lets an owner keep its number while somebody else has the base', async () => {
    const wish = { base: 'a', current: 'a-7', own: new Set(['a-7']) };
    expect((await allocate([wish], ['a', 'a-7'])).slugs).toEqual(['a-7']);
    expect((await allocate([wish], ['a-7'])).slugs).toEqual(['a']);
  });

  it('lets an owner take back what it once had', async () => {
    expect(
      (await allocate([{ base: 'a', current: 'b', own: new Set(['a', 'b']) }], ['a', 'b'])).slugs,
    ).toEqual(['a']);
  });
});

describe('productSlugBase', () => {
  it.each([
    ['dior', 'Sauvage', 'eau-de-parfum', 'dior-sauvage-eau-de-parfum'],
    ['dior', 'Sauvage', null, 'dior-sauvage'],
    ['chanel', 'Chanel No 5', null, 'chanel-no-5'],
    ['kenzo', 'Kenzo', null, 'kenzo'],
    ['chanel', 'Coco Eau de Parfum', 'eau-de-parfum', 'chanel-coco-eau-de-parfum'],
    ['chan', 'Chanel', null, 'chan-chanel'],
  ] as const)('%s, %s, %s is %s', (brandSlug, name, concentration, base) => {
    expect(productSlugBase({ brandSlug, name, concentration })).toBe(base);
  });
});
