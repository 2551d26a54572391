import { DatabaseUnavailable } from '@perfume/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutShop, ohioAddress, words } from '../../test/support/checkout-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';

let test: TestDatabase;
let shop: ReturnType<typeof checkoutShop>;
beforeAll(async () => {
  test = await createTestDatabase();
  shop = checkoutShop(test.database);
});
afterAll(() => test.close());

type Shopper = ReturnType<typeof shop.shopper>;

const withCart = async (): Promise<Shopper> => {
  const shopper = shop.shopper();
  await shopper.add(await shop.variant(4_999, 9));
  return shopper;
};

/** The value of an input or the chosen option of a select, as the page has it. */
const valueOf = (html: string, name: string): string | undefined =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0].match(/ value="([^"]*)"/)?.[1] ??
  new RegExp(`<select[^>]*name="${name}".*?</select>`, 's')
    .exec(html)?.[0]
    .match(/<option(?=[^>]*\bselected)[^>]*value="([^"]*)"/)?.[1];

describe('the steps of the checkout', () => {
  it.each(['/checkout', '/checkout/delivery', '/checkout/payment', '/checkout/unpaid'])(
    'leads from %s to the cart when there is nothing to buy',
    async (path) => {
      await shop.shopper().get(path).expect(303).expect('Location', '/cart');
    },
  );

  it('leads to the first step that is missing something', async () => {
    const shopper = await withCart();
    await shopper.get('/checkout/payment').expect(303).expect('Location', '/checkout');
    await shopper.get('/checkout/delivery').expect(303).expect('Location', '/checkout');
    await shopper.post('/checkout', ohioAddress).expect(303).expect('Location', '/checkout/delivery');
    await shopper.get('/checkout/payment').expect(303).expect('Location', '/checkout/delivery');
    await shopper.post('/checkout/delivery', { method: 'express' }).expect('Location', '/checkout/payment');
    const text = words((await shopper.get('/checkout/payment').expect(200)).text);
    expect(text).toContain('Columbus, OH 43004');
    expect(text).toContain('Express delivery, arrives Wed, Nov 25 to Thu, Nov 26');
    // 5.75 % of 49.99 and of 14.95.
    expect(text).toContain('Sales tax OH, 5.75% $3.73');
    expect(text).toContain('Pay $68.67');
  });

  it('keeps everything that was typed when going back', async () => {
    const shopper = await withCart();
    await shopper.post('/checkout', { ...ohioAddress, line2: 'Flat "3" & <4>' });
    await shopper.post('/checkout/delivery', { method: 'express' });
    const { text } = await shopper.get('/checkout').expect(200);
    expect(valueOf(text, 'email')).toBe('ada@example.com');
    expect(valueOf(text, 'region')).toBe('OH');
    expect(text).toContain('Flat &quot;3&quot; &amp; &lt;4');
    expect((await shopper.get('/checkout/delivery')).text).toMatch(/value="express"[^>]*checked/);
  });

  it('answers a wrong form with 422, the messages by their fields, and what was typed', async () => {
    const shopper = await withCart();
    const wrong = { ...ohioAddress, email: 'ada@', postcode: '4300', region: '' };
    const { text } = await shopper.post('/checkout', wrong).expect(422);
    expect(text).toMatch(/<div class="error-summary"[^>]*autofocus/);
    expect(text).toContain('href="#field-postcode"');
    expect(text).toMatch(
      /id="field-postcode"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*field-postcode-error/,
    );
    expect(words(text)).toContain('3 things need another look');
    expect(valueOf(text, 'email')).toBe('ada@');
    expect(valueOf(text, 'line1')).toBe('12 Elm Street');
    // Also typed things that are wrong are still there after a walk through the shop.
    expect(valueOf((await shopper.get('/checkout')).text, 'postcode')).toBe('4300');
  });

  it('shows the fields of another country and keeps the rest', async () => {
    const shopper = await withCart();
    await shopper
      .post('/checkout', { ...ohioAddress, country: 'CH' })
      .expect(303)
      .expect('Location', '/checkout');
    const { text } = await shopper.get('/checkout').expect(200);
    expect(valueOf(text, 'country')).toBe('CH');
    expect(valueOf(text, 'name')).toBe('Ada Byron');
    expect(text).toContain('name="phone"');
    expect(text).not.toContain('name="region"');
    expect(words((await shopper.get('/cart')).text)).toContain('Delivery to Switzerland from $12.95');
  });

  it('says at the address that a country is not delivered to', async () => {
    const shopper = await withCart();
    const { text } = await shopper.post('/checkout', { ...ohioAddress, country: 'BR' }).expect(422);
    expect(words(text)).toContain('We do not deliver there');
  });

  it('asks for a way of delivery that the country has', async () => {
    const shopper = await withCart();
    await shopper.post('/checkout', ohioAddress);
    const { text } = await shopper.post('/checkout/delivery', { method: 'pigeon' }).expect(422);
    expect(words(text)).toContain('Choose how it shall be delivered.');
  });

  it('finds the tax inside the price where prices hold it', async () => {
    const shopper = shop.shopper();
    await shopper.add(await shop.variant(11_900, 9));
    const berlin = { ...ohioAddress, shown_country: 'DE', country: 'DE', city: 'Berlin', postcode: '10115' };
    await shopper.post('/checkout', berlin).expect('Location', '/checkout/delivery');
    await shopper.post('/checkout/delivery', { method: 'standard' });
    const text = words((await shopper.get('/checkout/payment')).text);
    expect(text).toContain('Pay $119.00');
    expect(text).toContain('VAT, 19%, in the total $19.00');
  });

  it('is kept by no cache and listed nowhere', async () => {
    const shopper = await withCart();
    const page = await shopper.get('/checkout').expect(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.text).toContain('<meta name="robots" content="noindex"');
  });

  it('counts payments by cart as well as by address', async () => {
    const asked: string[] = [];
    const counted = checkoutShop(test.database, {
      limit: (rule) => (req, _res, next) => {
        asked.push(`${rule.name} ${rule.keyOf ? (rule.keyOf(req) ?? 'nothing') : 'address'}`);
        next();
      },
    });
    const shopper = counted.shopper();
    await shopper.post('/checkout/place');
    expect(asked).toEqual(['pay address', 'pay-cart nothing']);
    await shopper.add(await shop.variant(1_000, 1));
    await shopper.post('/checkout/place');
    expect(asked.at(-1)).toMatch(/^pay-cart [\w-]{22}$/);
  });
});

describe('a checkout without its database', () => {
  const refuse = (): never => {
    throw new DatabaseUnavailable('connect ECONNREFUSED');
  };

  it('hands the form back filled in, with the fields of its country', async () => {
    const cookie = await cookieOf();
    const away = checkoutShop({
      ...test.database,
      transaction: refuse,
      query: new Proxy(test.database.query, { get: refuse }),
    });
    const typed = { ...ohioAddress, shown_country: 'CH', country: 'CH', phone: '+41 44 668 18 00' };
    const { text, headers } = await away.shopper().post('/checkout', typed).set('Cookie', cookie).expect(503);
    expect(headers['retry-after']).toBe('5');
    expect(words(text)).toContain('All that you typed is still here');
    expect(valueOf(text, 'email')).toBe('ada@example.com');
    expect(valueOf(text, 'phone')).toBe('+41 44 668 18 00');
    const choice = await away
      .shopper()
      .post('/checkout/delivery', { method: 'express' })
      .set('Cookie', cookie)
      .expect(503);
    expect(valueOf(choice.text, 'method')).toBe('express');
  });

  it('says of a placing that it does not know, and sends it again without a second order', async () => {
    const shopper = shop.shopper();
    const variant = await shop.variant(4_999, 9);
    const form = await shopper.toPayment(variant);
    const lost = checkoutShop({
      ...test.database,
      // The order is committed, and the answer of the commit gets lost with the connection.
      transaction: async (work, options) => {
        await test.database.transaction(work, options);
        return refuse();
      },
    });
    const cookie = await cookieOf(shopper);
    const unknown = await lost.shopper().post('/checkout/place', form).set('Cookie', cookie).expect(503);
    expect(words(unknown.text)).toContain('it is never ordered or charged twice');
    expect(valueOf(unknown.text, 'shown')).toBe(form.shown);
    await shopper
      .post('/checkout/place', form)
      .expect(303)
      .expect('Location', /^\/orders\/[\w-]{22}$/);
    const orders = await test.database.query
      .selectFrom('order_line')
      .select('order_id')
      .where('variant_id', '=', variant)
      .execute();
    expect(orders).toHaveLength(1);
  });

  /** The cookies of somebody with a cart, for another server. */
  async function cookieOf(shopper?: Shopper): Promise<string> {
    const asked = shopper ?? shop.shopper();
    const variant = await shop.variant(1_000, 9);
    const answer = shopper
      ? await asked.post(`/cart/lines/${variant}`, { quantity: 0 })
      : await asked.post('/cart/lines', { variant });
    return ((answer.headers['set-cookie'] ?? []) as unknown as string[])
      .map((each) => each.split(';')[0])
      .join('; ');
  }
});
