import type { Cache } from '@perfume/cache-client';
import type { Request, RequestHandler } from 'express';
import {
  MemoryStore,
  rateLimit as expressRateLimit,
  type AugmentedRequest,
  type ClientRateLimitInfo,
  type Options,
  type Store,
} from 'express-rate-limit';
import { TooManyRequests } from './errors.ts';

export interface RateLimit {
  /** Names the counter; two limits with one name share it. */
  readonly name: string;
  /** Requests of one address within the window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** Counts by this instead of the address; a request for which it is undefined is not counted. */
  readonly keyOf?: (req: Request) => string | undefined;
}

export type RateLimiter = (limit: RateLimit) => RequestHandler;

/**
 * Makes the limiter of this shop: counts live in the shared cache, so that all servers count together; while the cache is
 * away each server counts for itself.
 */
export function createRateLimiter(deps: { readonly cache: Cache; readonly enabled: boolean }): RateLimiter {
  return ({ name, limit, windowSeconds, keyOf }) => {
    if (!deps.enabled) return (_req, _res, next) => next();
    return expressRateLimit({
      windowMs: windowSeconds * 1000,
      limit,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      identifier: name,
      store: new SharedCounter(deps.cache, name, windowSeconds),
      ...(keyOf && { keyGenerator: (req) => keyOf(req) ?? '', skip: (req) => keyOf(req) === undefined }),
      // The hops to trust are set once on the app and the limiter has no say in it.
      validate: { trustProxy: false, xForwardedForHeader: false },
      handler: (req) => {
        const opensAt = (req as AugmentedRequest).rateLimit?.resetTime?.getTime();
        const left = opensAt === undefined ? windowSeconds : Math.ceil((opensAt - Date.now()) / 1000);
        throw new TooManyRequests(Math.min(Math.max(left, 1), windowSeconds));
      },
    });
  };
}

/** Fixed windows in the shared cache, with a counter of this process to fall back on. */
class SharedCounter implements Store {
  readonly prefix: string;
  readonly #fallback = new MemoryStore();
  readonly #cache: Cache;
  readonly #windowSeconds: number;

  constructor(cache: Cache, name: string, windowSeconds: number) {
    this.#cache = cache;
    this.prefix = `rate:${name}:`;
    this.#windowSeconds = windowSeconds;
  }

  init(options: Options): void {
    this.#fallback.init(options);
  }

  async increment(key: string): Promise<ClientRateLimitInfo> {
    const window = Math.floor(Date.now() / 1000 / this.#windowSeconds);
    const totalHits = await this.#cache.increment(`${this.prefix}${key}:${window}`, this.#windowSeconds);
    if (totalHits === undefined) return this.#fallback.increment(key);
    return { totalHits, resetTime: new Date((window + 1) * this.#windowSeconds * 1000) };
  }

  /** Nothing is given back: a request counts whatever its answer was. */
  async decrement(key: string): Promise<void> {
    await this.#fallback.decrement(key);
  }

  async resetKey(key: string): Promise<void> {
    await this.#fallback.resetKey(key);
  }
}
