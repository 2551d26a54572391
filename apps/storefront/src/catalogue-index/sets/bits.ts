/** A set of rows, one bit each. A set may be shorter than another; what is beyond its end is not in it. */
export type Bits = Uint32Array<ArrayBuffer>;

/** An empty set with room for so many rows. */
export function noBits(rows: number): Bits {
  return new Uint32Array((rows + 31) >>> 5);
}

export function hasBit(bits: Bits, row: number): boolean {
  return ((bits[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
}

/** Adds a row that lies within the set's room. */
export function setBit(bits: Bits, row: number): void {
  bits[row >>> 5]! |= 1 << (row & 31);
}

export function clearBit(bits: Bits, row: number): void {
  const at = row >>> 5;
  if (at < bits.length) bits[at]! &= ~(1 << (row & 31));
}

/** Keeps in `target` what is in both. */
export function keepCommon(target: Bits, other: Bits): void {
  const shared = Math.min(target.length, other.length);
  for (let at = 0; at < shared; at += 1) target[at]! &= other[at]!;
  target.fill(0, shared);
}

/** Adds to `target` what is in `other` and within its room. */
export function addAll(target: Bits, other: Bits): void {
  const shared = Math.min(target.length, other.length);
  for (let at = 0; at < shared; at += 1) target[at]! |= other[at]!;
}

/** Takes out of `target` what is in `other`. */
export function takeOut(target: Bits, other: Bits): void {
  const shared = Math.min(target.length, other.length);
  for (let at = 0; at < shared; at += 1) target[at]! &= ~other[at]!;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (const word of bits) count += onesIn(word);
  return count;
}

export function isEmpty(bits: Bits): boolean {
  for (const word of bits) if (word !== 0) return false;
  return true;
}

/** Whether the two sets have a row in common. */
export function meet(one: Bits, other: Bits): boolean {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) if ((one[at]! & other[at]!) !== 0) return true;
  return false;
}

/** Visits the rows of a set in ascending order. */
export function eachBit(bits: Bits, visit: (row: number) => void): void {
  for (let at = 0; at < bits.length; at += 1) {
    let word = bits[at]!;
    while (word !== 0) {
      const lowest = word & -word;
      visit((at << 5) + 31 - Math.clz32(lowest));
      word ^= lowest;
    }
  }
}

/** The rows of a set in ascending order. */
export function rowsOf(bits: Bits, count = countBits(bits)): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(count);
  let filled = 0;
  eachBit(bits, (row) => {
    rows[filled] = row;
    filled += 1;
  });
  return rows;
}

function onesIn(word: number): number {
  let ones = word - ((word >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  return Math.imul((ones + (ones >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
