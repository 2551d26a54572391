import { createHash } from 'node:crypto';
import Memcached from 'memcached';
import { Breaker } from '@perfume/circuit-breaker';

export interface MemcachedOptions {
  /** host:port */
  readonly server: string;
  /** The longest wait for any call, in ms. Default 100. */
  readonly deadlineMs?: number;
  /** Milliseconds that only move forward. */
  readonly now?: () => number;
  readonly onEvent?: (event: CacheEvent) => void;
}

export type CacheEvent =
  { readonly type: 'cache-lost'; readonly reason: string } | { readonly type: 'cache-back' };

/** Keys longer than this, or with characters that memcached refuses, are hashed. */
const longestKey = 200;
/** memcached keeps items up to 1 MiB; what is larger is not worth a round trip. */
const largestValue = 1_000_000;
/** memcached reads larger numbers as a date. */
const longestTtl = 30 * 24 * 3600;

/**
 * The shared cache behind the npm package `memcached`, whose traps must not reach a request: it has no deadline per
 * command, leaves calls unsettled when a socket closes, waits a second when its pool is briefly full, and some time after
 * a failure starts a `ping` process without an error handler. So every call here races a deadline of its own, the
 * settings below keep its retry timers short and its reconnect timer out of reach, and after trouble the client is thrown
 * away and made anew.
 */
export class MemcachedTier {
  readonly #options: MemcachedOptions;
  readonly #deadlineMs: number;
  readonly #breaker: Breaker;
  #client: Memcached | undefined;
  failures = 0;

  constructor(options: MemcachedOptions) {
    this.#options = options;
    this.#deadlineMs = options.deadlineMs ?? 100;
    this.#breaker = new Breaker({
      failures: 3,
      retryAfterMs: 500,
      now: options.now ?? (() => performance.now()),
    });
  }

  get breakerState() {
    return this.#breaker.state;
  }

  /** The text under the key, null when there is none, undefined when the cache cannot be asked. */
  get(key: string): Promise<string | null | undefined> {
    // The package answers a miss with undefined, and so does #call a failure.
    return this.#call<string | null>((client, done) =>
      client.get(safeKey(key), (error: unknown, value: unknown) =>
        done(error, typeof value === 'string' ? value : null),
      ),
    );
  }

  async set(key: string, value: string, ttlSeconds: number): Promise<void> {
    if (value.length > largestValue) return;
    await this.#call<boolean>((client, done) => client.set(safeKey(key), value, wholeTtl(ttlSeconds), done));
  }

  async delete(key: string): Promise<void> {
    await this.#call<boolean>((client, done) => client.del(safeKey(key), done));
  }

  /** The counter after adding one; undefined when the cache cannot be asked. */
  async increment(key: string, ttlSeconds: number): Promise<number | undefined> {
    const counter = safeKey(key);
    const add = () => this.#call<number | boolean>((client, done) => client.incr(counter, 1, done));
    const counted = await add();
    if (typeof counted === 'number' || counted === undefined) return counted || undefined;
    // memcached counts nothing that is not there yet; whoever adds it first starts at 1, the other adds to it.
    const added = await this.#call<boolean>((client, done) =>
      client.add(counter, 1, wholeTtl(ttlSeconds), (error: unknown, result: boolean) =>
        done(error instanceof Error && /not stored/i.test(error.message) ? undefined : error, result),
      ),
    );
    if (added === undefined) return undefined;
    if (added) return 1;
    const again = await add();
    return typeof again === 'number' ? again : undefined;
  }

  close(): void {
    this.#client?.end();
    this.#client = undefined;
  }

  /** One call within the deadline; undefined on any trouble. */
  #call<Result>(
    run: (client: Memcached, done: (error: unknown, result: Result) => void) => void,
  ): Promise<Result | undefined> {
    if (!this.#breaker.allows()) return Promise.resolve(undefined);
    const client = (this.#client ??= this.#connect());
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#failed(client, `no answer within ${this.#deadlineMs} ms`);
        resolve(undefined);
      }, this.#deadlineMs);
      run(client, (error, result) => {
        clearTimeout(timer);
        if (error) this.#failed(client, error instanceof Error ? error.message : 'error');
        else if (this.#breaker.succeeded()) this.#options.onEvent?.({ type: 'cache-back' });
        resolve(error ? undefined : result);
      });
    });
  }

  #failed(client: Memcached, reason: string): void {
    this.failures += 1;
    if (this.#breaker.failed()) this.#options.onEvent?.({ type: 'cache-lost', reason });
    if (this.#client !== client) return;
    this.#client = undefined;
    client.end();
  }

  #connect(): Memcached {
    return new Memcached(this.#options.server, settings);
  }
}

/** The last three are missing from the package's types: it hands them on to the module that times its retries. */
const settings: Memcached.options & Record<'factor' | 'minTimeout' | 'maxTimeout', number> = {
  poolSize: 10,
  // A burst on a fresh pool finds it full for a moment: ask again after milliseconds, not after a second.
  retries: 3,
  factor: 1,
  minTimeout: 10,
  maxTimeout: 20,
  timeout: 250,
  retry: 250,
  // The server is never counted as failed by the package itself: that would arm its reconnect timer and its `ping`.
  failures: 1e9,
  reconnect: 2_147_483_647,
  idle: 600_000,
};

function safeKey(key: string): string {
  return key.length <= longestKey && /^[\x21-\x7e]+$/.test(key)
    ? key
    : createHash('sha256').update(key).digest('base64url');
}

function wholeTtl(seconds: number): number {
  return Math.min(longestTtl, Math.max(1, Math.ceil(seconds)));
}
