import {
  readChanges,
  readLastChangeId,
  readSettledChangeId,
  type CatalogueChange,
} from '../../catalogue/index.ts';
import type { Queries } from '../../database/index.ts';

/** Entries in one read. */
const entriesPerRead = 2_000;
/** A transaction that took its number early may be committed this much later, in ms. */
const latestCommitMs = 60_000;
/** … but the numbers that are looked at again reach back no further than this. */
const overlap = 3_000;

/**
 * Reads the change feed so that nothing is missed: numbers are given out when a row is written and become visible when its
 * transaction is committed, so a lower number may appear after a higher one, and with several writing nodes numbers have
 * gaps by nature. The last minute of numbers is therefore read again and known entries are passed over.
 */
export class FeedReader {
  readonly #queries: Queries;
  readonly #now: () => number;
  #lastId = 0;
  /** Everything up to here is final. */
  #finalId = 0;
  #seen = new Set<number>();
  readonly #reached: { readonly at: number; readonly id: number }[] = [];

  /** @param now milliseconds that only move forward */
  constructor(queries: Queries, now: () => number) {
    this.#queries = queries;
    this.#now = now;
  }

  /** The highest number seen. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Every entry up to this number has been read; above it one may still appear among those that were. */
  get finalId(): number {
    return this.#finalId;
  }

  /** Begins at the end of the feed: what is visible now counts as known. */
  async begin(): Promise<void> {
    const settledId = await readSettledChangeId(this.#queries, latestCommitMs / 1000);
    this.#lastId = await readLastChangeId(this.#queries);
    this.#finalId = Math.max(0, this.#lastId - overlap, settledId);
    this.#seen = new Set();
    this.#reached.length = 0;
    this.#reached.push({ at: this.#now(), id: this.#lastId });
    await this.#readNew();
  }

  /** The entries that became visible since the last call, oldest first. */
  async read(): Promise<readonly CatalogueChange[]> {
    const changes = await this.#readNew();
    const now = this.#now();
    this.#reached.push({ at: now, id: this.#lastId });
    let final = Math.max(this.#finalId, this.#lastId - overlap);
    while (this.#reached.length > 1 && this.#reached[0]!.at <= now - latestCommitMs)
      final = Math.max(final, this.#reached.shift()!.id);
    this.#finalId = final;
    for (const id of this.#seen) if (id <= final) this.#seen.delete(id);
    return changes;
  }

  async #readNew(): Promise<readonly CatalogueChange[]> {
    const found: CatalogueChange[] = [];
    for (let after = this.#finalId; ;) {
      const entries = await readChanges(this.#queries, after, entriesPerRead);
      for (const entry of entries) {
        if (this.#seen.has(entry.id)) continue;
        this.#seen.add(entry.id);
        found.push(entry);
      }
      const last = entries.at(-1);
      if (last) this.#lastId = Math.max(this.#lastId, last.id);
      if (!last || entries.length < entriesPerRead) return found;
      after = last.id;
    }
  }
}
