import { createDatabase } from '@perfume/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutShop, words } from '../../test/support/checkout-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import type { ShopDatabase, ShopTables } from '../database/index.ts';
import { readAvailability } from '../stock/index.ts';

/** Many more than a server has connections. */
const buyers = 80;

let test: TestDatabase;
let database: ShopDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  // As a server opens it: its own number of connections, its own bounds.
  database = createDatabase<ShopTables>({ url: test.url });
});
afterAll(async () => {
  await database.close();
  await test.close();
});

describe('many buyers of the last bottle', () => {
  it('turns nobody away: one gets it, each of the others is told and sees their cart', async () => {
    const shop = checkoutShop(database);
    const variant = await shop.variant(4_999, 1);
    const other = await shop.variant(1_000, buyers);
    const carts = [];
    for (let number = 0; number < buyers; number += 1) {
      const shopper = shop.shopper();
      await shopper.add(other);
      carts.push({ shopper, form: await shopper.toPayment(variant) });
    }

    const answers = await Promise.all(
      carts.map(async ({ shopper, form }) => {
        const placed = await shopper.post('/checkout/place', form);
        const then = await shopper.get(placed.status === 303 ? placed.headers['location']! : '/cart');
        return { placed, then };
      }),
    );

    const won = answers.filter(({ placed }) => placed.status === 303);
    const lost = answers.filter(({ placed }) => placed.status === 409);
    expect([won.length, lost.length]).toEqual([1, buyers - 1]);
    // The provider's answer may be late in such a crowd; it is never said to have failed.
    expect(words(won[0]!.then.text)).toMatch(/Paid|We are checking your payment/);
    for (const { placed, then } of lost) {
      expect(words(placed.text)).toMatch(/has just sold out\./);
      expect(then.status).toBe(200);
    }
    expect((await readAvailability(database.query, [variant])).get(variant)).toBe(0);
  }, 120_000);
});
