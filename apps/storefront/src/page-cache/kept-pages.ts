import type { KeptPage } from './kept-page.ts';

/**
 * The pages of this process, as many as fit into so many bytes. Those that nobody asked for since they last stood at the
 * head of the queue go first: that costs a hit one assignment, where moving it to the end would cost two changes of a map.
 */
export class KeptPages {
  readonly #pages = new Map<string, KeptPage>();
  readonly #keysByTag = new Map<string, Set<string>>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get count(): number {
    return this.#pages.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): KeptPage | undefined {
    return this.#pages.get(key);
  }

  put(page: KeptPage): void {
    this.drop(page.key);
    this.#pages.set(page.key, page);
    this.#bytes += page.bytes;
    for (const tag of page.madeOf) {
      const keys = this.#keysByTag.get(tag);
      if (keys) keys.add(page.key);
      else this.#keysByTag.set(tag, new Set([page.key]));
    }
    this.#makeRoom();
  }

  drop(key: string): void {
    const page = this.#pages.get(key);
    if (!page) return;
    this.#pages.delete(key);
    this.#bytes -= page.bytes;
    for (const tag of page.madeOf) {
      const keys = this.#keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByTag.delete(tag);
    }
  }

  /** Drops every page that is made of one of these; gives how many. */
  dropMadeOf(tags: Iterable<string>): number {
    const before = this.count;
    for (const tag of tags) for (const key of [...(this.#keysByTag.get(tag) ?? [])]) this.drop(key);
    return before - this.count;
  }

  /** Drops everything; gives how many pages that were. */
  clear(): number {
    const before = this.count;
    this.#pages.clear();
    this.#keysByTag.clear();
    this.#bytes = 0;
    return before;
  }

  #makeRoom(): void {
    for (const [key, page] of this.#pages) {
      if (this.#bytes <= this.#mostBytes) return;
      if (page.used) {
        // Deleted and set again it stands at the end, where this walk meets it last and unused.
        page.used = false;
        this.#pages.delete(key);
        this.#pages.set(key, page);
      } else {
        this.drop(key);
      }
    }
  }
}
