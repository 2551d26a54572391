export { createCache, type Cache, type CacheOptions, type CacheState, type Lifetime } from './cache.ts';
export type { CacheEvent } from './shared-tier.ts';
