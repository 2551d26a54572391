import { describe, expect, it } from 'vitest';
import type { ProductChange } from '../catalogue-index/index.ts';
import { tagsOfProduct, touchesOf } from './touched-tags.ts';

const scopes = { categories: ['woody', 'perfume'], brand: 'velour', notes: ['rose'], collections: ['gifts'] };
const listings = ['category:woody', 'category:perfume', 'brand:velour', 'note:rose', 'collection:gifts'];
const change = (different: Partial<ProductChange>): ProductChange => ({
  ...{ productId: 7, feedIds: [1], before: scopes, after: scopes },
  ...{ card: false, offers: false, kind: false, place: false, words: false },
  ...different,
});
const tags = (different: Partial<ProductChange>) => [...tagsOfProduct(change(different))].sort();
const sorted = (...some: string[]) => some.sort();

describe('what a changed product touches', () => {
  it('is its own pages alone when one piece fewer is left', () => {
    expect(tags({})).toEqual(['product:7']);
  });

  it('is its card and its listings, but not their members, when its price changes', () => {
    expect(tags({ card: true, offers: true })).toEqual(
      sorted('product:7', 'card:7', 'listed:7', 'every-product', 'search', ...listings),
    );
  });

  it('is also who is in which listing when the last bottle is sold', () => {
    expect(tags({ offers: true, place: true })).toEqual(
      expect.arrayContaining(listings.map((listing) => `members:${listing}`)),
    );
  });

  it('is the listings it leaves and those it comes into', () => {
    const after = { ...scopes, collections: ['on-sale'] };
    const touched = tags({ offers: true, after });
    expect(touched).toEqual(expect.arrayContaining(['collection:gifts', 'collection:on-sale']));
    expect(touched.filter((tag) => tag.startsWith('members:'))).toEqual(
      sorted('members:collection:gifts', 'members:collection:on-sale'),
    );
  });

  it('is the lists of names when it comes or goes, and never otherwise', () => {
    expect(tags({ kind: true, before: null })).toEqual(
      expect.arrayContaining(['brands', 'notes', 'every-kind']),
    );
    expect(tags({ kind: true })).not.toContain('brands');
    expect(tags({ kind: true })).not.toContain('notes');
  });

  it('is what can be found when its words change', () => {
    expect(tags({ words: true })).toEqual(sorted('product:7', 'search'));
  });
});

describe('what a changed name touches', () => {
  it('is the list of names and the listing of that name', () => {
    const named = [
      { subject: 'brand', slugs: ['velour'], feedIds: [3] },
      { subject: 'collection', slugs: ['gifts'], feedIds: [4] },
    ] as const;
    expect(touchesOf({ products: [], named }).map((touch) => [...touch.tags])).toEqual([
      ['brands', 'brand:velour'],
      ['collections', 'collection:gifts', 'members:collection:gifts'],
    ]);
  });
});
