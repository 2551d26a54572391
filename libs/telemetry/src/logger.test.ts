import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createLogger, runInRequest } from './index.ts';

function logged() {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'debug',
    service: 'storefront',
    fields: { instance: 'i-0abc' },
    destination: { write: (line: string) => void lines.push(line) },
  });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

/** What must never stand in a log, by where somebody might put it. */
const personal = {
  'an e-mail address in a message': ['mail to ada.lovelace@example.co.uk bounced', /ada|lovelace/],
  'an address with letters of other alphabets': ['for jürgen@müller.example', /jürgen|müller/],
  'an encoded e-mail address': ['GET /find?x then ada%40example.com', /example/],
  'a password in a URL': ['cannot reach mysql://shop:s3cret@10.20.0.10:3306/perfume', /s3cret/],
  'the query of a URL': ['GET https://shop.example/search?q=ada+lovelace failed', /lovelace/],
  'the query of a path': ['GET /orders/find?email=ada&number=7KD failed', /ada|7KD/],
  'the secret link of an order': ['see /orders/7KD-42MX-9QT/qP3x_0aZbYcXdWeVfUgThS', /qP3x/],
  'a bearer token': ['sent Authorization: Bearer abc.def-123', /abc\.def/],
  'the values of a cookie': ['Cookie: cart=abcdef; seen=ghijkl', /abcdef|ghijkl/],
  'a card number': ['card 4111 1111 1111 1111 was declined', /4111/],
  'a card number with dashes': ['4111-1111-1111-1111', /4111/],
  'a password by its word': ['password=hunter2 is wrong', /hunter2/],
  'a key of Amazon': ['signed by AKIAIOSFODNN7EXAMPLE', /AKIAIOSFODNN7/],
  'a key of a payment provider': ['using sk_live_51H8abcdefgh', /51H8/],
  'a signed token': ['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl', /eyJzdWIi/],
} as const satisfies Record<string, readonly [string, RegExp]>;

describe('the log', () => {
  it('is one JSON line per event, with what it is, when, and of which program', () => {
    const { logger, last, lines } = logged();
    logger.info({ task: 'sweep carts', rows: 3 }, 'done');
    expect(lines[0]?.endsWith('}\n')).toBe(true);
    expect(last()).toMatchObject({
      level: 'info',
      service: 'storefront',
      instance: 'i-0abc',
      task: 'sweep carts',
      rows: 3,
      msg: 'done',
    });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it.each(Object.entries(personal))('never holds %s, wherever it is put', (_what, [text, secret]) => {
    const { logger, lines } = logged();
    logger.info(text);
    logger.info({ reason: text, list: [text], deep: { er: { still: text } } }, 'x');
    logger.info('%s', text);
    logger.child({ about: text }).warn('x');
    logger.error({ err: new Error(text, { cause: new Error(text) }) }, 'x');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).not.toMatch(secret);
  });

  it.each([
    'email',
    'firstName',
    'last_name',
    'name',
    'deliveryAddress',
    'address',
    'postcode',
    'phone',
    'cookie',
    'set-cookie',
    'Authorization',
    'accessToken',
    'cardNumber',
    'cvc',
    'password',
    'clientSecret',
    'headers',
    'body',
    'user-agent',
  ])('never holds what stands under the key %s', (key) => {
    const { logger, lines } = logged();
    logger.info({ [key]: 'Ada Lovelace' }, 'x');
    logger.info({ deep: [{ [key]: { any: 'Ada Lovelace' } }] }, 'x');
    logger.child({ [key]: 'Ada Lovelace' }).info('x');
    for (const line of lines) expect(line).not.toContain('Lovelace');
    expect(lines[0]).toContain('[removed]');
  });

  it('keeps what helps: numbers, addresses of servers, codes, places in the code', () => {
    const { logger, last } = logged();
    const fields = {
      address: '10.20.16.10',
      order: '7KD-42MX-9QT',
      milliseconds: 12,
      at: 1_795_000_000_000,
      code: 'ER_LOCK_DEADLOCK',
      route: '/orders/:number/:key',
      release: '20261124-101010-1a2b3c4',
      requestId: '1-67891233-abcdef012345678912345678',
    };
    logger.warn({ ...fields, err: new TypeError('no rows') }, 'kept');
    expect(last()).toMatchObject({ ...fields, err: { type: 'TypeError', message: 'no rows' } });
    expect((last()['err'] as { stack: string }).stack).toContain('logger.test.ts');
  });

  it('cuts texts that are longer than a line should be, and takes no long time for them', () => {
    const { logger, lines } = logged();
    logger.info('a'.repeat(100_000));
    logger.info(`${'a.'.repeat(3_000)}@`);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(4_300);
  });

  it('names the request in every line of it, and of none else', async () => {
    const { logger, lines } = logged();
    const work = async (id: string) =>
      runInRequest(id, async () => {
        await pause(1);
        logger.info('begun');
        await Promise.resolve();
        setImmediate(() => logger.info('later'));
        await pause(1);
      });
    await Promise.all(['request-1', 'request-2'].map(work));
    logger.info('outside');
    const ids = lines.map((line) => (JSON.parse(line) as { requestId?: string }).requestId ?? 'none');
    expect(ids.sort()).toEqual(['none', 'request-1', 'request-1', 'request-2', 'request-2']);
  });
});
