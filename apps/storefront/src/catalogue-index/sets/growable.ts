type NumberArray =
  Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The same numbers in an array with room for at least `length`; the array itself when it has the room. */
export function roomFor<T extends NumberArray>(array: T, length: number): T {
  if (array.length >= length) return array;
  const Constructor = array.constructor as new (length: number) => T;
  const larger = new Constructor(Math.max(length, Math.ceil(array.length * 1.4), 64));
  larger.set(array);
  return larger;
}

/**
 * A list of numbers for each row, all in one array. A longer list than before is put at the end and its old place is lost
 * until the index is built anew.
 */
export class ListColumn {
  starts: Uint32Array<ArrayBuffer> = new Uint32Array(64);
  lengths: Uint16Array<ArrayBuffer> = new Uint16Array(64);
  numbers: Uint32Array<ArrayBuffer> = new Uint32Array(256);
  #used = 0;

  get bytes(): number {
    return this.starts.byteLength + this.lengths.byteLength + this.numbers.byteLength;
  }

  set(row: number, list: readonly number[]): void {
    this.starts = roomFor(this.starts, row + 1);
    this.lengths = roomFor(this.lengths, row + 1);
    if (list.length > this.lengths[row]!) {
      this.numbers = roomFor(this.numbers, this.#used + list.length);
      this.starts[row] = this.#used;
      this.#used += list.length;
    }
    this.lengths[row] = list.length;
    this.numbers.set(list, this.starts[row]);
  }

  get(row: number): Uint32Array<ArrayBuffer> {
    const start = this.starts[row] ?? 0;
    return this.numbers.subarray(start, start + (this.lengths[row] ?? 0));
  }
}

/** A text for each row, as UTF-8 in one buffer: a million names cost the garbage collector nothing. */
export class TextColumn {
  #starts = new Uint32Array(64);
  #lengths = new Uint16Array(64);
  #bytes: Buffer<ArrayBuffer> = Buffer.alloc(1_024);
  #used = 0;

  get bytes(): number {
    return this.#starts.byteLength + this.#lengths.byteLength + this.#bytes.length;
  }

  set(row: number, text: string): void {
    this.#starts = roomFor(this.#starts, row + 1);
    this.#lengths = roomFor(this.#lengths, row + 1);
    const length = Buffer.byteLength(text);
    if (length > this.#lengths[row]!) {
      if (this.#used + length > this.#bytes.length) {
        const larger = Buffer.alloc(Math.ceil(this.#bytes.length * 1.4) + length);
        this.#bytes.copy(larger, 0, 0, this.#used);
        this.#bytes = larger;
      }
      this.#starts[row] = this.#used;
      this.#used += length;
    }
    this.#lengths[row] = length;
    this.#bytes.write(text, this.#starts[row]!);
  }

  get(row: number): string {
    const start = this.#starts[row] ?? 0;
    return this.#bytes.toString('utf8', start, start + (this.#lengths[row] ?? 0));
  }
}

/** Texts that many rows share, each kept once under a number. */
export class SharedTexts {
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  get(number: number): string {
    return this.#texts[number] ?? '';
  }
}
