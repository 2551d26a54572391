/** The cookies of one browser at one shop. Paths and hosts play no part: the shop sets all of them for itself alone. */
export class CookieJar {
  readonly #values = new Map<string, string>();

  /** Takes over what an answer's Set-Cookie headers say. */
  store(headers: readonly string[]): void {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split(';');
      const equals = pair.indexOf('=');
      const name = pair.slice(0, equals).trim();
      if (attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))) this.#values.delete(name);
      else this.#values.set(name, pair.slice(equals + 1).trim());
    }
  }

  /** The Cookie header of the next request; undefined while there is none. */
  header(): string | undefined {
    if (this.#values.size === 0) return undefined;
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
