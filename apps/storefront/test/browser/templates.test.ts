import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ShopDatabase } from '../../src/database/index.ts';
import { accessibilityProblems, sidewaysOverflow } from '../support/axe.ts';
import { openShopDatabase, prepareShopPaths, type ShopPaths } from '../support/shop-paths.ts';
import { shoppers } from '../support/shoppers.ts';

const newShopper = shoppers();
let database: ShopDatabase;
let paths: ShopPaths;

beforeAll(async () => {
  database = openShopDatabase();
  paths = await prepareShopPaths(database);
});
afterAll(() => database.close());

const templates: readonly { name: string; path: (paths: ShopPaths) => string }[] = [
  { name: 'home', path: () => '/' },
  { name: 'a category', path: ({ category }) => category },
  { name: 'a filtered category', path: ({ category }) => `${category}?stock=in&min=10&gender=women` },
  { name: 'a collection', path: ({ collection }) => collection },
  { name: 'brands A to Z', path: () => '/brands' },
  { name: 'a brand', path: ({ brand }) => brand },
  { name: 'notes A to Z', path: () => '/notes' },
  { name: 'a note', path: ({ note }) => note },
  { name: 'a search', path: () => '/search?q=amber' },
  { name: 'a search without results', path: () => '/search?q=xqzzv' },
  { name: 'a product', path: ({ product }) => product },
  { name: 'a size of a product', path: ({ productWithVariant }) => productWithVariant },
  { name: 'a size that is none', path: ({ product }) => `${product}/7-tons` },
  { name: 'a sold-out product', path: ({ soldOut }) => soldOut },
  { name: 'a product that is gone (410)', path: ({ gone }) => gone },
  { name: 'an empty cart', path: () => '/cart' },
  { name: 'finding an order', path: () => '/orders/find' },
  { name: 'about us', path: () => '/pages/about' },
  { name: 'delivery and returns', path: () => '/pages/delivery-and-returns' },
  { name: 'a page that is none (404)', path: () => '/nothing-here' },
];

describe.each(templates)('$name', ({ path }) => {
  it('has nothing for axe to find, in light and in dark', async () => {
    const page = await newShopper({ bypassCSP: true });
    await page.goto(path(paths));
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('never scrolls sideways on a phone', async () => {
    const page = await newShopper();
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path(paths));
      expect(await sidewaysOverflow(page), `${width} px`).toEqual([]);
    }
  });

  it('is at most 40 kB, its stylesheet and script at most 20 kB each, as they are sent', async () => {
    const page = await send(path(paths));
    const [, stylesheet] = /<link rel="stylesheet" href="([^"]+)"/.exec(page.text) ?? [];
    const [, script] = /<script type="module" src="([^"]+)"/.exec(page.text) ?? [];
    expect(page.sentBytes).toBeLessThanOrEqual(40_000);
    expect((await send(stylesheet ?? '')).sentBytes).toBeLessThanOrEqual(20_000);
    expect((await send(script ?? '')).sentBytes).toBeLessThanOrEqual(20_000);
  });
});

/** What the shop sends for an address, and how many bytes went over the line. */
async function send(path: string): Promise<{ text: string; sentBytes: number }> {
  const response = await fetch(inject('shopUrl') + path, { headers: { 'accept-encoding': 'br' } });
  expect(response.headers.get('content-encoding')).toBe('br');
  return { text: await response.text(), sentBytes: Number(response.headers.get('content-length')) };
}
