import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Below this many bytes compressing costs more than it saves. */
const worthCompressing = 860;

/** Browsers send a handful of different Accept-Encoding headers: each is read once. */
const readHeaders = new Map<string, Encoding>();
const mostHeaders = 100;

/** The best of our encodings that an Accept-Encoding header allows; an encoding with q=0 is refused. */
export function preferredEncoding(header: string | string[] | undefined): Encoding {
  const text = String(header ?? '');
  let encoding = readHeaders.get(text);
  if (encoding === undefined) {
    encoding = readEncoding(text);
    if (readHeaders.size >= mostHeaders) readHeaders.clear();
    readHeaders.set(text, encoding);
  }
  return encoding;
}

function readEncoding(header: string): Encoding {
  const accepted = new Set<string>();
  for (const part of header.split(',')) {
    const [name = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) accepted.add(name);
  }
  if (accepted.has('br')) return 'br';
  return accepted.has('gzip') ? 'gzip' : 'identity';
}

/** The window that holds all of a body, as a power of two: a larger one takes memory for nothing. */
function windowFor(bytes: number): number {
  const { BROTLI_MIN_WINDOW_BITS: least, BROTLI_DEFAULT_WINDOW: most } = constants;
  return Math.min(most, Math.max(least, Math.ceil(Math.log2(bytes + 16))));
}

/** Text in the given encoding. Brotli runs at quality 4: measured smaller and faster than 5 on these pages. */
export async function compressText(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') {
    return brotliAsync(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 4,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
        [constants.BROTLI_PARAM_LGWIN]: windowFor(body.byteLength),
      },
    });
  }
  return encoding === 'gzip' ? gzipAsync(body, { level: 6 }) : body;
}

/** Whether a body of this many bytes is worth compressing at all. */
export function isWorthCompressing(bytes: number): boolean {
  return bytes >= worthCompressing;
}
