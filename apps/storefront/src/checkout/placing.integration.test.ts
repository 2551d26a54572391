import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutShop, ohioAddress, shownField, words } from '../../test/support/checkout-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { readAvailability } from '../stock/index.ts';

let test: TestDatabase;
let shop: ReturnType<typeof checkoutShop>;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 20 });
  shop = checkoutShop(test.database);
});
afterAll(() => test.close());

type Shopper = ReturnType<typeof shop.shopper>;

/** Every order that holds or sold this variant. */
const ordersOf = (variant: number) =>
  test.database.query
    .selectFrom('order_line')
    .innerJoin('customer_order', 'customer_order.id', 'order_line.order_id')
    .select([
      'customer_order.id',
      'customer_order.state',
      'customer_order.total_cents',
      'customer_order.tax_cents',
      'order_line.quantity',
      'order_line.tax_rate_basis_points',
    ])
    .where('order_line.variant_id', '=', variant)
    .orderBy('customer_order.id')
    .execute();

const chargesOf = async (variant: number) => {
  const orders = await ordersOf(variant);
  if (orders.length === 0) return [];
  return test.database.query
    .selectFrom('payment')
    .select(['state', 'amount_cents'])
    .where(
      'order_id',
      'in',
      orders.map(({ id }) => id),
    )
    .execute();
};

const available = async (variant: number) =>
  (await readAvailability(test.database.query, [variant])).get(variant);

const orderPage = /^\/orders\/[\w-]{22}$/;

describe('placing an order', () => {
  it('counts the order and its payment once, however often it is sent', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant);
    const before = { ...shop.counted };
    await Promise.all([form, form, form].map((sent) => shopper.post('/checkout/place', sent)));
    await shopper.post('/checkout/place', form);
    expect(await ordersOf(variant)).toHaveLength(1);
    const since = (name: string) => (shop.counted[name] ?? 0) - (before[name] ?? 0);
    expect([since('OrdersPlaced'), since('OrdersPaid')]).toEqual([1, 1]);
  });

  it('orders, holds and charges what the page showed, to the cent', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant, 2);
    await shopper.post('/checkout/place', form).expect(303).expect('Location', orderPage);
    // 99.98, free delivery, and 5.75 % on top.
    expect(await ordersOf(variant)).toMatchObject([
      { state: 'paid', total_cents: 10_573, tax_cents: 575, quantity: 2, tax_rate_basis_points: 575 },
    ]);
    expect(await chargesOf(variant)).toEqual([{ state: 'captured', amount_cents: 10_573 }]);
    expect(await available(variant)).toBe(3);
    await shopper.get('/me').expect({ cart: { count: 0 } });
    await shopper.get('/checkout').expect(303).expect('Location', '/cart');
  });

  it('keeps a rate with half a basis point as it is', async () => {
    const variant = await shop.variant(10_000, 5);
    const shopper = shop.shopper();
    await shopper.add(variant);
    const montreal = {
      ...ohioAddress,
      shown_country: 'CA',
      country: 'CA',
      city: 'Montreal',
      region: 'QC',
      postcode: 'h2y 1c6',
    };
    await shopper.post('/checkout', montreal).expect('Location', '/checkout/delivery');
    await shopper.post('/checkout/delivery', { method: 'standard' });
    await shopper.post('/checkout/place', await shopper.paymentForm()).expect('Location', orderPage);
    expect(await ordersOf(variant)).toMatchObject([{ tax_rate_basis_points: 1_497.5, tax_cents: 1_498 }]);
  });

  it('makes one order and one charge of a double click, a reload and two tabs', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant);
    const otherTab = await shopper.paymentForm();
    const answers = await Promise.all(
      [form, form, form, otherTab, otherTab].map((each) => shopper.post('/checkout/place', each)),
    );
    const places = new Set(answers.map(({ headers }) => headers.location));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    expect(places.size).toBe(1);
    await shopper
      .post('/checkout/place', form)
      .expect(303)
      .expect('Location', [...places][0]!);
    expect(await ordersOf(variant)).toHaveLength(1);
    expect(await chargesOf(variant)).toHaveLength(1);
    expect(await available(variant)).toBe(4);
  });

  it('says what a price went to, orders nothing, and takes the new total when it is confirmed', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant);
    await shop.price(variant, 5_499);
    const { text } = await shopper.post('/checkout/place', form).expect(409);
    expect(words(text)).toContain('Nothing was ordered and nothing charged');
    expect(words(text)).toMatch(/costs \$54\.99 now, not \$49\.99\./);
    expect(words(text)).toContain('The total is $64.44 now, not $59.15.');
    expect(await ordersOf(variant)).toEqual([]);
    await shopper.post('/checkout/place', { ...form, shown: shownField(text) }).expect('Location', orderPage);
    expect(await ordersOf(variant)).toMatchObject([{ state: 'paid', total_cents: 6_444 }]);
  });

  it('says how many are left and orders these only when it is confirmed', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant, 3);
    await shop.onHand(variant, 1);
    const { text } = await shopper.post('/checkout/place', form).expect(409);
    expect(words(text)).toMatch(/Of Maison Aurore .*, only 1 is left\./);
    // Below the limit for free delivery now.
    expect(words(text)).toContain('Delivery costs $5.95 now, not $0.00.');
    expect(await ordersOf(variant)).toEqual([]);
    await shopper.post('/checkout/place', { ...form, shown: shownField(text) }).expect('Location', orderPage);
    expect(await ordersOf(variant)).toMatchObject([{ quantity: 1 }]);
  });

  it('orders nothing of a sold-out cart and leads back to it', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant);
    await shop.onHand(variant, 0);
    await shopper.post('/checkout/place', form).expect(303).expect('Location', '/cart');
    expect(words((await shopper.get('/cart')).text)).toContain('Sold out since you added it.');
  });

  it('sells the last bottle to one of many and tells the others before anything is charged', async () => {
    const variant = await shop.variant(4_999, 1);
    const other = await shop.variant(1_000, 99);
    const shoppers = Array.from({ length: 12 }, () => shop.shopper());
    const forms: { shopper: Shopper; form: { shown: string; behaviour: string } }[] = [];
    for (const shopper of shoppers) {
      await shopper.add(other);
      forms.push({ shopper, form: await shopper.toPayment(variant) });
    }
    const answers = await Promise.all(
      forms.map(({ shopper, form }) => shopper.post('/checkout/place', form)),
    );
    const lost = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(lost).toHaveLength(11);
    for (const { text } of lost) expect(words(text)).toMatch(/has just sold out\./);
    expect(await ordersOf(variant)).toHaveLength(1);
    expect(await chargesOf(variant)).toHaveLength(1);
    expect(await available(variant)).toBe(0);
  });

  it('orders only to the address that was shown, also when another tab changed it', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant);
    await shopper.post('/checkout', { ...ohioAddress, line1: '99 Oak Street' }).expect(303);
    const { text } = await shopper.post('/checkout/place', form).expect(409);
    expect(words(text)).toContain('The e-mail or the address was changed since this page was shown.');
    expect(await ordersOf(variant)).toEqual([]);
  });

  it.each([undefined, '', 'e30.forged', 'x'])(
    'takes nobody at a word that no page of ours gave: %j',
    async (shown) => {
      const variant = await shop.variant(4_999, 5);
      const shopper = shop.shopper();
      await shopper.toPayment(variant);
      const { text } = await shopper
        .post('/checkout/place', { ...(shown !== undefined && { shown }) })
        .expect(409);
      expect(words(text)).toContain('Look the order over once more.');
      expect(await ordersOf(variant)).toEqual([]);
    },
  );
});

describe('after the button', () => {
  it.each([
    ['decline', /^\/orders\/[\w-]{22}\/payment$/],
    ['challenge', /\/test-provider\//],
    ['timeout', orderPage],
    ['late', orderPage],
  ])('leads on from %s', async (behaviour, location) => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant);
    await shopper
      .post('/checkout/place', { ...form, behaviour })
      .expect(303)
      .expect('Location', location);
    expect(await ordersOf(variant)).toMatchObject([{ state: 'awaiting-payment' }]);
    // The cart is still there, closed until the order is paid or cancelled.
    await shopper.get('/me').expect({ cart: { count: 1 } });
    expect(words((await shopper.get('/cart')).text)).toContain(
      'An order made of this cart waits for its payment',
    );
    await shopper.get('/checkout').expect(303).expect('Location', '/checkout/unpaid');
  });

  it('lets the shopper cancel the unpaid order and add what stood in line', async () => {
    const variant = await shop.variant(4_999, 1);
    const wished = await shop.variant(2_000, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant);
    await shopper.post('/checkout/place', { ...form, behaviour: 'decline' }).expect(303);
    const waiting = await shopper.post('/cart/lines', { variant: wished, quantity: 2 }).expect(303);
    expect(waiting.headers.location).toBe(`/checkout/unpaid?variant=${wished}&quantity=2`);
    const page = await shopper.get(waiting.headers.location!).expect(200);
    expect(words(page.text)).toContain('set aside for you for 20 more minutes');
    await shopper.post(`/cart/lines/${variant}`, { quantity: 0 }).expect('Location', '/checkout/unpaid');
    await shopper
      .post('/checkout/unpaid', { variant: wished, quantity: 2 })
      .expect(303)
      .expect('Location', '/cart');
    await shopper.get('/me').expect({ cart: { count: 3 } });
    expect(await ordersOf(variant)).toMatchObject([{ state: 'cancelled' }]);
    expect(await available(variant)).toBe(1);
    // The old page belongs to the cancelled order: a late repeat of its form orders nothing.
    const late = await shopper.post('/checkout/place', form).expect(409);
    expect(words(late.text)).toContain('This page was older than your cart.');
    await shopper
      .post('/checkout/place', { ...form, shown: shownField(late.text) })
      .expect('Location', orderPage);
    expect((await ordersOf(variant)).map(({ state }) => state)).toEqual(['cancelled', 'paid']);
  });

  it('says that an order was cancelled when nothing stood in line', async () => {
    const shopper = shop.shopper();
    const form = await shopper.toPayment(await shop.variant(4_999, 1));
    await shopper.post('/checkout/place', { ...form, behaviour: 'decline' }).expect(303);
    await shopper.post('/checkout/unpaid').expect(303).expect('Location', '/cart');
    expect(words((await shopper.get('/cart')).text)).toContain(
      'Your order was cancelled and nothing was charged.',
    );
    await shopper.post('/checkout/unpaid').expect(303).expect('Location', '/cart');
  });

  it('leads from the steps of a paid cart to its order, and from an address that only takes posts on to a page', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const form = await shopper.toPayment(variant);
    await shopper.get('/checkout/place').expect(303).expect('Location', '/checkout/payment');
    const placed = await shopper.post('/checkout/place', form).expect('Location', orderPage);
    await shopper.get('/checkout/payment').expect(303).expect('Location', placed.headers.location!);
    await shopper.get('/cart/lines').expect(303).expect('Location', '/cart');
    await shopper.add(variant);
    await shopper.get('/checkout/payment').expect(303).expect('Location', '/checkout');
  });

  it('gives a new cart after a paid order', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    await shopper.post('/checkout/place', await shopper.toPayment(variant)).expect('Location', orderPage);
    await shopper.add(variant);
    await shopper.get('/me').expect({ cart: { count: 1 } });
    expect((await shopper.get('/checkout').expect(200)).text).not.toContain('ada@example.com');
  });
});
