import { describe, expect, it } from 'vitest';
import { productDraft, variantDraft } from '../../test/support/product-drafts.ts';
import { draftProblems } from './draft-problems.ts';
import type { ProductDraft } from './product-draft.ts';

const fields = (changes: Partial<ProductDraft>) =>
  draftProblems(productDraft('p', changes)).map(({ field }) => field);

describe('draftProblems', () => {
  it('finds nothing wrong with a sound draft, nor with one that knows little', () => {
    expect(fields({})).toEqual([]);
    expect(
      fields({
        status: 'draft',
        name: '8',
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
      }),
    ).toEqual([]);
  });

  const size = { amount: 10_000, unit: 'ml' } as const;

  it.each<[string, Partial<ProductDraft>]>([
    ['sourceKey', { sourceKey: ' p' }],
    ['brandName', { brandName: ' \u00a0' }],
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(161) }],
    ['description', { description: 'x'.repeat(16_001) }],
    ['launchYear', { launchYear: 2019.5 }],
    ['launchYear', { launchYear: 12 }],
    ['slug', { slug: 'Not A Slug' }],
    ['popularity', { popularity: -1 }],
    ['createdAt', { createdAt: new Date('never') }],
    ['longevityVotes', { longevityVotes: [1, 2, -1, 4, 5] }],
    ['sillageVotes', { sillageVotes: [1, 2, 3] as never }],
    ['sillageVotes', { sillageVotes: [1, 2, 3, 0.5] }],
    ['notes', { notes: { form: 'flat', top: ['Iris'], heart: [], base: [], flat: [] } }],
    ['notes', { notes: { form: 'pyramid', top: [' '], heart: [], base: [], flat: [] } }],
    ['accords', { accords: [{ name: 'Woody', weight: 101 }] }],
    ['attributes', { attributes: { 'hair-type': ['curly'] } }],
    ['images', { images: [{ assetKey: 'has blank.svg', alt: '', width: 1, height: 1 }] }],
    ['images', { images: [{ assetKey: 'a.svg', alt: '', width: 0, height: 1 }] }],
    ['variants', { variants: [variantDraft('a', 100, { gtin: '3145891253178' })] }],
    ['variants', { variants: [variantDraft('a', 100), variantDraft('b', 100)] }],
    ['variants', { variants: [variantDraft('a', 100), variantDraft('a', 50)] }],
    ['variants', { variants: [variantDraft('a ', 100)] }],
    ['variants', { variants: [variantDraft('a', 0)] }],
    ['variants', { variants: [{ sku: 'a', gtin: null, size, condition: 'broken' as never }] }],
  ])('names the field %s (%#)', (field, changes) => {
    expect(fields(changes)).toEqual([field]);
  });
});
