import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawErrors } from './error-page.tsx';
import { createRateLimiter, type RateLimit } from './rate-limit.ts';

/** Counts as the shared cache does; undefined is a cache that is away. */
function appWith(limit: RateLimit, { shared = true } = {}) {
  const counts = new Map<string, number>();
  const increment = (key: string) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return Promise.resolve(shared ? counts.get(key) : undefined);
  };
  const cache = { increment } as unknown as Parameters<typeof createRateLimiter>[0]['cache'];
  const app = express();
  app.locals.web = { logger: pino({ level: 'silent' }) };
  app.post('/pay', createRateLimiter({ cache, enabled: true })(limit), (_req, res) => res.end('taken'));
  app.use(drawErrors(() => undefined));
  const pay = () => request(app).post('/pay').set('Accept', 'application/json');
  return pay;
}

afterEach(() => vi.useRealTimers());

describe('a rate limit', () => {
  it.each([true, false])(
    'lets through what it allows and refuses the rest (shared counts: %s)',
    async (shared) => {
      const pay = appWith({ name: 'pay', limit: 2, windowSeconds: 600 }, { shared });
      const states = [];
      for (let n = 0; n < 3; n += 1) states.push((await pay()).status);
      expect(states).toEqual([200, 200, 429]);
    },
  );

  it.each([
    ['2026-11-24T10:00:00Z', '600', '10 minutes'],
    ['2026-11-24T10:07:05Z', '175', '3 minutes'],
    ['2026-11-24T10:09:20Z', '40', '40 seconds'],
    ['2026-11-24T10:09:59Z', '1', 'a second'],
  ])('says at %s how long it is until the next window', async (at, seconds, words) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) });
    const pay = appWith({ name: 'pay', limit: 1, windowSeconds: 600 });
    await pay();
    const answer = await pay();
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, seconds]);
    expect(answer.body).toMatchObject({ advice: `Please wait ${words} and try again. Nothing was lost.` });
  });
});
