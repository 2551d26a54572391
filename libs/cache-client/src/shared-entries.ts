import { counterKey, everythingKey, safeKey, tagKey, wholeTtl } from './keys.ts';
import { readRecord, writeRecord, type SharedEntry } from './record.ts';
import { ensure, type SharedTier } from './shared-tier.ts';

/** memcached keeps items up to 1 MiB; what is larger is not worth a round trip. */
const largestRecord = 1_000_000;

/** What is to be known before a value is made, so that it can be told afterwards whether it may be kept. */
export interface Before {
  readonly versions: Readonly<Record<string, string>>;
  /** What is left of the deadline that all that one request asks of the cache shares, in ms. */
  readonly leftMs: number;
}

export type Reading =
  | { readonly found: 'entry'; readonly entry: SharedEntry }
  | { readonly found: 'nothing'; readonly before: Before }
  /** The cache cannot be asked: nothing is asked of it again for the same request. */
  | { readonly found: 'no-answer' };

/**
 * Entries in memcached, each with the versions that its tags had before it was made. Invalidating a tag gives it a new
 * version: from then on no entry that carries the former one is used, also one that is only stored afterwards. A version
 * that memcached has lost is made anew, never equal to a former one.
 */
export class SharedEntries {
  readonly #tier: SharedTier;

  constructor(tier: SharedTier) {
    this.#tier = tier;
  }

  /**
   * @param tags that are known before; others that an entry carries are looked up in a second step
   * @param makes whether the caller makes the value when there is none, and so needs to know what stands before
   */
  async read(key: string, tags: readonly string[], makes: boolean): Promise<Reading> {
    const startedAt = performance.now();
    const leftMs = () => this.#tier.deadlineMs - (performance.now() - startedAt);
    const known = [everythingKey, counterKey, ...tags.map(tagKey)];
    const answer = await this.#tier.getMany([safeKey(key), ...known]);
    if (!answer) return { found: 'no-answer' };
    const record = answer.value[safeKey(key)];
    const entry = typeof record === 'string' ? await readRecord(record) : undefined;
    if (entry && (await this.#isCurrent(entry, answer.value, leftMs()))) return { found: 'entry', entry };
    if (!makes) return { found: 'nothing', before: { versions: {}, leftMs: 0 } };
    const isComplete = known.every((one) => answer.value[one] !== undefined);
    const versions = isComplete ? textsOf(answer.value, known) : await this.#versions(known, leftMs());
    return versions ? { found: 'nothing', before: { versions, leftMs: leftMs() } } : { found: 'no-answer' };
  }

  /**
   * Stores a value that was made after `before`, unless something was invalidated meanwhile that it may carry.
   * @returns false when something was; undefined when that cannot be said
   */
  async store(
    key: string,
    entry: Omit<SharedEntry, 'versions'>,
    tags: readonly string[],
    before: Before,
  ): Promise<boolean | undefined> {
    const startedAt = performance.now();
    const leftMs = () => before.leftMs - (performance.now() - startedAt);
    const keys = [everythingKey, ...tags.map(tagKey)];
    let versions = before.versions;
    if (tags.length > 0) {
      const now = await this.#versions([counterKey, ...keys], leftMs());
      if (!now) return undefined;
      // Tags that came to be known with the value: only when nothing at all was invalidated do their versions say something.
      const isNew = keys.some((one) => versions[one] === undefined);
      if (isNew && now[counterKey] !== versions[counterKey]) return false;
      if (keys.some((one) => versions[one] !== undefined && versions[one] !== now[one])) return false;
      versions = { ...now, ...versions };
    }
    const carried = Object.fromEntries(keys.map((one) => [one, versions[one] ?? '']));
    const record = await writeRecord({ ...entry, versions: carried });
    if (record.length > largestRecord) return true;
    const seconds = wholeTtl((entry.staleUntil - Date.now()) / 1_000);
    return (await this.#tier.set(safeKey(key), record, seconds, leftMs())) ? true : undefined;
  }

  /** What stands before a value is made; undefined when the cache cannot be asked. */
  async before(tags: readonly string[]): Promise<Before | undefined> {
    const { deadlineMs } = this.#tier;
    const startedAt = performance.now();
    const versions = await this.#versions([everythingKey, counterKey, ...tags.map(tagKey)], deadlineMs);
    return versions && { versions, leftMs: deadlineMs - (performance.now() - startedAt) };
  }

  /** The versions under these keys, made where there are none; undefined when the cache cannot be asked. */
  #versions(
    keys: readonly string[],
    deadlineMs: number,
  ): Promise<Readonly<Record<string, string>> | undefined> {
    return ensure(this.#tier, keys, deadlineMs);
  }

  async #isCurrent(
    entry: SharedEntry,
    known: Readonly<Record<string, unknown>>,
    leftMs: number,
  ): Promise<boolean> {
    const carried = Object.entries(entry.versions);
    const unknown = carried.map(([key]) => key).filter((key) => !(key in known));
    const rest = unknown.length === 0 ? undefined : await this.#tier.getMany(unknown, leftMs);
    const all = { ...known, ...rest?.value };
    return carried.every(([key, version]) => all[key] === version);
  }
}

function textsOf(values: Readonly<Record<string, unknown>>, keys: readonly string[]) {
  return Object.fromEntries(keys.map((key) => [key, String(values[key])]));
}
