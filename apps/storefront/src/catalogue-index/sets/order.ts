/**
 * Items in ascending order of a key, equal keys in the order in which the items were given. Two rounds of counting by 16
 * bits: the time is the same for every input and grows only with its length.
 */
export function orderedBy(
  items: Uint32Array<ArrayBuffer>,
  keys: Uint32Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  let from = items;
  for (const shift of [0, 16]) {
    const counts = new Uint32Array(65_537);
    for (const item of from) counts[((keys[item]! >>> shift) & 0xffff) + 1]! += 1;
    // Every item in one bucket: this round would change nothing.
    if (from.length > 0 && counts[((keys[from[0]!]! >>> shift) & 0xffff) + 1] === from.length) continue;
    for (let bucket = 1; bucket < counts.length; bucket += 1) counts[bucket]! += counts[bucket - 1]!;
    const to = new Uint32Array(from.length);
    for (const item of from) {
      const bucket = (keys[item]! >>> shift) & 0xffff;
      to[counts[bucket]!] = item;
      counts[bucket]! += 1;
    }
    from = to;
  }
  return from;
}

/** An order that is worked out when it is asked for, and again after what it rests on has changed. */
export class Order {
  readonly #work: () => Uint32Array<ArrayBuffer>;
  #items: Uint32Array<ArrayBuffer> | null = null;
  #places: Uint32Array<ArrayBuffer> | null = null;

  constructor(work: () => Uint32Array<ArrayBuffer>) {
    this.#work = work;
  }

  /** The items in their order. */
  get items(): Uint32Array<ArrayBuffer> {
    return (this.#items ??= this.#work());
  }

  /** The place of each item in the order. */
  get places(): Uint32Array<ArrayBuffer> {
    if (!this.#places) {
      const { items } = this;
      let highest = 0;
      for (const item of items) if (item > highest) highest = item;
      this.#places = new Uint32Array(highest + 1);
      for (let place = 0; place < items.length; place += 1) this.#places[items[place]!] = place;
    }
    return this.#places;
  }

  changed(): void {
    this.#items = null;
    this.#places = null;
  }
}
