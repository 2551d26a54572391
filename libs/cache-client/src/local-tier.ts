export interface LocalEntry {
  readonly value: unknown;
  readonly tags: readonly string[];
  /** The moment of the tag clock before the value was made. */
  readonly moment: number;
  /** Until when the entry may be handed out, on the clock that the tier was given, in ms. */
  readonly until: number;
  /** From when on it is stale. */
  readonly freshUntil: number;
  readonly bytes: number;
}

/** The largest part of the tier that one value may take. */
const largestShare = 1 / 4;

/** Values of this process for a short while, bounded in number and in bytes; the longest unused go first. */
export class LocalTier {
  readonly #entries = new Map<string, LocalEntry>();
  readonly #limits: { readonly entries: number; readonly bytes: number };
  #bytes = 0;

  constructor(limits: { readonly entries: number; readonly bytes: number }) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): LocalEntry | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    // A Map keeps the order of insertion: the end is the most recently used.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: LocalEntry): void {
    this.delete(key);
    if (entry.bytes > this.#limits.bytes * largestShare) return;
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limits.entries && this.#bytes <= this.#limits.bytes) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }
}
