import { describe, expect, it, vi } from 'vitest';
import { createCache } from './index.ts';

/** A cache without a server, on a clock that is moved by hand, in seconds. */
function cacheAt() {
  const clock = { seconds: 0 };
  const open = (options: Parameters<typeof createCache>[0] = {}) =>
    createCache({ now: () => clock.seconds * 1_000, ...options });
  return { clock, open };
}

/** Computations that are finished by hand. */
function computations() {
  const running: { resolve(value: string): void; reject(error: Error): void }[] = [];
  const compute = vi.fn(
    () =>
      new Promise<string>((resolve, reject) => {
        running.push({ resolve, reject });
      }),
  );
  return { running, compute };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('stale while revalidating', () => {
  const lifetime = { ttlSeconds: 10, staleSeconds: 20 };

  it('hands out the old value at once while one computation makes it anew', async () => {
    const { clock, open } = cacheAt();
    const cache = open();
    const { running, compute } = computations();
    await cache.getOrCompute('a', lifetime, () => Promise.resolve('old'));
    clock.seconds = 11;
    expect(await cache.getOrCompute('a', lifetime, compute)).toBe('old');
    expect(await cache.getOrCompute('a', lifetime, compute)).toBe('old');
    expect(compute).toHaveBeenCalledTimes(1);
    running[0]?.resolve('new');
    await settled();
    expect(await cache.getOrCompute('a', lifetime, compute)).toBe('new');
  });

  it('keeps the old value until its bound when the computation fails, and tries again after a rest', async () => {
    const { clock, open } = cacheAt();
    const cache = open();
    const compute = vi.fn(() => Promise.reject(new Error('no database')));
    await cache.getOrCompute('a', lifetime, () => Promise.resolve('old'));
    clock.seconds = 11;
    for (let time = 0; time < 3; time += 1) {
      expect(await cache.getOrCompute('a', lifetime, compute)).toBe('old');
      await settled();
    }
    expect(compute).toHaveBeenCalledTimes(1);
    clock.seconds = 29;
    expect(await cache.getOrCompute('a', lifetime, compute)).toBe('old');
    await settled();
    expect(cache.state().refreshFailures).toBe(2);
    clock.seconds = 30;
    await expect(cache.getOrCompute('a', lifetime, compute)).rejects.toThrow('no database');
  });

  it('runs a bounded number of computations in the background, and frees the place of one that never ends', async () => {
    const { clock, open } = cacheAt();
    const cache = open({ refreshes: 2 });
    const { compute } = computations();
    const forAll = async () => {
      for (const key of ['a', 'b', 'c'])
        await cache.getOrCompute(key, { ttlSeconds: 1, staleSeconds: 100 }, compute);
    };
    for (const key of ['a', 'b', 'c'])
      await cache.getOrCompute(key, { ttlSeconds: 1, staleSeconds: 100 }, () => Promise.resolve('old'));
    clock.seconds = 2;
    await forAll();
    expect(compute).toHaveBeenCalledTimes(2);
    clock.seconds = 40;
    await forAll();
    expect(compute).toHaveBeenCalledTimes(4);
  });
});

describe('tags in the process', () => {
  it('make entries unusable, and nobody joins or keeps what began before', async () => {
    const { open } = cacheAt();
    const cache = open();
    const { running, compute } = computations();
    const lifetime = { ttlSeconds: 60, tags: ['brand:1'] };
    const first = cache.getOrCompute('a', lifetime, compute);
    const joined = cache.getOrCompute('a', lifetime, compute);
    await settled();
    expect(compute).toHaveBeenCalledTimes(1);
    await cache.invalidate(['brand:1']);
    const later = cache.getOrCompute('a', lifetime, compute);
    await settled();
    expect(compute).toHaveBeenCalledTimes(2);
    running[1]?.resolve('new');
    expect(await later).toBe('new');
    running[0]?.resolve('old');
    expect(await first).toBe('old');
    expect(await joined).toBe('new');
    expect(await cache.get('a')).toBe('new');
    await cache.invalidate(['brand:2']);
    expect(await cache.get('a')).toBe('new');
    await cache.invalidate(['brand:1']);
    expect(await cache.get('a')).toBeUndefined();
  });

  it('that only the value tells hold the same', async () => {
    const { open } = cacheAt();
    const cache = open();
    const { running, compute } = computations();
    const lifetime = { ttlSeconds: 60, tags: (value: string) => [value] };
    const slow = cache.getOrCompute('a', lifetime, compute);
    await settled();
    await cache.invalidate(['brand:1']);
    running[0]?.resolve('brand:1');
    expect(await slow).toBe('brand:1');
    expect(await cache.get('a')).toBeUndefined();
  });

  it('are remembered in bounded number: what is older than a forgotten one is given up', async () => {
    const { open } = cacheAt();
    const cache = open();
    await cache.set('a', 'old', { ttlSeconds: 60, tags: ['brand:1'] });
    await cache.invalidate(['brand:1']);
    for (let tag = 0; tag < 20_000; tag += 1) await cache.invalidate([`other:${tag}`]);
    expect(await cache.get('a')).toBeUndefined();
    await cache.set('a', 'new', { ttlSeconds: 60, tags: ['brand:1'] });
    expect(await cache.get('a')).toBe('new');
  });

  it('need not be used for a deletion to reach what is being made', async () => {
    const { open } = cacheAt();
    const cache = open();
    const { running, compute } = computations();
    const slow = cache.getOrCompute('a', 60, compute);
    await settled();
    await cache.delete('a');
    running[0]?.resolve('old');
    await slow;
    expect(await cache.get('a')).toBeUndefined();
  });
});

describe('the in-process tier', () => {
  it('forgets the longest unused, bounded in entries and in bytes', async () => {
    const { open } = cacheAt();
    const few = open({ localEntries: 2 });
    for (const key of ['a', 'b']) await few.set(key, key, 60);
    await few.get('a');
    await few.set('c', 'c', 60);
    expect([await few.get('a'), await few.get('b'), await few.get('c')]).toEqual(['a', undefined, 'c']);
    const small = open({ localBytes: 1_000 });
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await small.set(key, Buffer.alloc(200), 60);
    expect(small.state()).toMatchObject({ localEntries: 5, localBytes: 1_000 });
    await small.set('large', Buffer.alloc(900), 60);
    expect(await small.get('large')).toBeUndefined();
    expect(small.state().localBytes).toBe(1_000);
  });
});
