import { open } from 'node:fs/promises';

/** A binary log begins with this; an encrypted one does not. */
const magic = Buffer.from([0xfe, 0x62, 0x69, 0x6e]);

/** The header of each event: its length stands at 9, in four bytes. */
const headerBytes = 19;

/** The largest part that is stored at once, in bytes. */
const largestChunk = 16 * 2 ** 20;

/** A part of a binary log: whole events. */
export interface Chunk {
  readonly from: number;
  /** The byte after its last. */
  readonly to: number;
  readonly bytes: Buffer;
}

/**
 * The next part of a binary log from `from` on, cut after a whole event: the one at the end may still be being written.
 * @returns undefined when there is no whole event yet
 */
export async function readChunk(path: string, from: number): Promise<Chunk | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // After a crash more may be stored than the disk has kept.
    if (size <= from) return undefined;
    const bytes = Buffer.alloc(Math.min(largestChunk, size - from));
    await file.read(bytes, 0, bytes.length, from);
    const whole = wholeEvents(bytes, from === 0);
    if (whole > 0) return { from, to: from + whole, bytes: bytes.subarray(0, whole) };
    // One event may be larger than a part.
    const length = eventLength(bytes, from === 0 ? magic.length : 0);
    if (length === undefined || from + length > size) return undefined;
    const large = Buffer.alloc(length + (from === 0 ? magic.length : 0));
    await file.read(large, 0, large.length, from);
    return { from, to: from + large.length, bytes: large };
  } finally {
    await file.close();
  }
}

/** How many of these bytes are whole events. */
export function wholeEvents(bytes: Buffer, isBeginning: boolean): number {
  let at = 0;
  if (isBeginning) {
    if (bytes.length < magic.length || !bytes.subarray(0, magic.length).equals(magic)) return 0;
    at = magic.length;
  }
  while (true) {
    const length = eventLength(bytes, at);
    if (length === undefined || at + length > bytes.length) break;
    at += length;
  }
  return at === magic.length && isBeginning ? 0 : at;
}

function eventLength(bytes: Buffer, at: number): number | undefined {
  if (at + headerBytes > bytes.length) return undefined;
  const length = bytes.readUInt32LE(at + 9);
  return length >= headerBytes ? length : undefined;
}
