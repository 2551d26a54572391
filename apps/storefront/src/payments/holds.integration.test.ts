import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOrder, orderLine, place, stockShelf } from '../../test/support/orders.ts';
import { testPayments } from '../../test/support/payments.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { findOrderById, readOrderEvents } from '../orders/index.ts';
import { findLedgerMismatches, readAvailability } from '../stock/index.ts';
import { checkPayments, expireHolds, reconcile, settlePayment, startPayment } from './index.ts';
import { readPayments } from './payment-records.ts';
import type { ProviderAnswer } from './provider.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(async () => {
  expect(await findLedgerMismatches(test.database.query)).toEqual([]);
  await test.close();
});

const minutes = 60;

async function lastBottle(behaviour?: string) {
  const shop = testPayments(test.database);
  const [variantId] = await stockShelf(test.database, [1]);
  const { id: orderId } = await place(test.database, newOrder([orderLine(variantId!)]), shop.clock.at);
  if (behaviour) await startPayment(shop.deps, { orderId, testBehaviour: behaviour });
  return {
    ...shop,
    orderId,
    variantId: variantId!,
    state: async () => (await findOrderById(test.database.query, orderId))?.state,
    moves: async () => (await readOrderEvents(test.database.query, orderId)).map(({ move }) => move),
    attempt: async () => (await readPayments(test.database.query, orderId))[0]!,
    available: async () => (await readAvailability(test.database.query, [variantId!])).get(variantId!),
    outboxKinds: async () =>
      (
        await test.database.query
          .selectFrom('outbox')
          .select('kind')
          .where((eb) =>
            eb.or([
              eb('dedupe_key', '=', String(orderId)),
              eb(
                'dedupe_key',
                'in',
                eb.selectFrom('payment').select('attempt_key').where('order_id', '=', orderId),
              ),
            ]),
          )
          .orderBy('kind')
          .execute()
      ).map(({ kind }) => kind),
  };
}

const paid = (answer: Partial<ProviderAnswer> = {}): ProviderAnswer => ({
  state: 'captured',
  reference: null,
  amountCents: 5_499,
  currency: 'USD',
  declineCode: null,
  challengeUrl: null,
  ...answer,
});

describe('a hold', () => {
  it('ends by itself: the order is cancelled, the bottle is free, no mail is sent', async () => {
    const shop = await lastBottle();
    shop.clock.advance(19 * minutes);
    await expireHolds(shop.deps);
    expect(await shop.state()).toBe('awaiting-payment');
    shop.clock.advance(1 * minutes);
    expect(await expireHolds(shop.deps)).toBe(1);
    expect(await expireHolds(shop.deps)).toBe(0);
    expect(await shop.state()).toBe('cancelled');
    expect(await shop.available()).toBe(1);
    expect(await shop.outboxKinds()).toEqual([]);
  });

  it('ends once when two servers look at the same time', async () => {
    const shop = await lastBottle();
    shop.clock.advance(20 * minutes);
    const ended = await Promise.all([expireHolds(shop.deps), expireHolds(shop.deps), expireHolds(shop.deps)]);
    expect(ended.reduce((sum, count) => sum + count)).toBe(1);
    expect(await shop.moves()).toEqual(['place', 'cancel']);
  });

  it('ends over an unanswered challenge only after that was voided at the provider', async () => {
    const shop = await lastBottle('challenge');
    shop.clock.advance(21 * minutes);
    expect(await expireHolds(shop.deps)).toBe(0);
    await checkPayments(shop.deps);
    expect((await shop.attempt()).state).toBe('voided');
    expect(await expireHolds(shop.deps)).toBe(1);
    expect(await shop.state()).toBe('cancelled');
  });

  it('yields to a charge that was already made when it ended', async () => {
    const shop = await lastBottle('timeout');
    shop.clock.advance(21 * minutes);
    await expireHolds(shop.deps);
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('paid');
    expect(await expireHolds(shop.deps)).toBe(0);
    expect(await shop.available()).toBe(0);
  });

  it('frees the bottle while the provider is silent, and the late charge takes it again if it is still there', async () => {
    const shop = await lastBottle('timeout');
    shop.line.cut = true;
    shop.clock.advance(36 * minutes);
    await checkPayments(shop.deps);
    expect(await expireHolds(shop.deps)).toBe(1);
    expect(await shop.state()).toBe('awaiting-payment');
    expect(await shop.available()).toBe(1);
    shop.line.cut = false;
    shop.clock.advance(2 * minutes);
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('paid');
    expect(await shop.moves()).toEqual(['place', 'end-hold', 'hold-again', 'pay']);
    expect(await shop.available()).toBe(0);
  });

  it('is gone with its bottle when that was sold meanwhile: paid but gone is given back, mailed and logged', async () => {
    const shop = await lastBottle('timeout');
    shop.line.cut = true;
    shop.clock.advance(36 * minutes);
    await checkPayments(shop.deps);
    await expireHolds(shop.deps);
    await place(test.database, newOrder([orderLine(shop.variantId)]), shop.clock.at);
    shop.line.cut = false;
    shop.clock.advance(2 * minutes);
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('cancelled');
    expect(await shop.outboxKinds()).toEqual(['order-not-kept', 'payment-give-back']);
    expect(shop.log.filter(({ msg }) => /paid but gone/.test(msg))).toHaveLength(1);
    shop.line.cut = true;
    await shop.workOutbox();
    expect((await shop.attempt()).state).toBe('captured');
    shop.line.cut = false;
    shop.clock.advance(1 * minutes);
    await shop.workOutbox();
    expect((await shop.attempt()).state).toBe('refunded');
    expect((await shop.provider.intents.byKey((await shop.attempt()).attempt_key))?.state).toBe('refunded');
    expect(await shop.state()).toBe('cancelled');
  });

  it('cancels the order when a silent provider says at last that nothing was charged', async () => {
    const shop = await lastBottle('challenge');
    shop.line.cut = true;
    shop.clock.advance(36 * minutes);
    await expireHolds(shop.deps);
    shop.line.cut = false;
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('cancelled');
    expect(await shop.available()).toBe(1);
    expect(await shop.outboxKinds()).toEqual([]);
  });
});

describe('money for an order that is over', () => {
  it('never revives a cancelled order and goes back once, however often it is heard of', async () => {
    const shop = await lastBottle('decline');
    shop.clock.advance(20 * minutes);
    await expireHolds(shop.deps);
    const { attempt_key } = await shop.attempt();
    for (let times = 0; times < 3; times += 1) {
      const status = await settlePayment(shop.deps, attempt_key, paid());
      expect(status).toEqual({ status: 'closed' });
    }
    expect(await shop.state()).toBe('cancelled');
    expect(await shop.outboxKinds()).toEqual(['order-not-kept', 'payment-give-back']);
  });

  it('never revives a refunded order', async () => {
    const shop = await lastBottle('succeed');
    const { attempt_key } = await shop.attempt();
    await settlePayment(shop.deps, attempt_key, paid({ state: 'refunded' }));
    expect(await shop.state()).toBe('refunded');
    await settlePayment(shop.deps, attempt_key, paid());
    expect(await shop.state()).toBe('refunded');
    expect((await shop.attempt()).state).toBe('refunded');
    expect(await shop.outboxKinds()).toEqual(['order-confirmation']);
    expect(await shop.available()).toBe(1);
  });

  it.each(['processing', 'challenge', 'declined', 'authorised'] as const)(
    'is not unsettled by an old answer that arrives behind the new one: %s',
    async (state) => {
      const shop = await lastBottle('succeed');
      const { attempt_key } = await shop.attempt();
      expect(await settlePayment(shop.deps, attempt_key, paid({ state }))).toEqual({ status: 'paid' });
      expect(await shop.attempt()).toMatchObject({ state: 'captured', next_check_at: null });
    },
  );

  it('settles the race between the end of a hold and a payment one way or the other, never both', async () => {
    for (let round = 0; round < 6; round += 1) {
      const shop = await lastBottle('decline');
      shop.clock.advance(20 * minutes);
      const { attempt_key } = await shop.attempt();
      const both = [() => expireHolds(shop.deps), () => settlePayment(shop.deps, attempt_key, paid())];
      await Promise.all((round % 2 === 0 ? both : both.reverse()).map((run) => run()));
      const kinds = await shop.outboxKinds();
      if ((await shop.state()) === 'paid') {
        expect(kinds).toEqual(['order-confirmation']);
        expect(await shop.available()).toBe(0);
      } else {
        expect(await shop.state()).toBe('cancelled');
        expect(kinds).toEqual(['order-not-kept', 'payment-give-back']);
        expect(await shop.available()).toBe(1);
      }
    }
  });
});

describe('comparing the books', () => {
  it('agrees over an honest day and names an order that changed behind its table of moves', async () => {
    const shop = await lastBottle('succeed');
    shop.clock.advance(5 * minutes);
    const before = await reconcile(shop.deps);
    const number = (await findOrderById(test.database.query, shop.orderId))!.number;
    expect(before.disagreements.filter(({ order }) => order === number)).toEqual([]);
    expect(shop.log.at(-1)?.msg).toMatch(/compared orders, payments, provider and stock/);
    await test.database.query
      .updateTable('customer_order')
      .set({ state: 'cancelled' })
      .where('id', '=', shop.orderId)
      .execute();
    const after = await reconcile(shop.deps);
    expect(after.disagreements.filter(({ order }) => order === number)).toEqual([
      { order: number, what: 'it is cancelled, but a payment holds money for it' },
    ]);
  });
});
