import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOrder, orderLine, place, stockShelf } from '../../test/support/orders.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { findLedgerMismatches, readAvailability } from '../stock/index.ts';
import { findOrderByPlacementKey, placeOrder, readOrder, readOrderEvents, type NewOrder } from './index.ts';

const at = new Date('2026-11-24T10:00:00.000Z');
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 20 });
});
afterAll(() => test.close());

const countOf = async (table: 'customer_order' | 'order_line' | 'payment') => {
  const { count } = await test.database.query
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

/** What an order keeps of what was wanted. */
const contentsOf = ({
  currency,
  email,
  deliveryAddress,
  shippingMethod,
  shippingTax,
  lines,
  ...rest
}: NewOrder) => ({
  ...{ currency, email, deliveryAddress, shippingMethod, shippingTax, lines },
  goodsCents: rest.goodsCents,
  shippingCents: rest.shippingCents,
  taxCents: rest.taxCents,
  taxIncluded: rest.taxIncluded,
  totalCents: rest.totalCents,
  cartId: rest.cartId,
});

describe('placing an order', () => {
  it('keeps everything that it was given and holds its stock', async () => {
    const [id] = await stockShelf(test.database, [5]);
    const wanted = newOrder([orderLine(id!, 2)]);
    const placed = await place(test.database, wanted, at);
    expect(await readOrder(test.database.query, placed.id)).toMatchObject({
      ...contentsOf(wanted),
      state: 'awaiting-payment',
      holdExpiresAt: new Date('2026-11-24T10:20:00.000Z'),
    });
    expect(placed.number).toMatch(/^[2-9B-Z]{3}-[2-9B-Z]{4}-[2-9B-Z]{3}$/);
    expect(placed.path).toBe(`/orders/${placed.accessToken}`);
    expect((await readAvailability(test.database.query, [id!])).get(id!)).toBe(3);
    expect((await readOrderEvents(test.database.query, placed.id)).map(({ move }) => move)).toEqual([
      'place',
    ]);
  });

  it('lets one of 200 buyers have the last bottle and tells 199 what is missing, before anything is charged', async () => {
    const [id] = await stockShelf(test.database, [1]);
    const ordersBefore = await countOf('customer_order');
    const linesBefore = await countOf('order_line');
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () =>
        test.database.transaction((trx) => placeOrder(trx, newOrder([orderLine(id!)]), at), { attempts: 10 }),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'placed')).toHaveLength(1);
    const short = outcomes.filter((outcome) => outcome.outcome === 'short');
    expect(short).toHaveLength(199);
    for (const { shortages } of short)
      expect(shortages).toEqual([{ variantId: id, wanted: 1, available: 0 }]);
    expect((await countOf('customer_order')) - ordersBefore).toBe(1);
    expect((await countOf('order_line')) - linesBefore).toBe(1);
    expect(await countOf('payment')).toBe(0);
    expect((await readAvailability(test.database.query, [id!])).get(id!)).toBe(0);
    expect(await findLedgerMismatches(test.database.query)).toEqual([]);
  });

  it('finishes carts that hold the same bottles in opposite orders', async () => {
    const ids = await stockShelf(test.database, [60, 60, 60, 60]);
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, buyer) => {
        const lines = (buyer % 2 === 0 ? ids : [...ids].reverse()).map((id) => orderLine(id));
        return test.database.transaction((trx) => placeOrder(trx, newOrder(lines), at), { attempts: 10 });
      }),
    );
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['placed']));
    expect([...(await readAvailability(test.database.query, ids)).values()]).toEqual([0, 0, 0, 0]);
    expect(await findLedgerMismatches(test.database.query)).toEqual([]);
  });

  it('makes one order of many placings under one key, and gives the same to all', async () => {
    const [id] = await stockShelf(test.database, [10]);
    const wanted = newOrder([orderLine(id!)]);
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () =>
        test.database.transaction((trx) => placeOrder(trx, wanted, at), { attempts: 10 }),
      ),
    );
    const orders = outcomes.map((placement) => (placement.outcome === 'short' ? null : placement.order));
    expect(outcomes.filter(({ outcome }) => outcome === 'placed')).toHaveLength(1);
    expect(new Set(orders.map((order) => order?.accessToken)).size).toBe(1);
    expect((await readAvailability(test.database.query, [id!])).get(id!)).toBe(9);
  });

  it('leaves nothing behind when something is short, though the transaction is committed', async () => {
    const [plenty, none] = await stockShelf(test.database, [5, 0]);
    const wanted = newOrder([orderLine(plenty!), orderLine(none!)]);
    const placement = await test.database.transaction((trx) => placeOrder(trx, wanted, at));
    expect(placement).toEqual({
      outcome: 'short',
      shortages: [{ variantId: none, wanted: 1, available: 0 }],
    });
    expect(await findOrderByPlacementKey(test.database.query, wanted.placementKey)).toBeNull();
    expect((await readAvailability(test.database.query, [plenty!])).get(plenty!)).toBe(5);
  });

  it('refuses an order whose amounts disagree by a cent', async () => {
    const [id] = await stockShelf(test.database, [5]);
    const wanted = newOrder([orderLine(id!)]);
    await expect(
      test.database.transaction((trx) =>
        placeOrder(trx, { ...wanted, totalCents: wanted.totalCents + 1 }, at),
      ),
    ).rejects.toThrow(/do not add up to the total/);
  });
});
