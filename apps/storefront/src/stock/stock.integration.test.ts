import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockShelf } from '../../test/support/orders.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import {
  findLedgerMismatches,
  holdStock,
  readAvailability,
  releaseHold,
  sellHeld,
  setOnHand,
} from './index.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const available = async (ids: readonly number[]) => [
  ...(await readAvailability(test.database.query, ids)).values(),
];
const numbers = async (variantId: number) =>
  test.database.query
    .selectFrom('stock')
    .select(['on_hand', 'held'])
    .where('variant_id', '=', variantId)
    .executeTakeFirst();
const changesSince = async (id: number) =>
  (await test.database.query.selectFrom('change_feed').select('id').where('id', '>', id).execute()).length;
const lastChange = async () => {
  const [row] = await test.database.query
    .selectFrom('change_feed')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  return row?.id ?? 0;
};

describe('the stock ledger', () => {
  it('sets a count once: the same count again changes nothing and tells nobody', async () => {
    const [id] = await stockShelf(test.database, [7]);
    const before = await lastChange();
    const again = await test.database.transaction((trx) =>
      setOnHand(trx, [{ variantId: id!, onHand: 7 }], 'import'),
    );
    expect(again).toEqual([]);
    expect(await changesSince(before)).toBe(0);
    const changed = await test.database.transaction((trx) =>
      setOnHand(trx, [{ variantId: id!, onHand: 3 }], 'import'),
    );
    expect(changed).toEqual([id]);
    expect(await changesSince(before)).toBe(1);
    expect(await available([id!])).toEqual([3]);
  });

  it('never counts away what is promised to an order', async () => {
    const [id] = await stockShelf(test.database, [5]);
    await test.database.transaction((trx) => holdStock(trx, [{ variantId: id!, quantity: 2 }], 'order'));
    await test.database.transaction((trx) => setOnHand(trx, [{ variantId: id!, onHand: 0 }], 'import'));
    expect(await numbers(id!)).toEqual({ on_hand: 2, held: 2 });
  });

  it('sums two lines of one variant before it decides', async () => {
    const [id] = await stockShelf(test.database, [3]);
    const lines = [
      { variantId: id!, quantity: 2 },
      { variantId: id!, quantity: 2 },
    ];
    const result = await test.database.transaction((trx) => holdStock(trx, lines, 'order'));
    expect(result).toEqual({ held: false, shortages: [{ variantId: id, wanted: 4, available: 3 }] });
  });

  it('names every shortage and holds nothing half, in a transaction that may go on', async () => {
    const [plenty, few, none] = await stockShelf(test.database, [9, 1, 0]);
    const result = await test.database.transaction((trx) =>
      holdStock(
        trx,
        [
          { variantId: none!, quantity: 1 },
          { variantId: plenty!, quantity: 2 },
          { variantId: few!, quantity: 2 },
        ],
        'order',
      ),
    );
    expect(result).toEqual({
      held: false,
      shortages: [
        { variantId: few, wanted: 2, available: 1 },
        { variantId: none, wanted: 1, available: 0 },
      ],
    });
    expect(await available([plenty!, few!, none!])).toEqual([9, 1, 0]);
    expect(await findLedgerMismatches(test.database.query)).toEqual([]);
  });

  it('keeps its sums through hold, release and sale', async () => {
    const [id] = await stockShelf(test.database, [4]);
    const line = [{ variantId: id!, quantity: 1 }];
    await test.database.transaction(async (trx) => {
      await holdStock(trx, line, 'a');
      await holdStock(trx, line, 'b');
      await releaseHold(trx, line, 'a');
      await sellHeld(trx, line, 'b');
    });
    expect(await numbers(id!)).toEqual({ on_hand: 3, held: 0 });
    expect(await findLedgerMismatches(test.database.query)).toEqual([]);
  });

  it('refuses to release what nobody holds', async () => {
    const [id] = await stockShelf(test.database, [4]);
    await expect(
      test.database.transaction((trx) => releaseHold(trx, [{ variantId: id!, quantity: 1 }], 'nobody')),
    ).rejects.toThrow();
    expect(await numbers(id!)).toEqual({ on_hand: 4, held: 0 });
  });

  it('finds a number that was changed without a movement', async () => {
    const [id] = await stockShelf(test.database, [4]);
    await test.database.query
      .updateTable('stock')
      .set({ on_hand: 5 })
      .where('variant_id', '=', id!)
      .execute();
    expect(await findLedgerMismatches(test.database.query)).toEqual([
      { variantId: id, onHand: 5, held: 0, onHandSum: 4, heldSum: 0 },
    ]);
    await test.database.query
      .updateTable('stock')
      .set({ on_hand: 4 })
      .where('variant_id', '=', id!)
      .execute();
  });
});
