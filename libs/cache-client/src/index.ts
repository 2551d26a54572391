export { createCache, type Cache, type CacheOptions, type CacheState } from './cache.ts';
export type { CacheEvent } from './memcached-tier.ts';
