import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { ShopDatabase } from '../../src/database/index.ts';
import { shoppers } from '../support/shoppers.ts';
import { openShopDatabase } from '../support/shop-paths.ts';

const newShopper = shoppers();
let database: ShopDatabase;
let path: string;

beforeAll(async () => {
  database = openShopDatabase();
  const { slug } = await database.query
    .selectFrom('product')
    .innerJoin('product_image', 'product_image.product_id', 'product.id')
    .select('product.slug')
    .where('product.status', '=', 'active')
    .groupBy(['product.id', 'product.slug'])
    .having(({ fn }) => fn.countAll(), '>', 1)
    .orderBy('product.id')
    .limit(1)
    .executeTakeFirstOrThrow();
  path = `/products/${slug}`;
});
afterAll(() => database.close());

const isInView = (page: Page, picture: number) =>
  page.evaluate((id) => {
    const strip = document.querySelector('.gallery__strip')?.getBoundingClientRect();
    const frame = document.getElementById(id)?.getBoundingClientRect();
    return strip !== undefined && frame !== undefined && Math.abs(frame.left - strip.left) < 2;
  }, `picture-${picture}`);

describe('the pictures of a product', () => {
  it.each([true, false])('come into view from their small ones (script: %s)', async (javaScriptEnabled) => {
    const page = await newShopper({ javaScriptEnabled });
    await page.goto(path);
    await page.locator('.gallery__thumb').nth(1).click();
    await expect.poll(() => isInView(page, 2)).toBe(true);
  });

  it('mark the small one of what is seen and leave no trace in the history', async () => {
    const page = await newShopper();
    await page.goto(path);
    const before = await page.evaluate(() => history.length);
    await page.locator('.gallery__thumb').nth(1).click();
    await page.locator('.gallery__thumb[aria-current][href="#picture-2"]').waitFor();
    expect(await page.evaluate(() => history.length)).toBe(before);
  });

  it('keep their space before they have loaded', async () => {
    const page = await newShopper();
    await page.route('**/images/**', () => undefined);
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    const box = await page.locator('.gallery__frame').first().boundingBox();
    expect(box?.height).toBeGreaterThan(200);
  });
});
