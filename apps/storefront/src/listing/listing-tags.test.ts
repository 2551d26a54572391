import { describe, expect, it } from 'vitest';
import { pageTags } from '../catalogue/index.ts';
import { listingTags } from './listing-tags.ts';
import { emptyListingQuery } from './url.ts';

const brand = pageTags.brand('velour');
const tags = (fixed: object, chosen: object = {}) =>
  listingTags(brand, fixed, { ...emptyListingQuery, ...fixed, ...chosen });

describe('what a listing is made of', () => {
  it('is its scope alone where the scope is no facet, whatever is chosen in it', () => {
    expect(tags({ category: 'perfume' }, { brands: ['velour'], maxCents: 5_000 })).toEqual([brand]);
    expect(tags({ notes: ['rose'] }, { genders: ['women'] })).toEqual([brand]);
    expect(tags({ onSale: true })).toEqual([brand]);
  });

  it('reaches beyond a scope that is the value of a facet: the other values are counted there', () => {
    expect(tags({ brands: ['velour'] })).toEqual([brand, pageTags.everyKind]);
    expect(tags({ conditions: ['tester'] }, { genders: ['women'] })).toEqual([brand, pageTags.everyKind]);
    expect(tags({ attributes: { season: ['summer'] } })).toEqual([brand, pageTags.everyKind]);
  });

  it('reaches to the offers of all products when these are counted by price, stock or sale', () => {
    for (const chosen of [{ minCents: 100 }, { inStock: true }, { onSale: true }])
      expect(tags({ brands: ['velour'] }, chosen)).toEqual([brand, pageTags.everyProduct]);
  });

  it('is everything that can be found as soon as there are words', () => {
    expect(tags({ category: 'perfume' }, { text: 'oud' })).toEqual([brand, pageTags.search]);
  });
});
