import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { createCache } from './index.ts';

const url = process.env.TEST_CACHE_URL ?? '';
const one = createCache({ url, localSeconds: 0 });
const other = createCache({ url, localSeconds: 0 });

afterAll(async () => {
  await one.close();
  await other.close();
});

describe('a cache shared by two processes', () => {
  it('computes a value once for both', async () => {
    const key = randomUUID();
    let computed = 0;
    const compute = () => Promise.resolve({ made: (computed += 1), text: 'crème brûlée' });
    const values = [await one.getOrCompute(key, 60, compute), await other.getOrCompute(key, 60, compute)];
    expect(values).toEqual([
      { made: 1, text: 'crème brûlée' },
      { made: 1, text: 'crème brûlée' },
    ]);
    await one.delete(key);
    expect(await other.getOrCompute(key, 60, compute)).toMatchObject({ made: 2 });
  });

  it('computes once for all who ask at the same moment, on a fresh client too', async () => {
    const key = randomUUID();
    let computed = 0;
    const compute = () => Promise.resolve((computed += 1));
    const values = await Promise.all(Array.from({ length: 64 }, () => one.getOrCompute(key, 60, compute)));
    expect(new Set(values)).toEqual(new Set([1]));
  });

  it('counts together from the first on, whoever begins', async () => {
    const key = `${randomUUID()} with spaces and ümlauts ${'x'.repeat(300)}`;
    const counts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other).increment(key, 60)),
    );
    expect(counts.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
  });

  it('keeps nothing when the computation fails', async () => {
    const key = randomUUID();
    await expect(one.getOrCompute(key, 60, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await one.getOrCompute(key, 60, () => Promise.resolve('yes'))).toBe('yes');
  });
});

describe('a cache that is away', () => {
  it('is a miss, and is left alone after a few tries', async () => {
    const cache = createCache({ url: 'memcached://127.0.0.1:1', localSeconds: 0, now: () => 0 });
    for (let call = 0; call < 6; call += 1)
      expect(await cache.getOrCompute(`away-${call}`, 60, () => Promise.resolve(call))).toBe(call);
    expect(await cache.increment('counter', 60)).toBeUndefined();
    expect(cache.state().shared).toBe('open');
    await cache.close();
  });
});

describe('a cache without a server', () => {
  it('keeps values in the process and forgets the longest unused', async () => {
    const cache = createCache({ localEntries: 2 });
    let computed = 0;
    const ask = (key: string) => cache.getOrCompute(key, 60, () => Promise.resolve((computed += 1)));
    await ask('a');
    await ask('b');
    await ask('a');
    await ask('c');
    expect([await ask('a'), await ask('b')]).toEqual([1, 4]);
    expect(cache.state()).toMatchObject({ shared: 'off', localEntries: 2 });
  });
});
