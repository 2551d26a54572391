import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { ShopDatabase } from '../../src/database/index.ts';
import { setOnHand } from '../../src/stock/index.ts';
import { shoppers } from '../support/shoppers.ts';
import { openShopDatabase, wellKnownProduct, type WellKnownProduct } from '../support/shop-paths.ts';

const newShopper = shoppers();
let database: ShopDatabase;
let product: WellKnownProduct;
let path: string;

beforeAll(async () => {
  database = openShopDatabase();
  product = await wellKnownProduct(database);
  path = `/products/${product.slug}/${product.variantSlug}`;
});
afterAll(() => database.close());

const addButton = (page: Page) => page.getByRole('button', { name: /^Add to cart/ });
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Added to your cart' });
const hasFocus = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

describe('the cart drawer', () => {
  it('says what was added, keeps the keyboard inside and gives the focus back', async () => {
    const page = await newShopper();
    await page.goto(path);
    await addButton(page).focus();
    await page.keyboard.press('Enter');
    await drawer(page).waitFor();
    expect(await hasFocus(page, '.drawer__title')).toBe(true);
    const described = await drawer(page).getAttribute('aria-describedby');
    expect(await page.locator(`#${described}`).textContent()).toContain(product.name);

    for (let press = 0; press < 8; press += 1) {
      await page.keyboard.press('Tab');
      const outside = await page.evaluate(
        () => document.activeElement !== document.body && !document.activeElement?.closest('.drawer'),
      );
      expect(outside).toBe(false);
    }
    await page.keyboard.press('Escape');
    await drawer(page).waitFor({ state: 'detached' });
    expect(await hasFocus(page, '.add-to-cart__button')).toBe(true);
  });

  it('leads to the cart, where the bottle is', async () => {
    const page = await newShopper();
    await page.goto(path);
    await addButton(page).click();
    await drawer(page).getByRole('link', { name: 'Go to cart' }).click();
    await page.waitForURL('**/cart');
    expect(await page.locator('.cart-line').count()).toBe(1);
  });

  it('counts every piece beside the link to the cart, on the next page too', async () => {
    const page = await newShopper();
    await page.goto(path);
    await page.locator('#quantity').selectOption('3');
    await addButton(page).click();
    await drawer(page).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.cart-link').textContent()).toContain('3 items');
    await page.goto('/brands');
    await expect.poll(() => page.locator('.cart-link').textContent()).toContain('3 items');
  });
});

describe('adding to the cart', () => {
  it('says by the button why something sold out meanwhile was not added', async () => {
    const page = await newShopper();
    const { path: lastPath, variantId } = await lastOne(database, path);
    await page.goto(lastPath);
    await database.transaction((trx) => setOnHand(trx, [{ variantId, onHand: 0 }], 'browser test'));
    await addButton(page).click();
    await page.getByRole('alert').filter({ hasText: 'sold out' }).waitFor();
    expect(await page.locator('.drawer').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe(lastPath);
  });

  it('becomes a plain form when the answer is none that the script understands', async () => {
    const page = await newShopper();
    await page.goto(path);
    await page.route('**/cart/lines', (route) => route.fulfill({ status: 503, body: 'One moment' }), {
      times: 1,
    });
    await addButton(page).click();
    await page.waitForURL('**/cart');
    expect(await page.locator('.cart-line').count()).toBe(1);
  });

  it('never guesses when no answer comes at all', async () => {
    const page = await newShopper();
    await page.goto(path);
    await page.route('**/cart/lines', (route) => route.abort(), { times: 1 });
    await addButton(page).click();
    await page.getByRole('alert').filter({ hasText: 'Look into your cart' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
  });
});

it('nobody who only looks around is asked about a cart or given a cookie', async () => {
  const page = await newShopper();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const visited of ['/', '/search', path]) await page.goto(visited);
  await page.waitForLoadState('networkidle');
  expect(asked).not.toContain('/me');
  expect(await page.context().cookies()).toEqual([]);
});

/** Another product than the one at `except`, with the variant that its own address shows. */
async function lastOne(
  { query }: ShopDatabase,
  except: string,
): Promise<{ path: string; variantId: number }> {
  const found = await query
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.product_id')
    .innerJoin('stock', 'stock.variant_id', 'variant.id')
    .select(['variant.id', 'variant.slug as variant', 'product.slug'])
    .where('product.kind', '=', 'cologne')
    .where('product.status', '=', 'active')
    .where('stock.on_hand', '>', 0)
    .orderBy('product.id', 'desc')
    .execute();
  const one = found.find(({ slug }) => !except.includes(slug));
  if (!one) throw new Error('The demo catalogue has no cologne for the browser tests.');
  return { path: `/products/${one.slug}/${one.variant}`, variantId: one.id };
}
