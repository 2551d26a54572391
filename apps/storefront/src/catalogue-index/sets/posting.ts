import { addAll, clearBit, eachBit, hasBit, noBits, setBit, type Bits } from './bits.ts';

/** Below this many rows a sorted list is always small enough. */
const fewestForBits = 128;
/** A set becomes bits when more than one row in so many is in it … */
const denseFrom = 24;
/** … and a list again when it is this thin. */
const sparseFrom = 96;

/** The rows that have one thing in common. Thin sets are sorted lists, dense ones bits; both change in place. */
export class Posting {
  #list: Uint32Array<ArrayBuffer> | null = new Uint32Array(4);
  #bits: Bits | null = null;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Bytes held, about. */
  get bytes(): number {
    return (this.#list ?? this.#bits)?.byteLength ?? 0;
  }

  has(row: number): boolean {
    if (this.#bits) return hasBit(this.#bits, row);
    return this.#list![this.#placeOf(row)] === row && this.#placeOf(row) < this.#count;
  }

  add(row: number): void {
    const bits = this.#bits && this.#withRoomFor(row, this.#bits);
    if (bits) {
      if (!hasBit(bits, row)) this.#count += 1;
      setBit(bits, row);
      return;
    }
    let list = this.#list!;
    const place = this.#count === 0 || list[this.#count - 1]! < row ? this.#count : this.#placeOf(row);
    if (place < this.#count && list[place] === row) return;
    if (this.#count === list.length) {
      const larger = new Uint32Array(Math.ceil(list.length * 1.5) + 4);
      larger.set(list);
      this.#list = list = larger;
    }
    list.copyWithin(place + 1, place, this.#count);
    list[place] = row;
    this.#count += 1;
    if (this.#count >= fewestForBits && this.#count * denseFrom > list[this.#count - 1]!) this.#toBits();
  }

  remove(row: number): void {
    if (this.#bits) {
      if (!hasBit(this.#bits, row)) return;
      clearBit(this.#bits, row);
      this.#count -= 1;
      return;
    }
    const place = this.#placeOf(row);
    if (place >= this.#count || this.#list![place] !== row) return;
    this.#list!.copyWithin(place, place + 1, this.#count);
    this.#count -= 1;
  }

  /** Adds these rows to a set with room for them. */
  addTo(target: Bits): void {
    if (this.#bits) {
      addAll(target, this.#bits);
      return;
    }
    const list = this.#list!;
    for (let at = 0; at < this.#count; at += 1) setBit(target, list[at]!);
  }

  /** Visits the rows in ascending order. */
  each(visit: (row: number) => void): void {
    if (this.#bits) {
      eachBit(this.#bits, visit);
      return;
    }
    const list = this.#list!;
    for (let at = 0; at < this.#count; at += 1) visit(list[at]!);
  }

  /** The first place of the list whose row is not smaller. */
  #placeOf(row: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#list![middle]! < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The bits with room for a row; null when they became a list, as bits would be mostly empty. */
  #withRoomFor(row: number, bits: Bits): Bits | null {
    if (row >>> 5 < bits.length) return bits;
    if (row > this.#count * sparseFrom) {
      const list = new Uint32Array(this.#count + 8);
      let filled = 0;
      eachBit(bits, (one) => {
        list[filled] = one;
        filled += 1;
      });
      this.#list = list;
      this.#bits = null;
    } else {
      this.#bits = noBits(Math.ceil((row + 1) * 1.25));
      this.#bits.set(bits);
    }
    return this.#bits;
  }

  #toBits(): void {
    const list = this.#list!;
    const bits = noBits(list[this.#count - 1]! + 32);
    for (let at = 0; at < this.#count; at += 1) setBit(bits, list[at]!);
    this.#bits = bits;
    this.#list = null;
  }
}
