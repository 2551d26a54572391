import { DatabaseUnavailable } from '@perfume/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutShop, words } from '../../test/support/checkout-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import type { AddedToCart, CartRefusal } from './cart-json.ts';
import { mostLines, sweepIdleCarts } from './index.ts';

let test: TestDatabase;
let shop: ReturnType<typeof checkoutShop>;
beforeAll(async () => {
  test = await createTestDatabase();
  shop = checkoutShop(test.database);
});
afterAll(() => test.close());

/** The database as it is to a server that cannot reach it. */
const away = () => {
  const refuse = () => {
    throw new DatabaseUnavailable('connect ECONNREFUSED');
  };
  return checkoutShop({
    ...test.database,
    transaction: refuse,
    query: new Proxy(test.database.query, { get: refuse }),
  });
};

const cookies = (headers: Record<string, unknown>) => (headers['set-cookie'] ?? []) as readonly string[];

describe('the cart', () => {
  it('sets no cookie for somebody who only looks', async () => {
    const shopper = shop.shopper();
    const page = await shopper.get('/cart').expect(200);
    const me = await shopper.get('/me').expect(200, { cart: { count: 0 } });
    expect(cookies(page.headers)).toEqual([]);
    expect(cookies(me.headers)).toEqual([]);
    expect(me.headers['cache-control']).toBe('no-store');
    expect(words(page.text)).toContain('There is nothing in it yet');
  });

  it('begins with the first piece, under an id that nobody can guess or make up', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    const added = await shopper
      .post('/cart/lines', { variant, quantity: 2 })
      .expect(303)
      .expect('Location', '/cart');
    const cookie = cookies(added.headers).find((each) => each.startsWith('cart='));
    expect(cookie).toMatch(/^cart=[\w-]{22}\.[\w-]{43}; .*HttpOnly/);
    await shopper.get('/me').expect({ cart: { count: 2 } });
    const id = /^cart=([\w-]{22})/.exec(cookie ?? '')?.[1];
    await shop
      .shopper()
      .get('/me')
      .set('Cookie', `cart=${id}.forged`)
      .expect({ cart: { count: 0 } });
  });

  it('shows the price, the price per 100 ml, the cheapest delivery and what is missing for free', async () => {
    const shopper = shop.shopper();
    await shopper.add(await shop.variant(4_999, 5), 1);
    const text = words((await shopper.get('/cart')).text);
    expect(text).toContain('$49.99 per 100 ml');
    expect(text).toContain('Delivery to the United States from $5.95');
    expect(text).toContain('$9.01 more and this delivery is free');
    expect(text).toContain('Arrives Fri, Nov 27 to Tue, Dec 1');
    await shopper.post('/cart/country', { country: 'DE' }).expect(303);
    expect(words((await shopper.get('/cart')).text)).toContain('Delivery to Germany from $9.95');
    await shopper.post('/cart/country', { country: 'XX' }).expect(303);
    expect(words((await shopper.get('/cart')).text)).toContain('Delivery to Germany');
  });

  it('adds up what is added again, up to ten, and says so once', async () => {
    const variant = await shop.variant(1_000, 50);
    const shopper = shop.shopper();
    await shopper.add(variant, 6);
    await shopper.add(variant, 6);
    const said = 'We sell at most 10 of one item to one household';
    expect(words((await shopper.get('/cart')).text)).toContain(said);
    expect(words((await shopper.get('/cart')).text)).not.toContain(said);
    await shopper.get('/me').expect({ cart: { count: 10 } });
  });

  it('loses nothing when things are added at once', async () => {
    const variants = await Promise.all([1, 2, 3].map(() => shop.variant(1_000, 50)));
    const shopper = shop.shopper();
    await shopper.add(variants[0]!);
    await Promise.all(variants.flatMap((variant) => [1, 2, 3].map(() => shopper.add(variant))));
    await shopper.get('/me').expect({ cart: { count: 10 } });
  });

  it('takes only what there is, and nothing of what is sold out or was never sold', async () => {
    const few = await shop.variant(1_000, 3);
    const none = await shop.variant(1_000, 0);
    const shopper = shop.shopper();
    await shopper.add(few, 5);
    expect(words((await shopper.get('/cart')).text)).toMatch(/Only 3 of .* are left: your cart has them all/);
    await shopper.add(none);
    expect(words((await shopper.get('/cart')).text)).toMatch(/is sold out\. Your cart was not changed/);
    await shopper.add(4_000_000_000);
    expect(words((await shopper.get('/cart')).text)).toContain('That item is no longer sold');
    await shopper.get('/me').expect({ cart: { count: 3 } });
  });

  it.each([
    { variant: 'x' },
    { variant: 1, quantity: 0 },
    { variant: 1, quantity: 11 },
    {},
    { variant: 1, quantity: 1.5 },
  ])('refuses %j with a sentence and changes nothing', async (fields) => {
    const shopper = shop.shopper();
    const answer = await shopper.post('/cart/lines', fields).expect(400);
    expect(words(answer.text)).toContain('Your cart was not changed');
    expect(cookies(answer.headers)).toEqual([]);
  });

  it('changes and removes lines without script, and puts back what was removed', async () => {
    const variant = await shop.variant(1_000, 9);
    const shopper = shop.shopper();
    await shopper.add(variant);
    await shopper.post(`/cart/lines/${variant}`, 'quantity=4').expect(303).expect('Location', '/cart');
    await shopper.get('/me').expect({ cart: { count: 4 } });
    // The button "Remove" sends its 0 behind the quantity that is chosen.
    await shopper.post(`/cart/lines/${variant}`, 'quantity=4&quantity=0').expect(303);
    const { text } = await shopper.get('/cart');
    expect(words(text)).toContain('was removed from your cart');
    expect(text).toMatch(new RegExp(`name="variant" value="${variant}".*name="quantity" value="4"`));
    await shopper.get('/me').expect({ cart: { count: 0 } });
  });

  it('does not bring back what another tab removed', async () => {
    const variant = await shop.variant(1_000, 9);
    const shopper = shop.shopper();
    await shopper.add(variant);
    await shopper.post(`/cart/lines/${variant}`, { quantity: 0 });
    await shopper.post(`/cart/lines/${variant}`, { quantity: 3 }).expect(303);
    expect(words((await shopper.get('/cart')).text)).toContain('is not in your cart any more');
    await shopper.get('/me').expect({ cart: { count: 0 } });
  });

  it('holds fifty different items and says so', async () => {
    const shopper = shop.shopper();
    const variants: number[] = [];
    while (variants.length <= mostLines) variants.push(await shop.variant(1_000, 9));
    for (const variant of variants) await shopper.add(variant);
    expect(words((await shopper.get('/cart')).text)).toContain('A cart holds 50 different items');
    await shopper.get('/me').expect({ cart: { count: mostLines } });
  });
});

describe('a cart that changed by itself', () => {
  it('explains a price until the shopper has taken note of it, however often the page is loaded', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    await shopper.add(variant);
    await shop.price(variant, 5_499);
    const explained = 'The price went up from $49.99 to $54.99.';
    await shopper.get('/cart');
    const page = await shopper.get('/cart');
    expect(words(page.text)).toContain(explained);
    const seen = /name="seen" value="([^"]+)"/.exec(page.text)?.[1];
    await shop.price(variant, 4_499);
    await shopper.post('/cart/seen', { seen }).expect(303);
    // What changed after that page was drawn is not taken as seen.
    const later = words((await shopper.get('/cart')).text);
    expect(later).not.toContain(explained);
    expect(later).toContain('The price went down from $54.99 to $44.99.');
  });

  it('counts what is left, keeps what was wanted, and reduces it only when told', async () => {
    const variant = await shop.variant(1_000, 9);
    const shopper = shop.shopper();
    await shopper.add(variant, 5);
    await shop.onHand(variant, 2);
    const page = await shopper.get('/cart');
    expect(words(page.text)).toContain('Only 2 are left; you wanted 5. The total counts 2.');
    expect(words(page.text)).toContain('Goods $20.00');
    await shop.onHand(variant, 9);
    expect(words((await shopper.get('/cart')).text)).toContain('Goods $50.00');
    const seen = /name="seen" value="([^"]+)"/.exec(page.text)?.[1];
    await shopper.post('/cart/seen', { seen });
    expect(words((await shopper.get('/cart')).text)).toContain('Goods $20.00');
  });

  it('keeps what is sold out or no longer sold in sight, uncounted and removable', async () => {
    const gone = await shop.variant(1_000, 9);
    const soldOut = await shop.variant(2_000, 9);
    const shopper = shop.shopper();
    await shopper.add(gone);
    await shopper.add(soldOut);
    await shop.onHand(soldOut, 0);
    await test.database.query
      .updateTable('variant')
      .set({ status: 'retired' })
      .where('id', '=', gone)
      .execute();
    const { text } = await shopper.get('/cart').expect(200);
    expect(words(text)).toContain('No longer available.');
    expect(words(text)).toContain('Sold out since you added it.');
    expect(words(text)).toContain('Goods $0.00');
    expect(text).not.toContain('href="/checkout"');
    await shopper.post(`/cart/lines/${gone}`, { quantity: 0 }).expect(303);
    expect(words((await shopper.get('/cart')).text)).not.toContain('No longer available.');
  });
});

describe('the cart for scripts', () => {
  const json = (shopper: ReturnType<typeof shop.shopper>, fields: object) =>
    shopper.post('/cart/lines', fields).set('Accept', 'application/json');

  it('says what was added and what the cart holds now', async () => {
    const variant = await shop.variant(4_999, 5);
    const shopper = shop.shopper();
    await json(shopper, { variant, quantity: 1 });
    const answer = await json(shopper, { variant, quantity: 2 }).expect(200);
    const body = answer.body as AddedToCart;
    expect(body).toMatchObject({
      ok: true,
      added: {
        brandName: 'Maison Aurore',
        variantLabel: 'Eau de parfum, 100 ml',
        price: '$49.99',
        quantity: 2,
      },
      notice: null,
      cart: { count: 3, goodsCents: 14_997, goods: '$149.97' },
    });
    expect(body.cart.lines).toMatchObject([{ variantId: variant, quantity: 3, lineTotal: '$149.97' }]);
  });

  it('says why nothing was added', async () => {
    const variant = await shop.variant(4_999, 0);
    const answer = await json(shop.shopper(), { variant, quantity: 1 }).expect(409);
    const { ok, message } = answer.body as CartRefusal;
    expect(ok).toBe(false);
    expect(message).toContain('is sold out');
    await json(shop.shopper(), { variant, quantity: 'many' }).expect(422);
  });
});

describe('a cart without its database', () => {
  it('keeps the wish in a form that is ready to be sent again', async () => {
    const answer = await away().shopper().post('/cart/lines', { variant: 7, quantity: 3 }).expect(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.text).toContain('name="variant" value="7"');
    expect(answer.text).toContain('name="quantity" value="3"');
    expect(cookies(answer.headers)).toEqual([]);
  });

  it('says one moment where there is nothing to keep', async () => {
    const known = shop.shopper();
    const added = await known.post('/cart/lines', { variant: await shop.variant(1_000, 5) });
    const cookie = cookies(added.headers).map((each) => each.split(';')[0]);
    const answer = await away().shopper().get('/cart').set('Cookie', cookie.join('; ')).expect(503);
    expect(words(answer.text)).toContain('One moment, please');
  });
});

describe('sweepIdleCarts', () => {
  it('removes what nobody touched for ninety days and nothing else', async () => {
    const variant = await shop.variant(1_000, 9);
    const [old, ordering, fresh] = [shop.shopper(), shop.shopper(), shop.shopper()];
    for (const shopper of [old, ordering]) await shopper.add(variant);
    const moments = await test.database.query
      .selectFrom('cart')
      .select('id')
      .where('updated_at', '=', shop.clock.at)
      .execute();
    const later = new Date(shop.clock.at.getTime() + 91 * 86_400_000);
    const rows = await test.database.query
      .selectFrom('cart_line')
      .innerJoin('cart', 'cart.id', 'cart_line.cart_id')
      .select('cart.id')
      .where('variant_id', '=', variant)
      .execute();
    await test.database.query
      .updateTable('cart')
      .set({ state: 'ordering' })
      .where('id', '=', rows[1]!.id)
      .execute();
    shop.clock.advance(91 * 86_400);
    await fresh.add(variant);
    expect(await sweepIdleCarts(test.database, later)).toBe(moments.length - 1);
    expect(await sweepIdleCarts(test.database, later)).toBe(0);
    const kept = await test.database.query.selectFrom('cart').select('state').execute();
    expect(kept.map(({ state }) => state).sort()).toEqual(['open', 'ordering']);
    await fresh.get('/me').expect({ cart: { count: 1 } });
  });
});
