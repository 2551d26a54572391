import { describe, expect, it } from 'vitest';
import { aProduct, catalogueOf, oneCategory } from './testing/small-catalogue.ts';

const { engine } = catalogueOf({
  brands: ['Chanel', 'Christian Dior', 'Charriol', 'Vetiver House'],
  notes: ['Vetiver', 'Vetiver Root', 'Violet', 'Cherry'],
  categories: [{ ...oneCategory, name: 'Chypre scents', slug: 'chypre' }],
  products: [
    aProduct(1, { brandId: 1, name: 'Chance', slug: 'chance', popularity: 50, noteIds: [2] }),
    aProduct(2, { brandId: 1, name: 'Coco', popularity: 40 }),
    aProduct(3, { brandId: 2, name: 'Sauvage', slug: 'sauvage', popularity: 90, noteIds: [1] }),
    aProduct(4, { brandId: 2, name: 'Eau Sauvage', popularity: 80, noteIds: [1] }),
    aProduct(5, { brandId: 3, name: 'Royal', popularity: 1, noteIds: [4] }),
  ],
});
const suggested = (text: string, limit = 8) => engine.suggest(text, limit);
const lines = (text: string, limit = 8) =>
  suggested(text, limit).map(({ type, label }) => `${type}: ${label}`);

describe('suggestions', () => {
  it('offer brands, categories, notes and products whose name begins so, with what there is of each', () => {
    expect(lines('ch')).toEqual(
      expect.arrayContaining(['brand: Chanel', 'category: Chypre scents', 'note: Cherry', 'product: Chance']),
    );
    expect(suggested('chanel')[0]).toEqual({
      type: 'brand',
      label: 'Chanel',
      detail: '2 products',
      path: '/brands/chanel',
    });
  });

  it('offer products from any of their words, with their brand', () => {
    expect(suggested('dior sau')).toContainEqual({
      type: 'product',
      label: 'Sauvage',
      detail: 'Christian Dior',
      path: '/products/sauvage',
    });
    expect(lines('sauv')[0]).toBe('product: Sauvage');
  });

  it('offer notes with a name of several words by each of them', () => {
    expect(lines('root')).toContain('note: Vetiver Root');
    expect(lines('vetiver').slice(0, 2)).toEqual(['note: Vetiver', 'note: Vetiver Root']);
  });

  it('complete the search that is being typed', () => {
    expect(suggested('dior sauv').at(-1)).toEqual({
      type: 'query',
      label: 'dior sauvage',
      detail: null,
      path: '/search?q=dior+sauvage',
    });
  });

  it('mend what was misspelt', () => {
    expect(lines('savage')).toContain('query: sauvage');
    expect(lines('chanell')).toContain('product: Chance');
  });

  it('never name a brand without products, and never exceed their number', () => {
    expect(lines('vetiver ho')).not.toContain('brand: Vetiver House');
    for (const limit of [0, 1, 2, 3, 5]) expect(suggested('ch', limit).length).toBeLessThanOrEqual(limit);
    expect(suggested('ch', 3).some(({ type }) => type === 'product')).toBe(true);
  });

  it('are none for what means nothing', () => {
    expect(suggested('   ')).toEqual([]);
    expect(suggested('!!')).toEqual([]);
    expect(suggested('qqqqqqq')).toEqual([]);
  });
});
