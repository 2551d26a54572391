import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShopDatabase } from '../../src/database/index.ts';
import { accessibilityProblems, sidewaysOverflow } from '../support/axe.ts';
import { addToCart, chooseBehaviour, fillAddress, payButton } from '../support/purchase.ts';
import { shoppers } from '../support/shoppers.ts';
import { openShopDatabase, wellKnownProduct } from '../support/shop-paths.ts';

const newShopper = shoppers();
let database: ShopDatabase;
let path: string;

beforeAll(async () => {
  database = openShopDatabase();
  const { slug, variantSlug } = await wellKnownProduct(database);
  path = `/products/${slug}/${variantSlug}`;
});
afterAll(() => database.close());

/** Pages that only a shopper on her way sees, each with what leads there from the one before. */
const stations: readonly { name: string; go: (page: Page) => Promise<unknown> }[] = [
  {
    name: 'the drawer',
    go: async (page) => {
      await page.goto(path);
      await page.getByRole('button', { name: /^Add to cart/ }).click();
      await page.locator('.drawer').waitFor();
    },
  },
  { name: 'the cart', go: (page) => addToCart(page, path) },
  { name: 'the address', go: (page) => press(page, 'link', 'Go to checkout', '**/checkout') },
  {
    name: 'the address with errors',
    go: async (page) => {
      await page.getByLabel('E-mail').fill('ada@');
      await page.getByRole('button', { name: 'Continue to delivery' }).click();
      await page.locator('.error-summary').waitFor();
    },
  },
  {
    name: 'the delivery',
    go: async (page) => {
      await fillAddress(page, 'templates@example.com');
      await press(page, 'button', 'Continue to delivery', '**/checkout/delivery');
    },
  },
  { name: 'the payment', go: (page) => press(page, 'button', 'Continue to payment', '**/checkout/payment') },
  {
    name: 'paying again after a decline',
    go: async (page) => {
      await chooseBehaviour(page, 'decline');
      await payButton(page).click();
      await page.getByText('declined the payment').waitFor();
    },
  },
  { name: 'a cart whose order waits for its payment', go: (page) => page.goto('/cart') },
  { name: 'an order that waits for its payment', go: (page) => page.goto('/checkout/unpaid') },
  {
    name: 'the bank’s question',
    go: async (page) => {
      await page.goto(await latestOrder());
      await page.getByRole('main').getByRole('link', { name: /^Pay/ }).click();
      await chooseBehaviour(page, 'challenge');
      await payButton(page).click();
      await page.waitForURL('**/test-provider/**');
    },
  },
  {
    name: 'the order',
    go: async (page) => {
      await page.getByRole('button', { name: /^Approve/ }).click();
      await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
    },
  },
  {
    name: 'finding an order, with errors',
    go: async (page) => {
      await page.goto('/orders/find');
      await page.locator('.find-order__form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
      await page.getByRole('button', { name: 'Send me the link' }).click();
      await page.locator('.field__error').first().waitFor();
    },
  },
  { name: 'the kept mails', go: (page) => page.goto('/dev/mail') },
];

describe('on the way through the checkout', () => {
  it('axe finds nothing and no page scrolls sideways on a phone', async () => {
    const page = await newShopper({ bypassCSP: true });
    for (const { name, go } of stations) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await go(page);
      expect(await accessibilityProblems(page), name).toEqual([]);
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await sidewaysOverflow(page), `${name} at ${width} px`).toEqual([]);
      }
    }
  });

  it('a wrong form takes the focus to what is wrong, and each message leads to its field', async () => {
    const page = await newShopper();
    await addToCart(page, path);
    await press(page, 'link', 'Go to checkout', '**/checkout');
    await page.getByLabel('Full name').fill('Ada Buyer');
    await page.getByRole('button', { name: 'Continue to delivery' }).click();
    const summary = page.locator('.error-summary');
    await summary.waitFor();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.getByLabel('Full name').inputValue()).toBe('Ada Buyer');

    await summary.getByRole('link').first().click();
    const focused = page.locator('input:focus');
    expect(await focused.getAttribute('aria-invalid')).toBe('true');
    const described = (await focused.getAttribute('aria-describedby'))?.split(' ').at(-1);
    expect(await page.locator(`#${described}`).isVisible()).toBe(true);
  });
});

describe('an error inside (500)', () => {
  it('is a page with an id and a way on, without anything of the inside', async () => {
    const page = await newShopper({ bypassCSP: true });
    // A page of one shopper: no cache has it.
    const order = await latestOrder();
    await sql`RENAME TABLE order_line TO order_line_away`.execute(database.query);
    try {
      const response = await page.goto(order);
      expect(response?.status()).toBe(500);
      expect(await accessibilityProblems(page)).toEqual([]);
      const text = (await page.locator('main').textContent()) ?? '';
      expect(text).toContain('Something went wrong on our side');
      expect(text).not.toMatch(/order_line|\bat .+:\d+|SELECT/);
    } finally {
      await sql`RENAME TABLE order_line_away TO order_line`.execute(database.query);
    }
  });
});

async function press(page: Page, role: 'link' | 'button', name: string, url: string): Promise<void> {
  await page.getByRole(role, { name }).click();
  await page.waitForURL(url);
}

async function latestOrder(): Promise<string> {
  const { access_token } = await database.query
    .selectFrom('customer_order')
    .select('access_token')
    .where('email', '=', 'templates@example.com')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return `/orders/${access_token}`;
}
