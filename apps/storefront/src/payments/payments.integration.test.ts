import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOrder, orderLine, place, stockShelf } from '../../test/support/orders.ts';
import { testPayments } from '../../test/support/payments.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { findOrderById, readOrderEvents } from '../orders/index.ts';
import { findLedgerMismatches, readAvailability } from '../stock/index.ts';
import {
  cancelUnpaidOrder,
  checkPayments,
  dispatchOrder,
  readPaymentOfOrder,
  startPayment,
} from './index.ts';
import { readPayments } from './payment-records.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(async () => {
  expect(await findLedgerMismatches(test.database.query)).toEqual([]);
  await test.close();
});

async function unpaidOrder(options?: Parameters<typeof testPayments>[1]) {
  const shop = testPayments(test.database, options);
  const [variantId] = await stockShelf(test.database, [5]);
  const order = await place(test.database, newOrder([orderLine(variantId!)]), shop.clock.at);
  return {
    ...shop,
    variantId: variantId!,
    orderId: order.id,
    pay: (testBehaviour: string, afterAttempts = 0) =>
      startPayment(shop.deps, { orderId: order.id, testBehaviour, afterAttempts }),
    state: async () => (await findOrderById(test.database.query, order.id))?.state,
    payments: () => readPayments(test.database.query, order.id),
    charged: async () =>
      (await readPayments(test.database.query, order.id)).filter(({ state }) => state === 'captured').length,
    intents: () =>
      test.database.query
        .selectFrom('test_provider_intent')
        .innerJoin('payment', 'payment.attempt_key', 'test_provider_intent.idempotency_key')
        .select('test_provider_intent.state')
        .where('payment.order_id', '=', order.id)
        .execute(),
    mails: async (kind: string) =>
      (
        await test.database.query
          .selectFrom('outbox')
          .select('id')
          .where('kind', '=', kind)
          .where('dedupe_key', '=', String(order.id))
          .execute()
      ).length,
  };
}

describe('paying', () => {
  it('succeeds: the order is paid, its pieces are sold, one confirmation is promised', async () => {
    const shop = await unpaidOrder();
    expect(await shop.pay('succeed')).toEqual({ status: 'paid' });
    expect(await shop.state()).toBe('paid');
    expect(await shop.mails('order-confirmation')).toBe(1);
    expect((await readAvailability(test.database.query, [shop.variantId])).get(shop.variantId)).toBe(4);
    expect(
      (await readOrderEvents(test.database.query, shop.orderId)).map(({ move, actor }) => [move, actor]),
    ).toEqual([
      ['place', 'shopper'],
      ['pay', 'payments'],
    ]);
  });

  it('charges once for a double click', async () => {
    const shop = await unpaidOrder();
    await Promise.all([shop.pay('succeed'), shop.pay('succeed'), shop.pay('succeed')]);
    expect(await shop.payments()).toHaveLength(1);
    expect(await shop.pay('succeed')).toEqual({ status: 'paid' });
    expect(await shop.charged()).toBe(1);
  });

  it('says why it was declined and takes another try on the same order and hold', async () => {
    const shop = await unpaidOrder();
    expect(await shop.pay('decline')).toMatchObject({
      status: 'declined',
      message: expect.stringMatching(/not enough/) as string,
    });
    expect(await shop.pay('decline')).toMatchObject({ status: 'declined' });
    expect(await shop.payments()).toHaveLength(1);
    expect(await shop.pay('succeed', 1)).toEqual({ status: 'paid' });
    expect(await shop.payments()).toHaveLength(2);
    expect((await readAvailability(test.database.query, [shop.variantId])).get(shop.variantId)).toBe(4);
  });

  it('waits for a challenge over a closed tab, then settles as it was answered', async () => {
    const shop = await unpaidOrder();
    const started = await shop.pay('challenge');
    expect(started).toMatchObject({
      status: 'challenge',
      url: expect.stringMatching(/^\/test-provider\/challenge\//) as string,
    });
    expect(await shop.pay('challenge')).toEqual(started);
    const [attempt] = await shop.payments();
    const intent = await shop.provider.intents.byKey(attempt!.attempt_key);
    await shop.provider.answerChallenge(intent!, true);
    shop.clock.advance(61);
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('paid');
  });

  it('ends a challenge before it starts another attempt, so that only one can charge', async () => {
    const shop = await unpaidOrder();
    await shop.pay('challenge');
    expect(await shop.pay('succeed', 1)).toEqual({ status: 'paid' });
    expect((await shop.intents()).map(({ state }) => state)).toEqual(['voided', 'captured']);
    const [attempt] = await shop.payments();
    await shop.provider.answerChallenge((await shop.provider.intents.byKey(attempt!.attempt_key))!, true);
    expect((await shop.intents()).map(({ state }) => state)).toEqual(['voided', 'captured']);
  });

  it('never says failed when the answer is lost, blocks a second attempt, and finds the charge', async () => {
    const shop = await unpaidOrder();
    expect(await shop.pay('timeout')).toEqual({ status: 'pending' });
    expect(await shop.pay('succeed', 1)).toEqual({ status: 'pending' });
    expect(await shop.payments()).toHaveLength(1);
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('paid');
    expect(await shop.charged()).toBe(1);
  });

  it('takes a late answer when it is there', async () => {
    const shop = await unpaidOrder();
    expect(await shop.pay('late')).toEqual({ status: 'pending' });
    shop.clock.advance(5);
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('awaiting-payment');
    shop.clock.advance(20);
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('paid');
  });

  it('closes an attempt that the provider never heard of, and then takes another', async () => {
    const shop = await unpaidOrder();
    shop.line.cut = true;
    expect(await shop.pay('succeed')).toEqual({ status: 'pending' });
    shop.line.cut = false;
    shop.clock.advance(1);
    await checkPayments(shop.deps);
    expect((await shop.payments())[0]?.state).toBe('unknown');
    shop.clock.advance(40);
    await checkPayments(shop.deps);
    expect((await shop.payments())[0]?.state).toBe('voided');
    const [lost] = await shop.payments();
    const late = await shop.provider.createIntent(
      {
        attemptKey: lost!.attempt_key,
        amountCents: 5_499,
        currency: 'USD',
        capture: 'at-once',
        returnUrl: '',
        testBehaviour: 'succeed',
      },
      AbortSignal.timeout(1_000),
    );
    expect(late.state).toBe('voided');
    expect(await shop.pay('succeed', 1)).toEqual({ status: 'paid' });
  });

  it('gives back a payment over another amount and leaves the order unpaid', async () => {
    const shop = await unpaidOrder();
    await shop.pay('late');
    await test.database.query
      .updateTable('test_provider_intent')
      .set({ amount_cents: 1 })
      .where('idempotency_key', '=', (await shop.payments())[0]!.attempt_key)
      .execute();
    shop.clock.advance(20);
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('awaiting-payment');
    expect(shop.log.some(({ level, msg }) => level === 50 && /amount or currency/.test(msg))).toBe(true);
    await shop.workOutbox();
    expect((await shop.payments())[0]?.state).toBe('refunded');
    expect(await shop.state()).toBe('awaiting-payment');
    expect(await shop.pay('succeed', 1)).toEqual({ status: 'paid' });
  });

  it('takes promised money on dispatch, and only then lets the order leave', async () => {
    const shop = await unpaidOrder({ capture: 'on-dispatch' });
    expect(await shop.pay('succeed')).toEqual({ status: 'paid' });
    expect((await shop.payments())[0]?.state).toBe('authorised');
    shop.line.cut = true;
    await expect(dispatchOrder(shop.deps, shop.orderId, 'packer')).rejects.toThrow(/gave no answer/);
    expect(await shop.state()).toBe('paid');
    shop.line.cut = false;
    expect(await dispatchOrder(shop.deps, shop.orderId, 'packer')).toBe(true);
    expect(await shop.state()).toBe('fulfilled');
    expect(await shop.charged()).toBe(1);
  });

  it('refunds the order when its money went back at the provider, once, and puts the pieces back', async () => {
    const shop = await unpaidOrder();
    await shop.pay('succeed');
    const [attempt] = await shop.payments();
    await shop.provider.refund(attempt!.attempt_key);
    await test.database.query
      .updateTable('payment')
      .set({ next_check_at: shop.clock.at })
      .where('id', '=', attempt!.id)
      .execute();
    await checkPayments(shop.deps);
    expect(await shop.state()).toBe('refunded');
    expect((await readAvailability(test.database.query, [shop.variantId])).get(shop.variantId)).toBe(5);
  });
});

describe('cancelling an unpaid order', () => {
  it('ends its attempt at the provider first and frees the stock', async () => {
    const shop = await unpaidOrder();
    await shop.pay('challenge');
    expect(await cancelUnpaidOrder(shop.deps, shop.orderId)).toBe('cancelled');
    expect(await cancelUnpaidOrder(shop.deps, shop.orderId)).toBe('cancelled');
    expect(await shop.state()).toBe('cancelled');
    expect((await shop.intents())[0]?.state).toBe('voided');
    expect((await readAvailability(test.database.query, [shop.variantId])).get(shop.variantId)).toBe(5);
    expect(await shop.pay('succeed', 1)).toEqual({ status: 'closed' });
    expect(await shop.mails('order-not-kept')).toBe(0);
  });

  it('finds a payment that was quicker', async () => {
    const shop = await unpaidOrder();
    await shop.pay('timeout');
    expect(await cancelUnpaidOrder(shop.deps, shop.orderId)).toBe('paid');
    expect(await shop.state()).toBe('paid');
  });

  it('keeps the order while nobody can say whether it was charged', async () => {
    const shop = await unpaidOrder();
    await shop.pay('late');
    shop.line.cut = true;
    expect(await cancelUnpaidOrder(shop.deps, shop.orderId)).toBe('unknown');
    expect(await shop.state()).toBe('awaiting-payment');
    const order = await findOrderById(test.database.query, shop.orderId);
    expect((await readPaymentOfOrder(test.database.query, order!)).status).toEqual({ status: 'pending' });
  });
});
