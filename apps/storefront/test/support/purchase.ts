import type { Page } from 'playwright-core';
import type { TestBehaviour } from '../../src/payments/test-provider/behaviours.ts';

/** A buyer in the shop's home country; its postcode and region belong together. */
export const buyer = {
  email: 'ada@example.com',
  name: 'Ada Buyer',
  line1: '12 Analytical Way',
  city: 'Portland',
  postcode: '97201',
  region: 'OR',
} as const;

/** Adds the product at `path` and ends on the cart's page, with script or without. */
export async function addToCart(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: /^Add to cart/ }).click();
  const landed = await Promise.race([
    page.waitForURL('**/cart').then(() => 'cart' as const),
    page
      .locator('.drawer')
      .waitFor()
      .then(() => 'drawer' as const),
  ]);
  if (landed === 'drawer') await page.getByRole('link', { name: 'Go to cart' }).click();
  await page.waitForURL('**/cart');
}

/** From the cart to the step where it is paid. */
export async function walkToPayment(page: Page, email: string = buyer.email): Promise<void> {
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await page.waitForURL('**/checkout');
  await fillAddress(page, email);
  await page.getByRole('button', { name: 'Continue to delivery' }).click();
  await page.waitForURL('**/checkout/delivery');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.waitForURL('**/checkout/payment');
}

export async function fillAddress(page: Page, email: string = buyer.email): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Full name').fill(buyer.name);
  await page.getByLabel('Street and number').fill(buyer.line1);
  await page.getByLabel('City').fill(buyer.city);
  await page.getByLabel(/^ZIP/).fill(buyer.postcode);
  await page.getByLabel('State').selectOption(buyer.region);
}

/** The choice of how the test provider answers, as it stands on every page that pays. */
export async function chooseBehaviour(page: Page, behaviour: TestBehaviour): Promise<void> {
  await page.locator(`input[name="behaviour"][value="${behaviour}"]`).check();
}

export function payButton(page: Page) {
  return page.getByRole('button', { name: /^Pay \$/ });
}
