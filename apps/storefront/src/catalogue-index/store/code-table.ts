/**
 * Codes (SKU, GTIN) to rows, without the codes themselves: two independent hashes of 32 bits stand for each. Codes are
 * compared by their letters and digits in any case, digits without leading zeros, as a 12-digit UPC is a 13-digit EAN.
 */
export class CodeTable {
  #first = new Uint32Array(256);
  #second = new Uint32Array(256);
  /** Row + 1; 0 for a free place. */
  #rows = new Uint32Array(256);
  #count = 0;

  set(code: string, row: number): void {
    if (2 * this.#count >= this.#rows.length) this.#grow();
    const [first, second] = hashes(code);
    const place = this.#placeOf(first, second);
    if (this.#rows[place] === 0) this.#count += 1;
    this.#first[place] = first;
    this.#second[place] = second;
    this.#rows[place] = row + 1;
  }

  /** The row that last had this code; undefined when none had. */
  get(code: string): number | undefined {
    const [first, second] = hashes(code);
    const row = this.#rows[this.#placeOf(first, second)]!;
    return row === 0 ? undefined : row - 1;
  }

  #placeOf(first: number, second: number): number {
    const last = this.#rows.length - 1;
    let place = first & last;
    while (this.#rows[place] !== 0 && (this.#first[place] !== first || this.#second[place] !== second))
      place = (place + 1) & last;
    return place;
  }

  #grow(): void {
    const [first, second, rows] = [this.#first, this.#second, this.#rows];
    const size = 2 * rows.length;
    this.#first = new Uint32Array(size);
    this.#second = new Uint32Array(size);
    this.#rows = new Uint32Array(size);
    for (let at = 0; at < rows.length; at += 1) {
      if (rows[at] === 0) continue;
      const place = this.#placeOf(first[at]!, second[at]!);
      this.#first[place] = first[at]!;
      this.#second[place] = second[at]!;
      this.#rows[place] = rows[at]!;
    }
  }
}

function hashes(code: string): readonly [number, number] {
  const plain = code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^0+(?=\d+$)/, '');
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = 0; at < plain.length; at += 1) {
    const letter = plain.charCodeAt(at);
    first = Math.imul(first ^ letter, 0x01000193);
    second = Math.imul(second ^ letter, 0x5bd1e995);
    second ^= second >>> 15;
  }
  return [first >>> 0, second >>> 0];
}
