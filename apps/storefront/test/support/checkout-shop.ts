import express, { type Express, type RequestHandler } from 'express';
import request from 'supertest';
import { createCartRouter } from '../../src/cart/index.ts';
import { createCheckoutRouter } from '../../src/checkout/index.ts';
import { translateDatabaseErrors } from '../../src/database-errors.ts';
import type { ShopDatabase } from '../../src/database/index.ts';
import { createOrderRouter } from '../../src/orders/index.ts';
import { createPaymentRouter, readPaymentOfOrder } from '../../src/payments/index.ts';
import { setPrices } from '../../src/pricing/index.ts';
import { setOnHand } from '../../src/stock/index.ts';
import { drawErrors } from '../../src/web/error-page.tsx';
import type { RateLimiter } from '../../src/web/index.ts';
import { stockShelf } from './orders.ts';
import { testPayments } from './payments.ts';

const noLimit = (): RequestHandler => (_req, _res, next) => next();

/** A whole address in Ohio, where 5.75 % come on top of goods and delivery. */
export const ohioAddress = {
  shown_country: 'US',
  email: 'ada@example.com',
  country: 'US',
  name: 'Ada Byron',
  line1: '12 Elm Street',
  city: 'Columbus',
  region: 'OH',
  postcode: '43004',
};

/** The routes from the cart to the order over a real database, with a clock and payments that a test moves. */
export function checkoutShop(database: ShopDatabase, { limit = noLimit as RateLimiter } = {}) {
  const payments = testPayments(database);
  const config = {
    ...payments.deps.config,
    cookieSecret: 'a secret that only tests of the checkout use',
    secureCookies: false,
    environment: 'test',
    currency: 'USD',
    holdMinutes: 20,
  };
  const counted: Record<string, number> = {};
  const metrics = { count: (name: string) => void (counted[name] = (counted[name] ?? 0) + 1) };
  const app = createShopApp({ ...payments.deps, metrics, config, limit, currency: 'USD' });
  return {
    ...payments,
    app,
    /** What the metrics have counted since the start. */
    counted,
    /** A shopper with a browser of their own. */
    shopper: () => new Shopper(app),
    /** A new variant with that price and that many pieces. */
    variant: async (cents: number, onHand: number): Promise<number> => {
      const [id] = await stockShelf(database, [onHand]);
      await database.transaction((trx) => setPrices(trx, [priceInput(id!, cents)], payments.clock.at));
      return id!;
    },
    price: (variantId: number, cents: number) =>
      database.transaction((trx) => setPrices(trx, [priceInput(variantId, cents)], payments.clock.at)),
    onHand: (variantId: number, onHand: number) =>
      database.transaction((trx) => setOnHand(trx, [{ variantId, onHand }], 'test')),
  };
}

/** A browser that keeps its cookies and follows no redirect by itself. */
export class Shopper {
  readonly agent: ReturnType<typeof request.agent>;

  constructor(app: Express) {
    this.agent = request.agent(app);
  }

  get(path: string) {
    return this.agent.get(path).set('Accept', 'text/html');
  }

  post(path: string, fields: object | string = {}) {
    return this.agent.post(path).type('form').set('Accept', 'text/html').send(fields);
  }

  async add(variant: number, quantity = 1): Promise<void> {
    await this.post('/cart/lines', { variant, quantity }).expect(303);
  }

  /** Goes to the payment page with one piece (or more) and gives what its form would send. */
  async toPayment(variant: number, quantity = 1): Promise<{ shown: string; behaviour: string }> {
    await this.add(variant, quantity);
    await this.post('/checkout', ohioAddress).expect(303).expect('Location', '/checkout/delivery');
    await this.post('/checkout/delivery', { method: 'standard' }).expect('Location', '/checkout/payment');
    return this.paymentForm();
  }

  async paymentForm(): Promise<{ shown: string; behaviour: string }> {
    const { text } = await this.get('/checkout/payment').expect(200);
    return { shown: shownField(text), behaviour: 'succeed' };
  }
}

/** What the payment form of a page sends of what it showed. */
export function shownField(html: string): string {
  const found = /name="shown" value="([^"]+)"/.exec(html)?.[1];
  if (found === undefined) throw new Error('The page has no payment form.');
  return found;
}

/** The text of a page as one reads it. */
export function words(html: string): string {
  return html
    .replace(/<(script|style)[^]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
}

function priceInput(variantId: number, baseCents: number) {
  return {
    variantId,
    currency: 'USD',
    baseCents,
    saleCents: null,
    saleStartsAt: null,
    saleEndsAt: null,
    supplierListCents: null,
  };
}

type ShopDependencies = Parameters<typeof createCheckoutRouter>[0];

function createShopApp(deps: ShopDependencies): Express {
  const app = express();
  app.locals.web = {
    config: deps.config,
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
  app.use(express.urlencoded({ extended: false }));
  app.use(createCartRouter(deps), createCheckoutRouter(deps));
  app.use(createOrderRouter({ ...deps, paymentOf: readPaymentOfOrder }), createPaymentRouter(deps));
  app.use(drawErrors(translateDatabaseErrors));
  return app;
}
