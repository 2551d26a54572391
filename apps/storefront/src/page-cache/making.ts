/** A page stays in the making no longer than this, in ms: whoever waits then makes it alone. */
const longestMs = 2_000;

/** The pages that are being made in this process, so that each is made once for all who ask meanwhile. */
export class PagesInTheMaking {
  readonly #ends = new Map<string, Promise<undefined>>();

  /** Settles when the page is made or given up; undefined when nobody makes it. */
  endOf(key: string): Promise<undefined> | undefined {
    return this.#ends.get(key);
  }

  /** Begins to make a page; gives the function that ends it, which may be called more than once. */
  begin(key: string): () => void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => resolve(undefined), longestMs);
    timer.unref();
    this.#ends.set(key, promise);
    void promise.then(() => {
      clearTimeout(timer);
      if (this.#ends.get(key) === promise) this.#ends.delete(key);
    });
    return () => resolve(undefined);
  }
}
