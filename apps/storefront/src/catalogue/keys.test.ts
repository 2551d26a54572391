import { describe, expect, it } from 'vitest';
import { foldKey, nameKey, productSourceKey, slugify } from './keys.ts';

describe('foldKey', () => {
  it.each([
    ['L’Eau d’Issey', 'leaudissey'],
    ["L'Eau D'Issey", 'leaudissey'],
    ['Hermès', 'hermes'],
    ['HERME\u0300S', 'hermes'],
    ['Straße Ødegård Łódź', 'strasseodegardlodz'],
    ['N°5', 'n5'],
    ['212', '212'],
    ['فواكه', 'فواكه'],
    ['?!', ''],
  ])('%s is %s', (text, key) => {
    expect(foldKey(text)).toBe(key);
  });
});

describe('nameKey', () => {
  it('is never empty for a name', () => {
    expect(nameKey('?!')).toBe('?!');
  });

  it('fits its column and still tells long names apart', () => {
    const long = 'æ'.repeat(120);
    expect(nameKey(long).length).toBeLessThanOrEqual(80);
    expect(nameKey(`${long}a`)).not.toBe(nameKey(`${long}b`));
  });
});

describe('slugify', () => {
  it.each([
    ['L’Eau d’Issey', 'l-eau-d-issey'],
    ['Victoria’s Secret', 'victorias-secret'],
    ['Piña Colada ', 'pina-colada'],
    ['  --Dolce & Gabbana!! ', 'dolce-gabbana'],
    ['015', '015'],
  ])('%s is %s', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it('stands in for a text without Latin letters, the same each time', () => {
    expect(slugify('愛')).toMatch(/^x[0-9a-f]{10}$/);
    expect(slugify('愛')).toBe(slugify('愛'));
    expect(slugify('愛')).not.toBe(slugify('恋'));
  });

  it('cuts between words and never beyond 120 characters', () => {
    expect(slugify('word '.repeat(60))).toMatch(/^word(-word)+$/);
    expect(slugify('word '.repeat(60)).length).toBeLessThanOrEqual(120);
    expect(slugify('x'.repeat(300))).toHaveLength(120);
  });

  it('makes of any text something that an address can hold', () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    for (let round = 0; round < 500; round += 1) {
      const text = String.fromCodePoint(...Array.from({ length: random(40) }, () => 1 + random(0xd7ff)));
      expect(slugify(text)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });
});

describe('productSourceKey', () => {
  const product = {
    brandName: 'Hermès',
    name: "L'Ambre",
    concentration: 'eau-de-parfum',
    launchYear: 2004,
  } as const;

  it('is the same for every spelling and another for another concentration or year', () => {
    const key = productSourceKey(product);
    expect(key).toBe('hermes|lambre|eau-de-parfum|2004');
    expect(productSourceKey({ ...product, brandName: 'HERMES', name: 'L ambre' })).toBe(key);
    expect(productSourceKey({ ...product, concentration: null })).not.toBe(key);
    expect(productSourceKey({ ...product, launchYear: null })).not.toBe(key);
  });
});
