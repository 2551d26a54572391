import { createLogger } from '@perfume/telemetry';
import express, { type Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../config/index.ts';
import type { WebContext } from './context.ts';
import { readSigned, writeSigned } from './cookies.ts';
import { answerNotFound, drawErrors } from './error-page.tsx';
import { BadRequest, Unavailable } from './errors.ts';
import { sendPage } from './page.tsx';
import { setUpRequestLog } from './request-log.ts';
import { refuseCrossSitePosts, setUpSecurityHeaders } from './security.ts';

const secret = 'a-secret-of-this-test-that-is-long-enough';
const config = readConfig({
  PUBLIC_URL: 'https://shop.example',
  COOKIE_SECRET: secret,
  DATABASE_URL: 'mysql://shop@127.0.0.1/perfume',
});
const assets = {
  stylesheet: '/assets/main.css',
  script: '/assets/main.js',
  preloadFonts: [],
  favicon: '/assets/favicon.svg',
  image: (key: string) => `/${key}`,
  origins: ['https://static.example'],
};

function shopWith(routes: (app: Express) => void): Express {
  const app = express();
  app.disable('etag');
  app.locals.web = { config, logger: pino({ level: 'silent' }), assets, menu: () => [] } satisfies WebContext;
  app.use(setUpRequestLog(pino({ level: 'silent' })), setUpSecurityHeaders(config, assets));
  app.use(refuseCrossSitePosts(config), express.urlencoded({ extended: false, limit: '1kb' }));
  routes(app);
  app.use(
    answerNotFound,
    drawErrors(() => undefined),
  );
  return app;
}

const page = (visibility: 'public' | 'private', body = 'Hello <world> & "all"') =>
  shopWith((app) =>
    app.get('/', (req, res) =>
      sendPage(req, res, { title: 'A </title><b>', visibility, body: <p>{body}</p> }),
    ),
  );

describe('a page', () => {
  it('escapes every text it is given', async () => {
    const { text } = await request(page('public')).get('/');
    expect(text).toContain('Hello &lt;world> &amp; &quot;all&quot;');
    expect(text).toContain('<title>A &lt;/title>&lt;b> · Perfume</title>');
  });

  it('that is the same for everyone is answered with 304 when it has not changed', async () => {
    const shop = page('public');
    const first = await request(shop).get('/').set('Accept-Encoding', 'br');
    const etag = first.headers.etag ?? '';
    expect(first.headers['content-encoding']).toBe('br');
    const again = await request(shop).get('/').set('Accept-Encoding', 'br').set('If-None-Match', etag);
    expect([again.status, again.text]).toEqual([304, '']);
    const plain = await request(shop).get('/').set('Accept-Encoding', 'identity').set('If-None-Match', etag);
    expect(plain.status).toBe(200);
  });

  it('that belongs to one shopper is kept by no cache', async () => {
    const { headers } = await request(page('private')).get('/');
    expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
  });

  it('cannot have its JSON-LD end the script element', async () => {
    const shop = shopWith((app) =>
      app.get('/', (req, res) =>
        sendPage(req, res, {
          title: 'x',
          visibility: 'public',
          jsonLd: [{ name: '</script><script>alert(1)</script>' }],
          body: '',
        }),
      ),
    );
    expect((await request(shop).get('/')).text).not.toContain('<script>alert');
  });

  it('allows no inline script or style, no foreign frame, no foreign form', async () => {
    const { headers } = await request(page('public')).get('/');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(policy).toMatch(/script-src 'self' https:\/\/static\.example;/);
    expect(policy).toMatch(/default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/);
    expect(headers['strict-transport-security']).toMatch(/max-age=31536000/);
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('a posted form', () => {
  const shop = shopWith((app) => app.post('/', (_req, res) => res.end('taken')));
  const post = (headers: Record<string, string>) => request(shop).post('/').set(headers);

  it.each([
    ['the same origin', { 'Sec-Fetch-Site': 'same-origin' }],
    ['a program without those headers', {}],
    ['an older browser on the same origin', { Origin: 'https://shop.example' }],
  ])('from %s is taken', async (_name, headers) => {
    expect((await post(headers)).text).toBe('taken');
  });

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling of the same site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another origin in an older browser', { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
  ])('from %s is refused', async (_name, headers) => {
    const { status, text } = await post(headers);
    expect([status, text.includes('another site')]).toEqual([403, true]);
  });

  it('that is too large is refused with a sentence', async () => {
    const { status, text } = await request(shop)
      .post('/')
      .send(`a=${'x'.repeat(5_000)}`);
    expect([status, text.includes('too much to send')]).toEqual([413, true]);
  });
});

describe('an error', () => {
  const shop = shopWith((app) => {
    app.get('/broken', () => {
      throw new Error('password=hunter2 at /srv/shop/secret.ts');
    });
    app.get('/away', () => {
      throw new Unavailable();
    });
    app.get('/things/:name', (_req, res) => res.end());
    app.get('/wrong', () => {
      throw new BadRequest('That is no date', 'Use year, month and day.');
    });
  });

  it('inside the shop shows an id and never what happened', async () => {
    const { status, text, headers } = await request(shop).get('/broken').set('Accept', 'text/html');
    expect(status).toBe(500);
    expect(text).not.toMatch(/hunter2|secret\.ts|Error:/);
    expect(text).toContain(String(headers['x-request-id']));
  });

  it('that passes says when to try again', async () => {
    const { status, headers } = await request(shop).get('/away');
    expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '5', 'no-store']);
  });

  it('comes as JSON where that is asked for', async () => {
    const answer = await request(shop).get('/wrong').set('Accept', 'application/json');
    expect(answer.body).toEqual({
      code: 'bad-request',
      title: 'That is no date',
      advice: 'Use year, month and day.',
    });
  });

  it('is a useful page for an unknown or unreadable address', async () => {
    const unknown = await request(shop).get('/no/such/page');
    expect([unknown.status, unknown.text.includes('Search the shop')]).toEqual([404, true]);
    expect((await request(shop).get('/things/%E0%A4%A')).status).toBe(400);
  });
});

describe('the id of a request', () => {
  it('is the load balancer’s, and stands in the answer and in every line of the log', async () => {
    const lines: string[] = [];
    const logger = createLogger({
      level: 'debug',
      service: 'storefront',
      destination: { write: (line) => void lines.push(line) },
    });
    const app = express();
    app.use(setUpRequestLog(logger));
    app.get('/', async (_req, res) => {
      await Promise.resolve();
      logger.info('on the way');
      res.end();
    });
    const id = '1-67891233-abcdef012345678912345678';
    const { headers } = await request(app).get('/').set('X-Amzn-Trace-Id', `Root=${id}`);
    expect(headers['x-request-id']).toBe(id);
    const logged = lines.map((line) => JSON.parse(line) as { msg: string; requestId: string });
    expect(logged.map(({ msg, requestId }) => [msg, requestId])).toEqual([
      ['on the way', id],
      ['request', id],
    ]);
  });
});

describe('static content at a CDN', () => {
  it('may be loaded from there and from nowhere else, and forms still go to the shop alone', async () => {
    const { headers } = await request(page('public')).get('/');
    const policy = String(headers['content-security-policy']);
    for (const what of ['script-src', 'style-src', 'img-src', 'font-src'])
      expect(policy).toContain(`${what} 'self' https://static.example;`);
    expect(policy).toContain("form-action 'self';");
  });
});

describe('a signed cookie', () => {
  const shop = shopWith((app) => {
    app.get('/set', (_req, res) => {
      writeSigned(res, 'cart', 'abc', { maxAgeSeconds: 60 });
      res.end();
    });
    app.get('/read/:name', (req, res) => res.end(readSigned(req, req.params.name) ?? 'none'));
  });

  it('comes back as it was set, out of reach of scripts and other sites', async () => {
    const cookie = String((await request(shop).get('/set')).headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-cart=abc\..*Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const value = cookie.split(';', 1)[0] ?? '';
    expect((await request(shop).get('/read/cart').set('Cookie', value)).text).toBe('abc');
  });

  it('is nothing when it was changed or stands under another name', async () => {
    const cookie = String((await request(shop).get('/set')).headers['set-cookie']).split(';', 1)[0] ?? '';
    const read = async (name: string, value: string) =>
      (await request(shop).get(`/read/${name}`).set('Cookie', value)).text;
    expect(await read('cart', cookie.replace('=abc.', '=abd.'))).toBe('none');
    expect(await read('order', cookie.replace('__Host-cart', '__Host-order'))).toBe('none');
    expect(await read('cart', '__Host-cart=abc')).toBe('none');
  });
});
