import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOrder, orderLine, place, stockShelf } from '../../test/support/orders.ts';
import { testPayments, webhookSecret } from '../../test/support/payments.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { createMailer, createMailReaderRouter } from '../mail/index.ts';
import { workOutbox } from '../outbox/index.ts';
import { signEvent } from '../payments/event-signature.ts';
import {
  createPaymentEventRouter,
  createPaymentRouter,
  createTestProviderRouter,
  readPaymentOfOrder,
  startPayment,
} from '../payments/index.ts';
import { readPayments } from '../payments/payment-records.ts';
import { drawErrors } from '../web/error-page.tsx';
import { createOrderRouter, findOrderById, orderMailHandlers } from './index.ts';

let test: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  test = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'shop-'));
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const noLimit = (): RequestHandler => (_req, _res, next) => next();

function shopApp(shop: ReturnType<typeof testPayments>): Express {
  const app = express();
  const { deps } = shop;
  app.locals.web = {
    config: { ...deps.config, environment: 'test' },
    logger: deps.logger,
    assets: {
      stylesheet: '/s.css',
      script: '/s.js',
      preloadFonts: [],
      favicon: '/f.svg',
      image: (key: string) => `/${key}`,
      origins: [],
    },
    menu: () => [],
  };
  app.use(createPaymentEventRouter(deps));
  app.use(express.urlencoded({ extended: false }));
  app.use(
    createOrderRouter({
      database: deps.database,
      limit: noLimit,
      now: deps.now,
      paymentOf: readPaymentOfOrder,
    }),
  );
  app.use(createPaymentRouter({ ...deps, limit: noLimit }));
  app.use(createTestProviderRouter({ payments: shop.provider }));
  app.use(createMailReaderRouter({ dataDir }));
  app.use(drawErrors(() => undefined));
  return app;
}

async function unpaid() {
  const shop = testPayments(test.database);
  const [variantId] = await stockShelf(test.database, [3]);
  const order = await place(test.database, newOrder([orderLine(variantId!)]), shop.clock.at);
  const agent = request(shopApp(shop));
  return {
    ...shop,
    order,
    agent,
    page: () => agent.get(order.path),
    state: async () => (await findOrderById(test.database.query, order.id))?.state,
    attempts: () => readPayments(test.database.query, order.id),
    event: (body: string, signature = signEvent(body, webhookSecret, shop.clock.at)) =>
      agent
        .post('/payments/events/test')
        .set('content-type', 'application/json')
        .set('test-provider-signature', signature)
        .send(body),
    sendMails: () =>
      workOutbox({
        database: test.database,
        handlers: orderMailHandlers({
          database: test.database,
          mailer: createMailer({
            smtpUrl: undefined,
            mailFrom: 'Shop <s@shop.test>',
            dataDir,
            publicUrl: shop.deps.config.publicUrl,
          }),
          config: { publicUrl: shop.deps.config.publicUrl, contactEmail: 'help@shop.test' },
        }),
        now: shop.clock.now,
        logger: shop.deps.logger,
      }),
  };
}

describe('the page of an order', () => {
  it('is for the one with its link: kept by no cache, listed nowhere, told to nobody', async () => {
    const shop = await unpaid();
    const answer = await shop.page().expect(200);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(answer.text).toContain('This order is not paid yet');
    expect(answer.text).toContain(shop.order.number);
  });

  it.each(['find-me', 'x'.repeat(22), '%00'])('is a 404 under %j', async (token) => {
    const shop = await unpaid();
    await shop.agent.get(`/orders/${token}`).expect(404);
  });

  it('looks again by itself while the payment is being checked, and then confirms', async () => {
    const shop = await unpaid();
    await startPayment(shop.deps, { orderId: shop.order.id, testBehaviour: 'timeout' });
    const checking = await shop.page();
    expect(checking.headers.refresh).toBe('4');
    expect(checking.text).toContain('We are checking your payment');
    await shop.agent.get(`${shop.order.path}/payment`).expect(303).expect('location', shop.order.path);
    await shop.agent.get(`${shop.order.path}/payment/return`).expect(303).expect('location', shop.order.path);
    const confirmed = await shop.page();
    expect(confirmed.headers.refresh).toBeUndefined();
    expect(confirmed.text).toContain('Thank you for your order');
  });
});

describe('paying from the page of an order', () => {
  it('declines, tries again, asks the bank, and pays, all without script', async () => {
    const shop = await unpaid();
    const pay = (behaviour: string, attempts: number) =>
      shop.agent
        .post(`${shop.order.path}/payment`)
        .type('form')
        .send({ behaviour, attempts: String(attempts) });
    await pay('decline', 0).expect(303).expect('location', `${shop.order.path}/payment`);
    const form = await shop.agent.get(`${shop.order.path}/payment`).expect(200);
    expect(form.text).toContain('not enough on the card');
    expect(form.text).toMatch(/name="attempts" value="1"/);
    const bank = (await pay('challenge', 1).expect(303)).headers.location!;
    await shop.agent.get(bank).expect(200, /Confirm \$54\.99/);
    const back = (await shop.agent.post(bank).type('form').send({ decision: 'approve' }).expect(303)).headers
      .location!;
    expect(back).toBe(`${shop.order.path}/payment/return`);
    await shop.agent.get(back).expect(303).expect('location', shop.order.path);
    expect(await shop.state()).toBe('paid');
    await shop.agent.get(bank).expect(200, /approved already/);
  });

  it('starts nothing for a number of attempts that is none', async () => {
    const shop = await unpaid();
    await startPayment(shop.deps, { orderId: shop.order.id, testBehaviour: 'decline' });
    await shop.agent.post(`${shop.order.path}/payment`).type('form').send({ attempts: '1e3' }).expect(303);
    expect(await shop.attempts()).toHaveLength(1);
  });

  it('cancels on request', async () => {
    const shop = await unpaid();
    await shop.agent.post(`${shop.order.path}/cancel`).expect(303).expect('location', shop.order.path);
    expect((await shop.page()).text).toContain('This order was cancelled');
  });
});

describe('events of the provider', () => {
  const challenged = async () => {
    const shop = await unpaid();
    await startPayment(shop.deps, { orderId: shop.order.id, testBehaviour: 'challenge' });
    const [attempt] = await shop.attempts();
    const approve = async () =>
      shop.provider.answerChallenge((await shop.provider.intents.byKey(attempt!.attempt_key))!, true);
    const body = (id: string) => JSON.stringify({ id, attempt: attempt!.attempt_key });
    return { ...shop, approve, body, attempt: attempt! };
  };

  it('settle before the return page, which then finds it done, and twice change nothing', async () => {
    const shop = await challenged();
    await shop.approve();
    await shop.event(shop.body(`evt-${shop.order.number}`)).expect(204);
    expect(await shop.state()).toBe('paid');
    await shop.event(shop.body(`evt-${shop.order.number}`)).expect(204);
    await shop.agent.get(`${shop.order.path}/payment/return`).expect(303).expect('location', shop.order.path);
    expect(await shop.state()).toBe('paid');
  });

  it('settle once when event and return page come together', async () => {
    const shop = await challenged();
    await shop.approve();
    await Promise.all([
      shop.event(shop.body(`evt-a-${shop.order.number}`)).expect(204),
      shop.agent.get(`${shop.order.path}/payment/return`).expect(303),
      shop.event(shop.body(`evt-b-${shop.order.number}`)).expect(204),
    ]);
    expect(await shop.state()).toBe('paid');
    expect((await shop.attempts()).map(({ state }) => state)).toEqual(['captured']);
  });

  it('are worth what the provider says when asked, not what order they came in', async () => {
    const shop = await challenged();
    await shop
      .event(
        JSON.stringify({
          id: `evt-paid-${shop.order.number}`,
          type: 'intent.captured',
          attempt: shop.attempt.attempt_key,
        }),
      )
      .expect(204);
    expect(await shop.state()).toBe('awaiting-payment');
    await shop.approve();
    await shop
      .event(
        JSON.stringify({
          id: `evt-old-${shop.order.number}`,
          type: 'intent.challenge',
          attempt: shop.attempt.attempt_key,
        }),
      )
      .expect(204);
    expect(await shop.state()).toBe('paid');
  });

  it('are refused when forged, changed or stale, and change nothing', async () => {
    const shop = await challenged();
    await shop.approve();
    const body = shop.body('evt-forged');
    const stale = signEvent(body, webhookSecret, new Date(shop.clock.at.getTime() - 301_000));
    await shop.event(body, signEvent(body, 'f'.repeat(32), shop.clock.at)).expect(400);
    await shop.event(`${body} `, signEvent(body, webhookSecret, shop.clock.at)).expect(400);
    await shop.event(body, stale).expect(400);
    await shop.event('not json').expect(400);
    await shop.agent.post('/payments/events/another').send('{}').expect(404);
    expect(await shop.state()).toBe('awaiting-payment');
  });

  it('are taken while the provider does not answer, and looked at later', async () => {
    const shop = await challenged();
    await shop.approve();
    shop.line.cut = true;
    await shop.event(shop.body(`evt-cut-${shop.order.number}`)).expect(204);
    expect(await shop.state()).toBe('awaiting-payment');
    expect((await shop.attempts())[0]?.next_check_at).toEqual(shop.clock.at);
  });

  it('are sent by the test provider itself, signed', async () => {
    const shop = await challenged();
    await shop.approve();
    await shop.provider.runOwnWork(AbortSignal.timeout(5_000));
    const sent = shop.posted.find(({ body }) => body.includes(shop.attempt.attempt_key));
    expect(sent?.url.href).toBe('http://shop.test/payments/events/test');
    await shop.event(sent!.body, sent!.headers['test-provider-signature']).expect(204);
    expect(await shop.state()).toBe('paid');
  });
});

describe('finding an order again', () => {
  it('answers the same whether it exists or not, and mails the link to the right address alone, once', async () => {
    const shop = await unpaid();
    const ask = (number: string, email: string) =>
      shop.agent
        .post('/orders/find')
        .type('form')
        .send({ number, email })
        .expect(303)
        .expect('location', '/orders/find?asked=1');
    await ask(shop.order.number.toLowerCase(), ' ADA@example.com ');
    await ask(shop.order.number, 'ada@example.com');
    await ask(shop.order.number, 'eve@example.com');
    await ask('222-2222-222', 'ada@example.com');
    const promised = await test.database.query
      .selectFrom('outbox')
      .selectAll()
      .where('kind', '=', 'order-link')
      .execute();
    expect(promised.map(({ payload }) => payload).join()).not.toMatch(/@/);
    await shop.sendMails();
    const list = await shop.agent.get('/dev/mail').expect(200);
    const links = [
      ...list.text.matchAll(/href="(\/dev\/mail\/[0-9a-f]{32})">The link to your order ([^<]+)/g),
    ];
    expect(links.map(([, , number]) => number)).toEqual([shop.order.number]);
    const html = await shop.agent.get(`${links[0]![1]}/html`).expect(200);
    expect(html.headers['content-security-policy']).toMatch(/sandbox/);
    expect(html.text).toContain(shop.order.path);
    expect(shop.log.map((line) => JSON.stringify(line)).join()).not.toMatch(/@example|\/orders\//);
  });

  it('comes back filled in with a message by the field', async () => {
    const shop = await unpaid();
    const answer = await shop.agent
      .post('/orders/find')
      .type('form')
      .send({ number: 'abc', email: 'nobody' })
      .expect(422);
    expect(answer.text).toContain('value="abc"');
    expect(answer.text).toContain('An order number has ten letters and digits');
    expect(answer.text).toContain('Enter an address like');
  });
});
