import { describe, expect, it } from 'vitest';
import { listingSearchParams, parseListingQuery } from '../listing/index.ts';
import { pageKeyOf } from './page-key.ts';

const keyOf = (url: string) => pageKeyOf(url)?.key;

describe('the key of a page', () => {
  it.each([
    ['/', '/'],
    ['/products/velvet-hour', '/products/velvet-hour'],
    ['/products/velvet-hour/100-ml?utm_source=mail&fbclid=1', '/products/velvet-hour/100-ml'],
    ['/brands?q=x', '/brands'],
    ['/categories/perfume?', '/categories/perfume'],
    ['/categories/perfume?gclid=3', '/categories/perfume'],
    ['/categories/perfume?page=2&brand=b&x=1&brand=a', '/categories/perfume?brand=a&brand=b&page=2'],
    ['/categories/perfume?brand=a%20b&page=0&sort=nonsense', '/categories/perfume'],
    ['/search?q=%20oud%20%20wood', '/search?q=oud+wood'],
    ['/collections/new?sort=popular', '/collections/new?sort=popular'],
  ])('of %s is %s', (url, key) => {
    expect(keyOf(url)).toBe(key);
  });

  it.each([
    '/cart',
    '/checkout/payment',
    '/orders/abc',
    '/me',
    '/search/suggest?q=a',
    '/products',
    '/Products/velvet-hour',
    '/products/velvet-hour/',
    '/products/velvet%2Dhour',
    '//evil.example/products/x',
    '/categories/perfume?find-brand=dior',
    `/categories/perfume?${Array.from({ length: 101 }, (_, at) => `x${at}=1`).join('&')}`,
    `/search?q=${'a'.repeat(2_000)}`,
  ])('is none for %s', (url) => {
    expect(keyOf(url)).toBeUndefined();
  });

  it('is its own key: whoever asks for it asks for the same page', () => {
    for (const url of randomUrls(500)) expect(keyOf(keyOf(url)!)).toBe(keyOf(url));
  });

  it('leaves out nothing that a listing reads, whatever the listing fixes', () => {
    const fixed = [
      {},
      { brands: ['a'] },
      { sort: 'newest' as const, onSale: true },
      { maxCents: 900, text: 'oud' },
    ];
    for (const url of randomUrls(500))
      for (const rule of fixed) {
        const read = (address: string) => parseListingQuery(new URL(address, 'http://x').searchParams, rule);
        expect(read(keyOf(url)!)).toEqual(read(url));
      }
  });

  it('is spelt as the shop spells its own links', () => {
    for (const url of randomUrls(200)) {
      const link = listingSearchParams(
        parseListingQuery(new URL(url, 'http://x').searchParams, {}),
        {},
      ).toString();
      const address = `/search${link === '' ? '' : `?${link}`}`;
      expect(keyOf(address)).toBe(address);
    }
  });
});

const pieces = [
  ...[
    'brand=a',
    'brand=b',
    'brand=A',
    'gender=men',
    'gender=women',
    'size=100-ml',
    'note=rose',
    'without=rose',
  ],
  ...[
    'without=oud',
    'min=12,5',
    'min=300',
    'max=20',
    'stock=in',
    'sale=1',
    'sale=0',
    'new=30',
    'season=summer',
  ],
  ...[
    'sort=price',
    'sort=relevance',
    'sort=popular',
    'sort=x',
    'page=2',
    'page=-1',
    'q=oud',
    'q=',
    'q=%E0%A4%A+x',
  ],
  ...[
    'utm_source=a',
    'find-brand=',
    'kind=perfume',
    'accord=woody',
    'condition=tester',
    'concentration=parfum',
  ],
];

/** Addresses put together from what people and machines write, always the same ones. */
function randomUrls(count: number): readonly string[] {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  return Array.from({ length: count }, () => {
    const chosen = Array.from({ length: random(7) }, () => pieces[random(pieces.length)]!);
    return `/search?${chosen.join('&')}`;
  });
}
