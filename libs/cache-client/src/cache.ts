import type { BreakerState } from '@perfume/circuit-breaker';
import { keepComputed } from './computations.ts';
import { LocalTier, type LocalEntry } from './local-tier.ts';
import { safeKey, tagKey, wholeTtl } from './keys.ts';
import { sizeOf } from './record.ts';
import { SharedEntries, type Before } from './shared-entries.ts';
import { SharedTier, type SharedTierOptions } from './shared-tier.ts';
import { TagClock } from './tag-clock.ts';

export interface CacheState {
  /** 'off' without a shared cache; 'open' while it is away. */
  readonly shared: 'off' | BreakerState;
  readonly hits: number;
  /** Hits whose value was stale and is being made anew. */
  readonly staleHits: number;
  readonly misses: number;
  /** How often the shared cache was lost: an error, an answer that took too long, a move. */
  readonly failures: number;
  /** Clients of the package that were made, one after the other. */
  readonly clients: number;
  /** Invalidations and deletions that the shared cache has yet to be told, as it is away. */
  readonly owed: number;
  /** Entries of the in-process tier, and about how many bytes they take. */
  readonly localEntries: number;
  readonly localBytes: number;
  /** Background computations that failed. */
  readonly refreshFailures: number;
}

/** How long a value may be used, and what it was made of. */
export interface Lifetime<Value> {
  readonly ttlSeconds: number;
  /** How much longer it is handed out while one background computation makes it anew. Default 0. */
  readonly staleSeconds?: number;
  /** Names of what the value was made of; a function where only the value tells. */
  readonly tags?: readonly string[] | ((value: Value) => readonly string[]);
}

/** A cache and nothing but a cache: whatever happens to it, callers only ever see a miss. */
export interface Cache {
  /**
   * The value under the key, computed when it is in no tier. Computations of one key in this process run once. Values are
   * Buffers, or what JSON can say; what is handed out is shared and must not be changed.
   * @param lifetime how long the value may be used, in seconds or in full
   * @throws what `compute` throws; nothing is kept then
   */
  getOrCompute<Value>(
    key: string,
    lifetime: number | Lifetime<Value>,
    compute: () => Promise<Value>,
  ): Promise<Value>;
  /** The value under the key, when one may be used. */
  get<Value>(key: string): Promise<Value | undefined>;
  /** Keeps a value that stands on its own: one that was made from data belongs into `getOrCompute`, which minds changes. */
  set<Value>(key: string, value: Value, lifetime: number | Lifetime<Value>): Promise<void>;
  /** Drops the value from this process and from the shared cache. */
  delete(key: string): Promise<void>;
  /**
   * Makes every entry that carries one of these tags unusable, also one whose computation began before. Call it after the
   * change was committed. At once in this process and for whoever asks the shared cache; other processes may use what they
   * hold themselves for `localSeconds`. While the shared cache is away it is owed, and delivered before its next use.
   */
  invalidate(tags: readonly string[]): Promise<void>;
  /** Adds one to a shared counter that ends after `ttlSeconds`; undefined when there is no shared cache to count in. */
  increment(key: string, ttlSeconds: number): Promise<number | undefined>;
  state(): CacheState;
  close(): Promise<void>;
}

export interface CacheOptions extends Omit<SharedTierOptions, 'host' | 'port'> {
  /** memcached://host:port of the shared cache; absent: the in-process tier alone. */
  readonly url?: string | undefined;
  /** Entries of the in-process tier at most. Default 2,000. */
  readonly localEntries?: number;
  /** Bytes of the in-process tier at most. Default 32 MiB. */
  readonly localBytes?: number;
  /** How long the in-process tier keeps a value of the shared cache, in seconds. Default 1. */
  readonly localSeconds?: number;
  /** Background computations at once. Default 4. */
  readonly refreshes?: number;
  /** Milliseconds that only move forward. */
  readonly now?: () => number;
}

/** Makes the cache. Nothing is dialled before its first use. */
export function createCache(options: CacheOptions = {}): Cache {
  const now = options.now ?? (() => performance.now());
  const local = new LocalTier({
    entries: options.localEntries ?? 2_000,
    bytes: options.localBytes ?? 32 * 2 ** 20,
  });
  const clock = new TagClock();
  const tier =
    options.url === undefined ? undefined : new SharedTier({ ...options, ...placeOf(options.url) });
  const shared = tier && new SharedEntries(tier);
  const localMs = (options.localSeconds ?? 1) * 1_000;
  const counts = { hits: 0, staleHits: 0, misses: 0 };
  const computations = keepComputed({ clock, now, refreshes: options.refreshes ?? 4 });

  function keepLocally(key: string, entry: Omit<LocalEntry, 'until'>, staleUntil: number): void {
    const until = shared ? Math.min(staleUntil, now() + localMs) : staleUntil;
    if (until > now()) local.set(key, { ...entry, until });
  }

  /** Makes the value and keeps it, unless something that it was made of was invalidated meanwhile. */
  async function make<Value>(
    key: string,
    lifetime: Lifetime<Value>,
    compute: () => Promise<Value>,
    before: Before | undefined,
  ): Promise<{ value: Value; isCurrent: boolean }> {
    const moment = clock.now;
    const value = await compute();
    if (value === undefined) return { value, isCurrent: true };
    const tags = allTags(lifetime, value);
    const bytes = sizeOf(value);
    const freshMs = lifetime.ttlSeconds * 1_000;
    const staleMs = freshMs + (lifetime.staleSeconds ?? 0) * 1_000;
    const touchable = [...tags, ownTag(key)];
    const isUntouched = () => clock.isUntouched(touchable, moment);
    if (!isUntouched()) return { value, isCurrent: false };
    if (shared && before) {
      const at = Date.now();
      const entry = { value, bytes, freshUntil: at + freshMs, staleUntil: at + staleMs };
      if ((await shared.store(key, entry, tags, before)) === false) return { value, isCurrent: false };
      if (!isUntouched()) return { value, isCurrent: false };
    }
    const at = now();
    keepLocally(key, { value, tags: touchable, moment, bytes, freshUntil: at + freshMs }, at + staleMs);
    return { value, isCurrent: true };
  }

  /** From the shared cache, or made. */
  async function fill<Value>(key: string, lifetime: Lifetime<Value>, compute: () => Promise<Value>) {
    const moment = clock.now;
    const known = knownTags(lifetime);
    const reading = await shared?.read(key, known, true);
    if (reading?.found === 'entry') {
      const { value, bytes, freshUntil, staleUntil, versions } = reading.entry;
      const isFresh = freshUntil > Date.now();
      if (isFresh || staleUntil > Date.now()) {
        counts.hits += 1;
        // The tags of a value that another process made are not known by name here: its own are, or none.
        const tags = [...tagsHere(lifetime, value as Value, versions), ownTag(key)];
        if (clock.isUntouched(tags, moment)) {
          const shift = now() - Date.now();
          keepLocally(
            key,
            { value, tags, moment, bytes, freshUntil: freshUntil + shift },
            staleUntil + shift,
          );
          if (!isFresh) refresh(key, lifetime, compute);
          return { value: value as Value, isCurrent: true };
        }
      }
    }
    counts.misses += 1;
    // Beside a cache that gave no answer the value is made without asking it again.
    if (reading?.found === 'no-answer') return make(key, lifetime, compute, undefined);
    const before = reading?.found === 'nothing' ? reading.before : await shared?.before(known);
    return make(key, lifetime, compute, before);
  }

  /** Makes a stale value anew beside the requests. */
  function refresh<Value>(key: string, lifetime: Lifetime<Value>, compute: () => Promise<Value>): void {
    counts.staleHits += 1;
    computations.refresh(key, async () =>
      make(key, lifetime, compute, await shared?.before(knownTags(lifetime))),
    );
  }

  function fromLocal(key: string): LocalEntry | undefined {
    const entry = local.get(key);
    if (!entry) return undefined;
    if (entry.until > now() && clock.isUntouched(entry.tags, entry.moment)) return entry;
    local.delete(key);
    return undefined;
  }

  function getOrCompute<Value>(
    key: string,
    lifetime: Lifetime<Value>,
    compute: () => Promise<Value>,
  ): Promise<Value> {
    const kept = fromLocal(key);
    if (kept) {
      counts.hits += 1;
      if (kept.freshUntil <= now()) refresh(key, lifetime, compute);
      return Promise.resolve(kept.value as Value);
    }
    const tags = typeof lifetime.tags === 'function' ? 'unknown' : (lifetime.tags ?? []);
    return computations.once(
      key,
      tags,
      () => fill(key, lifetime, compute),
      () => getOrCompute(key, lifetime, compute),
    );
  }

  return {
    getOrCompute: (key, given, compute) => getOrCompute(key, lifetimeOf(given), compute),
    async get<Value>(key: string) {
      const kept = fromLocal(key);
      const reading = kept ? undefined : await shared?.read(key, [], false);
      const entry =
        reading?.found === 'entry' && reading.entry.staleUntil > Date.now() ? reading.entry : kept;
      if (entry) counts.hits += 1;
      else counts.misses += 1;
      return entry?.value as Value | undefined;
    },
    async set<Value>(key: string, value: Value, given: number | Lifetime<Value>) {
      const lifetime = lifetimeOf(given);
      const tags = allTags(lifetime, value);
      await make(key, lifetime, () => Promise.resolve(value), await shared?.before(tags));
    },
    async delete(key) {
      local.delete(key);
      clock.touch([ownTag(key)]);
      computations.forget(key);
      await tier?.drop(safeKey(key));
    },
    async invalidate(tags) {
      clock.touch(tags);
      if (tags.length > 0) await tier?.renew(tags.map(tagKey));
    },
    async increment(key, ttlSeconds) {
      return tier && countIn(tier, safeKey(key), wholeTtl(ttlSeconds));
    },
    state: () => ({
      ...counts,
      shared: tier?.breakerState ?? 'off',
      failures: tier?.failures ?? 0,
      clients: tier?.clients ?? 0,
      owed: tier?.owed ?? 0,
      localEntries: local.size,
      localBytes: local.bytes,
      refreshFailures: computations.refreshFailures,
    }),
    close: () => {
      tier?.close();
      local.clear();
      return Promise.resolve();
    },
  };
}

function lifetimeOf<Value>(given: number | Lifetime<Value>): Lifetime<Value> {
  return typeof given === 'number' ? { ttlSeconds: given } : given;
}

/** The tags of a value from the shared cache, by name. */
function tagsHere<Value>(
  lifetime: Lifetime<Value>,
  value: Value,
  versions: Readonly<Record<string, string>>,
): readonly string[] {
  if (Object.keys(versions).length <= 1) return [];
  return allTags(lifetime, value);
}

/** Those that are known before there is a value. */
function knownTags<Value>({ tags = [] }: Lifetime<Value>): readonly string[] {
  return typeof tags === 'function' ? [] : tags;
}

function allTags<Value>({ tags = [] }: Lifetime<Value>, value: Value): readonly string[] {
  return typeof tags === 'function' ? tags(value) : tags;
}

/** What a deletion touches: what was being made under the key before it is not kept after it. */
const ownTag = (key: string) => `\0${key}`;

/** memcached counts nothing that is not there yet: whoever adds it first starts at 1, the others add to it. */
async function countIn(tier: SharedTier, key: string, ttl: number): Promise<number | undefined> {
  const startedAt = performance.now();
  const left = () => tier.deadlineMs - (performance.now() - startedAt);
  const counted = await tier.increment(key, left());
  if (!counted || typeof counted.value === 'number') return counted?.value as number | undefined;
  const added = await tier.add(key, 1, ttl, left());
  if (!added) return undefined;
  if (added.value) return 1;
  const again = await tier.increment(key, left());
  return typeof again?.value === 'number' ? again.value : undefined;
}

function placeOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 11_211 : Number(port) };
}
