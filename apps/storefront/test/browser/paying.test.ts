import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShopDatabase } from '../../src/database/index.ts';
import { addToCart, chooseBehaviour, payButton, walkToPayment } from '../support/purchase.ts';
import { shoppers } from '../support/shoppers.ts';
import { openShopDatabase, wellKnownProduct, type WellKnownProduct } from '../support/shop-paths.ts';

const newShopper = shoppers();
let database: ShopDatabase;
let product: WellKnownProduct;

beforeAll(async () => {
  database = openShopDatabase();
  product = await wellKnownProduct(database);
});
afterAll(() => database.close());

const pathOf = ({ slug, variantSlug }: WellKnownProduct) => `/products/${slug}/${variantSlug}`;
const thanks = (page: Page) => page.getByRole('heading', { level: 1, name: 'Thank you for your order' });
const numberOf = async (page: Page) => (await page.locator('.order__number strong').textContent()) ?? '';

/** A buyer of her own for each test, so that her orders can be counted. */
async function atThePayment(page: Page, email: string): Promise<void> {
  await addToCart(page, pathOf(product));
  await walkToPayment(page, email);
}

async function ordersOf(
  email: string,
): Promise<readonly { number: string; state: string; charges: number }[]> {
  return database.query
    .selectFrom('customer_order')
    .leftJoin('payment', (join) =>
      join.onRef('payment.order_id', '=', 'customer_order.id').on('payment.state', '=', 'captured'),
    )
    .select(({ fn }) => ['number', 'customer_order.state', fn.count<number>('payment.id').as('charges')])
    .where('email', '=', email)
    .groupBy(['customer_order.id', 'number', 'customer_order.state'])
    .execute();
}

describe('paying', () => {
  it('again after a decline keeps the order one order', async () => {
    const page = await newShopper();
    await atThePayment(page, 'declined@example.com');
    await chooseBehaviour(page, 'decline');
    await payButton(page).click();
    await page.getByText('declined the payment').waitFor();
    const number = await numberOf(page);

    await chooseBehaviour(page, 'succeed');
    await payButton(page).click();
    await thanks(page).waitFor();
    expect(await numberOf(page)).toBe(number);
    expect(await ordersOf('declined@example.com')).toEqual([{ number, state: 'paid', charges: 1 }]);
  });

  it('with a confirmation by the bank goes through when it is approved', async () => {
    const page = await newShopper();
    await atThePayment(page, 'approved@example.com');
    await chooseBehaviour(page, 'challenge');
    await payButton(page).click();
    await page.getByRole('button', { name: /^Approve/ }).click();
    await thanks(page).waitFor();
    expect(await ordersOf('approved@example.com')).toMatchObject([{ state: 'paid', charges: 1 }]);
  });

  it('with a confirmation by the bank can be tried another way when it is refused', async () => {
    const page = await newShopper();
    await atThePayment(page, 'refused@example.com');
    await chooseBehaviour(page, 'challenge');
    await payButton(page).click();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.waitForURL('**/orders/**');
    if (!page.url().endsWith('/payment'))
      await page.getByRole('main').getByRole('link', { name: /^Pay/ }).click();
    await chooseBehaviour(page, 'succeed');
    await payButton(page).click();
    await thanks(page).waitFor();
    expect(await ordersOf('refused@example.com')).toMatchObject([{ state: 'paid', charges: 1 }]);
  });

  it('by pressing twice orders and charges once', async () => {
    const page = await newShopper();
    await atThePayment(page, 'twice@example.com');
    await payButton(page).dblclick();
    await thanks(page).waitFor();
    expect(await ordersOf('twice@example.com')).toMatchObject([{ state: 'paid', charges: 1 }]);
  });

  it('in two tabs at once orders and charges once', async () => {
    const page = await newShopper();
    await atThePayment(page, 'tabs@example.com');
    const other = await page.context().newPage();
    await other.goto('/checkout/payment');
    await Promise.all([payButton(page).click(), payButton(other).click()]);
    await Promise.all([thanks(page).waitFor(), thanks(other).waitFor()]);
    expect(await numberOf(other)).toBe(await numberOf(page));
    expect(await ordersOf('tabs@example.com')).toMatchObject([{ state: 'paid', charges: 1 }]);
  });

  it('and going back to pay once more leads to the order that is there', async () => {
    const page = await newShopper();
    await atThePayment(page, 'back@example.com');
    await payButton(page).click();
    await thanks(page).waitFor();
    const number = await numberOf(page);
    await page.goBack();
    if (await payButton(page).isVisible()) await payButton(page).click();
    await page.waitForLoadState();
    const orders = await ordersOf('back@example.com');
    expect(orders).toEqual([{ number, state: 'paid', charges: 1 }]);
  });

  it('without an answer is being checked, never called failed, and settles by itself', async () => {
    const page = await newShopper();
    await atThePayment(page, 'late@example.com');
    await chooseBehaviour(page, 'late');
    await payButton(page).click();
    await page.getByRole('heading', { level: 1, name: 'We are checking your payment' }).waitFor();
    await thanks(page).waitFor({ timeout: 60_000 });
    expect(await ordersOf('late@example.com')).toMatchObject([{ state: 'paid', charges: 1 }]);
  });
});
