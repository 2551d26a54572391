import { randomBytes, randomUUID } from 'node:crypto';
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

describe('values in the shared cache', () => {
  const through = async <Value>(value: Value): Promise<Value> => {
    const key = randomUUID();
    await one.set(key, value, 60);
    return (await other.get<Value>(key)) as Value;
  };

  it('come back as they were: bytes, long text, short text, nothing at all', async () => {
    const bytes = randomBytes(50_000);
    const dull = Buffer.alloc(50_000, 'perfume ');
    expect(bytes.equals(await through(bytes))).toBe(true);
    expect(dull.equals(await through(dull))).toBe(true);
    const long = { text: 'crème brûlée\r\nEND\r\n'.repeat(2_000), at: null };
    expect(await through(long)).toEqual(long);
    expect(await through('END')).toBe('END');
    expect(await through('')).toBe('');
    expect(await through(null)).toBeNull();
    expect((await through(Buffer.alloc(0))).byteLength).toBe(0);
  });

  it('are found under any key', async () => {
    for (const key of ['$& and $1', 'two words', 'ü', 'x'.repeat(1_000), 'a\r\nb', '%"\\']) {
      const mine = `${key}${randomUUID()}`;
      await one.set(mine, key, 60);
      expect(await other.get(mine)).toBe(key);
    }
  });

  it('that are too large stay in the process and harm nothing', async () => {
    const key = randomUUID();
    await one.set(key, randomBytes(2_000_000), 60);
    expect(await other.get(key)).toBeUndefined();
    expect(one.state()).toMatchObject({ shared: 'closed', failures: 0 });
  });
});

describe('tags', () => {
  const made = (value: string) => () => Promise.resolve(value);

  it('make every entry that carries one of them unusable for everyone', async () => {
    const [a, b, plain] = [randomUUID(), randomUUID(), randomUUID()];
    const [brand, product] = [randomUUID(), randomUUID()];
    await one.getOrCompute(a, { ttlSeconds: 60, tags: [brand, product] }, made('old'));
    await one.getOrCompute(b, { ttlSeconds: 60, tags: () => [brand] }, made('old'));
    await one.getOrCompute(plain, 60, made('old'));
    expect([await other.get(a), await other.get(b)]).toEqual(['old', 'old']);
    await other.invalidate([brand]);
    expect([await one.get(a), await one.get(b), await one.get(plain)]).toEqual([undefined, undefined, 'old']);
    expect(await one.getOrCompute(a, { ttlSeconds: 60, tags: [brand, product] }, made('new'))).toBe('new');
    await one.invalidate([product]);
    expect(await other.get(a)).toBeUndefined();
  });

  it.each([
    ['known before', (tag: string) => [tag]],
    ['known from the value', (tag: string) => () => [tag]],
  ])('%s: what began before an invalidation elsewhere is never stored', async (_when, tagsOf) => {
    const [key, tag] = [randomUUID(), randomUUID()];
    const lifetime = { ttlSeconds: 60, tags: tagsOf(tag) };
    const begun = gate();
    const finish = gate();
    const slow = one.getOrCompute(key, lifetime, async () => {
      begun.open();
      await finish.passed;
      return 'old';
    });
    await begun.passed;
    await other.invalidate([tag]);
    finish.open();
    expect(await slow).toBe('old');
    expect([await one.get(key), await other.get(key)]).toEqual([undefined, undefined]);
    expect(await other.getOrCompute(key, lifetime, made('new'))).toBe('new');
  });

  it('whose version memcached has lost count as touched', async () => {
    const [key, tag] = [randomUUID(), randomUUID()];
    await one.getOrCompute(key, { ttlSeconds: 60, tags: [tag] }, made('old'));
    await one.delete(`tag:${tag}`);
    expect(await other.get(key)).toBeUndefined();
  });
});

function gate() {
  const { promise: passed, resolve: open } = Promise.withResolvers<undefined>();
  return { open: () => open(undefined), passed };
}

describe('a cache that is away', () => {
  it('is a miss, and no request asks it again', async () => {
    const cache = createCache({ url: 'memcached://127.0.0.1:1', localSeconds: 0 });
    for (let call = 0; call < 6; call += 1)
      expect(await cache.getOrCompute(`away-${call}`, 60, () => Promise.resolve(call))).toBe(call);
    expect(await cache.increment('counter', 60)).toBeUndefined();
    expect(cache.state()).toMatchObject({ failures: 1 });
    expect(cache.state().shared).not.toBe('closed');
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
