interface Entry {
  readonly value: unknown;
  /** On the clock that the tier was given, in ms. */
  readonly until: number;
}

/** Values of this process for a short while, at most `limit` of them; the longest unused go first. */
export class LocalTier {
  readonly #entries = new Map<string, Entry>();
  readonly #limit: number;
  readonly #now: () => number;

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): unknown {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.until <= this.#now()) return undefined;
    // A Map keeps the order of insertion: the end is the most recently used.
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: unknown, seconds: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#now() + seconds * 1000 });
    if (this.#entries.size <= this.#limit) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
