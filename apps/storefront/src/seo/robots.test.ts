import { describe, expect, it } from 'vitest';
import { robotsText } from './robots.ts';

const text = robotsText(new URL('https://shop.example'));

/** Whether a path is closed, read as crawlers read it: a star is any text, a dollar the end, a rule a beginning. */
const isClosed = (path: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('Disallow: '))
    .map((line) => line.slice('Disallow: '.length))
    .some((rule) =>
      new RegExp(
        `^${rule
          .replace(/[.?+^$()[\]{}|\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replace(/\\\$$/, '$')}`,
      ).test(path),
    );

describe('robots.txt', () => {
  it('names the sitemap', () => {
    expect(text).toContain('Sitemap: https://shop.example/sitemap.xml\n');
  });

  it.each([
    '/',
    '/products/velvet-hour/50-ml',
    '/categories/perfume',
    '/categories/perfume?page=4',
    '/brands',
    '/pages/about',
    '/cart',
    '/men',
  ])('leaves %s open', (path) => {
    expect(isClosed(path)).toBe(false);
  });

  it.each([
    '/cart/lines',
    '/me',
    '/checkout/payment',
    '/orders/abc',
    '/search?q=oud',
    '/categories/perfume?brand=velour',
    '/brands/velour?gender=men&sort=price',
  ])('closes %s', (path) => {
    expect(isClosed(path)).toBe(true);
  });
});
