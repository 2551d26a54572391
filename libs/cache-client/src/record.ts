import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { promisify } from 'node:util';

/** An entry of the shared cache. */
export interface SharedEntry {
  readonly value: unknown;
  /** Bytes that the value takes in a process, about. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly freshUntil: number;
  readonly staleUntil: number;
  /** The version that each of its tags had before the value was made; a tag of another version has been touched since. */
  readonly versions: Readonly<Record<string, string>>;
}

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Values below this many bytes are not worth the work. */
const compressFrom = 4_096;
/** Compression pays when it leaves at most this part. */
const worthwhile = 0.8;
/** The first letters of every record; another number is another form of record, and a miss. */
const mark = 'p1';

/** How the value stands in the record: as JSON or as bytes, either as it is or compressed. All but plain JSON is base64. */
type Form = 'j' | 'J' | 'b' | 'B';

/**
 * The entry as one line of text. Bytes are written as base64: the package reads text at two to four times the rate of bytes,
 * which it sends as UTF-8, a tenth longer than base64. No record holds a line break or is a word of memcached's protocol.
 */
export async function writeRecord(entry: SharedEntry): Promise<string> {
  const head = JSON.stringify([entry.freshUntil, entry.staleUntil, entry.bytes, entry.versions]);
  const { form, text } = await encode(entry.value);
  return `${mark}${form}${head.length.toString(36).padStart(4, '0')}${head}${text}`;
}

/** What the text holds; undefined when it is no record of this form. */
export async function readRecord(record: string): Promise<SharedEntry | undefined> {
  if (!record.startsWith(mark)) return undefined;
  try {
    const bodyAt = mark.length + 5 + Number.parseInt(record.slice(mark.length + 1, mark.length + 5), 36);
    const [freshUntil, staleUntil, bytes, versions] = JSON.parse(record.slice(mark.length + 5, bodyAt)) as [
      number,
      number,
      number,
      Record<string, string>,
    ];
    const value = await decode(record[mark.length] as Form, record.slice(bodyAt));
    return { value, bytes, freshUntil, staleUntil, versions };
  } catch {
    // Cut short or written by something else: as good as not there.
    return undefined;
  }
}

/** About how much memory a value takes: its bytes, or twice its JSON. */
export function sizeOf(value: unknown): number {
  if (Buffer.isBuffer(value)) return value.byteLength;
  if (typeof value === 'string') return value.length * 2;
  return ((JSON.stringify(value) as string | undefined) ?? '').length * 2;
}

async function encode(value: unknown): Promise<{ form: Form; text: string }> {
  if (Buffer.isBuffer(value)) {
    const smaller = await ifWorthwhile(value);
    return smaller
      ? { form: 'B', text: smaller.toString('base64') }
      : { form: 'b', text: value.toString('base64') };
  }
  const text = JSON.stringify(value);
  // Base64 takes a third of what compression saves.
  const smaller = text.length < compressFrom ? undefined : await ifWorthwhile(Buffer.from(text), 3 / 4);
  return smaller ? { form: 'J', text: smaller.toString('base64') } : { form: 'j', text };
}

async function decode(form: Form, text: string): Promise<unknown> {
  switch (form) {
    case 'j':
      return JSON.parse(text);
    case 'J':
      return JSON.parse((await decompress(Buffer.from(text, 'base64'))).toString());
    case 'b':
      return Buffer.from(text, 'base64');
    case 'B':
      return decompress(Buffer.from(text, 'base64'));
  }
}

async function ifWorthwhile(bytes: Buffer, part = 1): Promise<Buffer | undefined> {
  if (bytes.byteLength < compressFrom) return undefined;
  const smaller = await compress(bytes, fastest);
  return smaller.byteLength <= bytes.byteLength * worthwhile * part ? smaller : undefined;
}
