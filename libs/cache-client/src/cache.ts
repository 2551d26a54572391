import { LocalTier } from './local-tier.ts';
import { MemcachedTier, type MemcachedOptions } from './memcached-tier.ts';

export interface CacheState {
  /** 'off' without a shared cache; 'open' while it is left alone after failing. */
  readonly shared: 'off' | 'closed' | 'open' | 'half-open';
  readonly hits: number;
  readonly misses: number;
  /** Calls to the shared cache that failed or took too long; each counted as a miss. */
  readonly failures: number;
  /** Entries of the in-process tier. */
  readonly localEntries: number;
}

/** A cache and nothing but a cache: whatever happens to it, callers only ever see a miss. */
export interface Cache {
  /**
   * The value under the key, computed when it is in no tier. Computations of one key in this process run once.
   * @param ttlSeconds how long the value may be used
   * @throws what `compute` throws; nothing is kept then
   */
  getOrCompute<Value>(key: string, ttlSeconds: number, compute: () => Promise<Value>): Promise<Value>;
  /** Drops the value from this process and from the shared cache. */
  delete(key: string): Promise<void>;
  /** Adds one to a shared counter that ends after `ttlSeconds`; undefined when there is no shared cache to count in. */
  increment(key: string, ttlSeconds: number): Promise<number | undefined>;
  state(): CacheState;
  close(): Promise<void>;
}

export interface CacheOptions extends Omit<MemcachedOptions, 'server'> {
  /** memcached://host:port of the shared cache; absent: the in-process tier alone. */
  readonly url?: string | undefined;
  /** Entries of the in-process tier at most. Default 2,000. */
  readonly localEntries?: number;
  /** How long the in-process tier keeps a value of the shared cache, in seconds. Default 1. */
  readonly localSeconds?: number;
}

/** Makes the cache. Nothing is dialled before its first use. */
export function createCache(options: CacheOptions = {}): Cache {
  const now = options.now ?? (() => performance.now());
  const local = new LocalTier(options.localEntries ?? 2_000, now);
  const shared =
    options.url === undefined ? undefined : new MemcachedTier({ ...options, server: serverOf(options.url) });
  const localSeconds = options.localSeconds ?? 1;
  const running = new Map<string, Promise<unknown>>();
  let hits = 0;
  let misses = 0;

  async function fill<Value>(key: string, ttlSeconds: number, compute: () => Promise<Value>): Promise<Value> {
    const kept = await shared?.get(key);
    if (typeof kept === 'string') {
      hits += 1;
      const value = JSON.parse(kept) as Value;
      local.set(key, value, Math.min(localSeconds, ttlSeconds));
      return value;
    }
    misses += 1;
    const value = await compute();
    if (value === undefined) return value;
    local.set(key, value, shared ? Math.min(localSeconds, ttlSeconds) : ttlSeconds);
    // A cache that could not be asked a moment ago is not waited for a second time.
    if (kept === null) await shared?.set(key, JSON.stringify(value), ttlSeconds);
    return value;
  }

  return {
    getOrCompute<Value>(key: string, ttlSeconds: number, compute: () => Promise<Value>): Promise<Value> {
      const kept = local.get(key);
      if (kept !== undefined) {
        hits += 1;
        return Promise.resolve(kept as Value);
      }
      const already = running.get(key);
      if (already) return already as Promise<Value>;
      const mine = fill(key, ttlSeconds, compute).finally(() => running.delete(key));
      running.set(key, mine);
      return mine;
    },
    async delete(key) {
      local.delete(key);
      await shared?.delete(key);
    },
    increment: (key, ttlSeconds) => shared?.increment(key, ttlSeconds) ?? Promise.resolve(undefined),
    state: () => ({
      shared: shared?.breakerState ?? 'off',
      hits,
      misses,
      failures: shared?.failures ?? 0,
      localEntries: local.size,
    }),
    close: () => {
      shared?.close();
      return Promise.resolve();
    },
  };
}

function serverOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '11211' : port}`;
}
