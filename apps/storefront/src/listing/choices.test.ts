import { describe, expect, it } from 'vitest';
import { choicesOf, chosenValues, toggled, withValue } from './choices.ts';
import type { Facet, ListingQuery, ListingResult } from './model.ts';

const plain: ListingQuery = {
  kinds: [],
  brands: [],
  genders: [],
  concentrations: [],
  sizes: [],
  conditions: [],
  minCents: null,
  maxCents: null,
  notes: [],
  withoutNotes: [],
  accords: [],
  attributes: {},
  inStock: false,
  newWithinDays: null,
  onSale: false,
  sort: 'popular',
  page: 1,
};

const dollars = (cents: number) => `$${cents / 100}`;

const choicesIn = (
  query: Partial<ListingQuery>,
  facets: readonly Facet[] = [],
  fixed: Partial<ListingQuery> = {},
) =>
  choicesOf(
    { query: { ...plain, ...query }, facets } as unknown as ListingResult,
    { path: '/x', fixed },
    dollars,
  );

const labels = (...of: Parameters<typeof choicesIn>) => choicesIn(...of).map(({ label }) => label);

describe('toggled', () => {
  it('adds a value to its facet and starts at page 1 again', () => {
    const query = toggled({ ...plain, brands: ['velour'], page: 7 }, 'brand', 'ardent');
    expect(query).toEqual({ ...plain, brands: ['velour', 'ardent'] });
  });

  it('takes a chosen value out again', () => {
    expect(toggled({ ...plain, genders: ['women', 'men'] }, 'gender', 'women').genders).toEqual(['men']);
  });

  it('keeps attributes under their own code', () => {
    const query = toggled(plain, 'season', 'winter');
    expect(query.attributes).toEqual({ season: ['winter'] });
    expect(chosenValues(query, 'season')).toEqual(['winter']);
  });

  it('never both wants and refuses a note', () => {
    expect(toggled({ ...plain, notes: ['oud', 'rose'] }, 'without', 'oud')).toMatchObject({
      notes: ['rose'],
      withoutNotes: ['oud'],
    });
    expect(toggled({ ...plain, withoutNotes: ['oud'] }, 'note', 'oud')).toMatchObject({
      notes: ['oud'],
      withoutNotes: [],
    });
  });

  it('leaves the other notes alone when one is no longer refused', () => {
    expect(
      toggled({ ...plain, notes: ['rose'], withoutNotes: ['oud', 'musk'] }, 'without', 'musk'),
    ).toMatchObject({
      notes: ['rose'],
      withoutNotes: ['oud'],
    });
  });
});

describe('withValue', () => {
  it('does not take out a value that is chosen already', () => {
    expect(withValue({ ...plain, brands: ['velour'], page: 3 }, 'brand', 'velour')).toEqual({
      ...plain,
      brands: ['velour'],
    });
  });
});

describe('choicesOf', () => {
  const brandFacet: Facet = {
    code: 'brand',
    label: 'Brand',
    options: [{ value: 'baie-noire', label: 'Baie Noire', count: 4, selected: true }],
  };

  it('names a value as its facet does, and by its slug when the facet has dropped it', () => {
    expect(labels({ brands: ['baie-noire', 'pink-house'] }, [brandFacet])).toEqual([
      'Baie Noire',
      'Pink house',
    ]);
  });

  it('says of notes whether they are wanted', () => {
    expect(labels({ notes: ['vetiver'], withoutNotes: ['vanilla'] })).toEqual([
      'With vetiver',
      'Without vanilla',
    ]);
  });

  it.each([
    [{ minCents: 1000 }, 'From $10'],
    [{ maxCents: 5000 }, 'Up to $50'],
    [{ minCents: 1000, maxCents: 5000 }, '$10 to $50'],
  ])('puts a price range in words: %j', (range, label) => {
    expect(labels(range)).toEqual([label]);
  });

  it('leaves each choice out of the query that its link leads to', () => {
    const query = { brands: ['a', 'b'], maxCents: 5000, inStock: true, onSale: true, page: 3 };
    const without = Object.fromEntries(choicesIn(query).map((choice) => [choice.id, choice.without]));
    const all = { ...plain, ...query, page: 1 };
    expect(without).toEqual({
      'brand-a': { ...all, brands: ['b'] },
      'brand-b': { ...all, brands: ['a'] },
      price: { ...all, maxCents: null },
      'in-stock': { ...all, inStock: false },
      'on-sale': { ...all, onSale: false },
    });
  });

  it('counts nothing as chosen that the listing is about', () => {
    const fixed = { brands: ['velour'], onSale: true, maxCents: 3000, newWithinDays: 30 };
    expect(choicesIn(fixed, [], fixed)).toEqual([]);
    expect(labels({ ...fixed, brands: ['velour', 'ardent'] }, [], fixed)).toEqual(['Ardent']);
  });
});
