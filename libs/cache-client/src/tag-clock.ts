/**
 * The order of this process's invalidations: what was made before an invalidation of one of its tags is not used after it.
 * A bounded number of tags is remembered; when one is forgotten, everything older than its invalidation counts as touched.
 */
export class TagClock {
  readonly #touched = new Map<string, number>();
  readonly #limit: number;
  #now = 0;
  #floor = 0;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  /** The moment to remember before something is made. */
  get now(): number {
    return this.#now;
  }

  touch(tags: readonly string[]): void {
    this.#now += 1;
    for (const tag of tags) {
      this.#touched.delete(tag);
      this.#touched.set(tag, this.#now);
    }
    for (const [tag, at] of this.#touched) {
      if (this.#touched.size <= this.#limit) break;
      this.#touched.delete(tag);
      this.#floor = at;
    }
  }

  /** Whether none of the tags was touched after `moment`. */
  isUntouched(tags: readonly string[], moment: number): boolean {
    if (tags.length === 0) return true;
    return moment >= this.#floor && tags.every((tag) => (this.#touched.get(tag) ?? 0) <= moment);
  }
}
