import { describe, expect, it } from 'vitest';
import { concentrations, genders, itemConditions, productKinds } from '../catalogue/index.ts';
import { listingSorts, type ListingQuery } from './model.ts';
import { emptyListingQuery, listingSearchParams, parseListingQuery } from './url.ts';

const parse = (search: string, fixed: Partial<ListingQuery> = {}) =>
  parseListingQuery(new URLSearchParams(search), fixed);
const format = (query: Partial<ListingQuery>, fixed: Partial<ListingQuery> = {}) =>
  listingSearchParams({ ...emptyListingQuery, ...query }, fixed).toString();

/** Numbers from 0 to 1 that are the same on every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomQuery(seed: number): ListingQuery {
  const random = dice(seed);
  const some = <T extends string>(values: readonly T[]): T[] =>
    random() < 0.6 ? [] : values.filter(() => random() < 0.4).toSorted();
  const price = () => (random() < 0.6 ? null : Math.floor(random() * 40_000));
  const slugs = ['a', 'baie-noire', 'no-5', '212', 'zz-top', 'oud'];
  const text =
    random() < 0.5 ? { text: ['dior sauvage', 'é & 100% "x"', '212'][Math.floor(random() * 3)]! } : {};
  const [minCents, maxCents] = [price(), price()];
  const notes = some(slugs);
  const season = some(['spring', 'summer']);
  const sorts = listingSorts.filter((sort) => sort !== 'relevance' || 'text' in text);
  return {
    ...text,
    kinds: some(productKinds),
    brands: some(slugs),
    genders: some(genders),
    concentrations: some(concentrations),
    sizes: some(['100-ml', '7-5-ml', 'one-size']),
    conditions: some(itemConditions),
    minCents: minCents !== null && maxCents !== null ? Math.min(minCents, maxCents) : minCents,
    maxCents: minCents !== null && maxCents !== null ? Math.max(minCents, maxCents) : maxCents,
    notes,
    withoutNotes: some(slugs).filter((slug) => !notes.includes(slug)),
    accords: some(slugs),
    attributes: season.length > 0 ? { season } : {},
    inStock: random() < 0.5,
    newWithinDays: random() < 0.7 ? null : 30,
    onSale: random() < 0.5,
    sort: sorts[Math.floor(random() * sorts.length)]!,
    page: 1 + Math.floor(random() * 500),
  };
}

describe('addresses of listings', () => {
  it('keep everything that a query says, for 500 random queries', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const query = randomQuery(seed);
      expect(parse(format(query)), `seed ${seed}`).toEqual(query);
    }
  });

  it('leave out what the listing is about, and still say it when read', () => {
    const fixed = { brands: ['velour'], maxCents: 3000, onSale: true, sort: 'newest' } as const;
    const query = { ...emptyListingQuery, ...fixed, brands: ['ardent', 'velour'], notes: ['oud'] };
    const search = format(query, fixed);
    expect(search).toBe('brand=ardent&note=oud');
    expect(parse(search, fixed)).toEqual(query);
  });

  it('are the same for the same choices made in another order', () => {
    expect(format({ brands: ['b', 'a'], notes: ['oud', 'fig'] })).toBe(
      format({ notes: ['fig', 'oud'], brands: ['a', 'b'] }),
    );
  });

  it('are empty where nothing was chosen', () => {
    expect(format({})).toBe('');
    expect(format({ text: 'oud', sort: 'relevance' })).toBe('q=oud');
  });
});

describe('parseListingQuery', () => {
  it.each([
    ['min=12', 1200, null],
    ['min=12.5&max=20,05', 1250, 2005],
    ['min=30&max=10', 1000, 3000],
    ['min=$10&max=1,200 USD', 1000, 120_000],
    ['min=€ 7.50&max=1,200.5', 750, 120_050],
    ['min=1.200&max=12,3456', null, null],
    ['min=abc&max=', null, null],
    ['min=-5&max=1e9', null, null],
    ['min=0', 0, null],
    ['min=999999999999', null, null],
    ['min= 5 ', 500, null],
  ])('reads the prices of %s', (search, minCents, maxCents) => {
    expect(parse(search)).toMatchObject({ minCents, maxCents });
  });

  it.each(['page=0', 'page=-1', 'page=1e9', 'page=1.5', 'page=', 'page=abc', 'page=99999999999999999999'])(
    'shows the first page for %s',
    (search) => expect(parse(search).page).toBe(1),
  );

  it('asks for a page that cannot be rather than for another one', () => {
    expect(parse('page=1000000000').page).toBe(1_000_000_000);
  });

  it.each([
    ['kind=spaceship'],
    ['gender=men%00'],
    ['brand=../../etc/passwd'],
    ['brand=%3Cscript%3E'],
    [`note=${'a'.repeat(5_000)}`],
    ['size=100%20ml'],
    ['season=monsoon'],
    ['stock=out'],
    ['sale=yes'],
    ['new=-3'],
    ['new=999999'],
    ['sort=random'],
    ['sort=relevance'],
    ['utm_source=mail&fbclid=1'],
    ['__proto__=1&constructor=2&hasOwnProperty=3'],
    ['q=%20%20'],
  ])('leaves out %s', (search) => expect(parse(search)).toEqual(emptyListingQuery));

  it('does not touch what every object inherits', () => {
    parse('__proto__=polluted&attributes=__proto__&season=__proto__');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(parse('__proto__=x').attributes)).toBe(Object.prototype);
  });

  it('takes a repeated parameter as several values, each once', () => {
    expect(parse('brand=b&brand=a&brand=b').brands).toEqual(['a', 'b']);
  });

  it('survives ten thousand parameters and keeps a bounded number of values', () => {
    const search = Array.from({ length: 10_000 }, (_, position) => `brand=b${position}`).join('&');
    expect(parse(search).brands.length).toBeLessThanOrEqual(30);
  });

  it('never both wants and refuses a note', () => {
    expect(parse('note=oud&without=oud&without=fig')).toMatchObject({
      notes: ['oud'],
      withoutNotes: ['fig'],
    });
  });

  it('cuts a long text and tidies its blanks', () => {
    expect(parse(`q=${'x'.repeat(500)}`).text).toHaveLength(120);
    expect(parse('q=%20la%20%20vie%09').text).toBe('la vie');
  });

  it('sorts a search by its best match unless it is told otherwise', () => {
    expect(parse('q=oud').sort).toBe('relevance');
    expect(parse('q=oud&sort=price').sort).toBe('price');
    expect(parse('sort=price-desc').sort).toBe('price-desc');
  });
});
