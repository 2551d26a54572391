import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShopDatabase } from '../../src/database/index.ts';
import { phone } from '../support/browser.ts';
import { buyer, chooseBehaviour, payButton, walkToPayment } from '../support/purchase.ts';
import { shoppers } from '../support/shoppers.ts';
import {
  misspelt,
  openShopDatabase,
  wellKnownProduct,
  type WellKnownProduct,
} from '../support/shop-paths.ts';

const newShopper = shoppers();
let database: ShopDatabase;
let product: WellKnownProduct;

beforeAll(async () => {
  database = openShopDatabase();
  product = await wellKnownProduct(database);
});
afterAll(() => database.close());

describe.each([
  { how: 'with script', javaScriptEnabled: true },
  { how: 'without script', javaScriptEnabled: false },
])('a guest on a phone, $how', ({ javaScriptEnabled }) => {
  it('finds a bottle by a misspelt name, filters, buys it and looks the order up again', async () => {
    const page = await newShopper({ javaScriptEnabled, viewport: phone });
    await page.goto('/');
    await search(page, `${misspelt(product.brandName)} ${product.name}`);
    await page.locator('.card__name', { hasText: product.name }).first().waitFor();

    await narrowToStock(page, javaScriptEnabled);
    await page.locator(`.card__link[href^="/products/${product.slug}"]`).first().click();
    await page.getByRole('heading', { level: 1, name: product.name }).waitFor();

    await page.locator('.variant[href$="/' + product.variantSlug + '"]').click();
    await page.waitForURL(`**/products/${product.slug}/${product.variantSlug}`);
    await page.locator('#quantity').selectOption('2');
    await page.getByRole('button', { name: /^Add to cart/ }).click();
    if (javaScriptEnabled) await page.getByRole('link', { name: 'Go to cart' }).click();
    await page.waitForURL('**/cart');
    expect(await page.locator('.cart-line').count()).toBe(1);
    expect(await page.locator('.cart-line select').inputValue()).toBe('2');

    await walkToPayment(page);
    await chooseBehaviour(page, 'succeed');
    await payButton(page).click();
    await page.getByRole('heading', { level: 1, name: 'Thank you for your order' }).waitFor();
    const number = await page.locator('.order__number strong').textContent();

    await page.goto('/orders/find');
    await page.getByLabel('Order number').fill(number ?? '');
    await page.getByLabel('E-mail address').fill(buyer.email);
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await page.getByText('its link is on its way').waitFor();
    await openOrderFromMail(page, number ?? '');
    await page.getByRole('heading', { level: 1, name: 'Thank you for your order' }).waitFor();
    expect(await page.locator('.order__number strong').textContent()).toBe(number);

    await page.goto('/cart');
    expect(await page.locator('.cart-line').count()).toBe(0);
  });
});

async function search(page: Page, text: string): Promise<void> {
  const field = page.locator('#search-field');
  await field.fill(text);
  await field.press('Enter');
  await page.waitForURL('**/search?*');
}

/** By the panel that the button opens, as on any phone. */
async function narrowToStock(page: Page, javaScriptEnabled: boolean): Promise<void> {
  await page.locator('.listing__open-filters').click();
  await page.locator('#only-in-stock').click();
  await page.waitForURL('**stock=in**');
  if (javaScriptEnabled) await page.locator('.chip--chosen').first().waitFor();
}

/** The mail is written within a second or two; the shop keeps it instead of sending it. */
async function openOrderFromMail(page: Page, number: string): Promise<void> {
  const mail = page.getByRole('link', { name: `The link to your order ${number}` });
  await expect
    .poll(
      async () => {
        await page.goto('/dev/mail');
        return mail.count();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBeGreaterThan(0);
  await mail.first().click();
  await page.locator('.prose a[href*="/orders/"]').click();
}
