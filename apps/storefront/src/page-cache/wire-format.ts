import type { FinishedPage } from './kept-page.ts';

/** A change of the form below makes pages of earlier releases unreadable: they are misses. */
const version = 1;
const headLengthBytes = 4;

type Head = Omit<FinishedPage, 'br' | 'gzip' | 'withoutStock'> & {
  readonly version: number;
  readonly sizes: readonly [br: number, gzip: number, middle: number];
  readonly withoutStock: { readonly before: number; readonly after: number } | null;
};

/** A finished page as one piece of bytes: the length of a JSON head, the head, then the compressed forms. */
export function encodePage({ br, gzip, withoutStock, ...rest }: FinishedPage): Buffer {
  const middle = withoutStock?.middle ?? Buffer.alloc(0);
  const head: Head = {
    ...rest,
    version,
    sizes: [br.byteLength, gzip.byteLength, middle.byteLength],
    withoutStock: withoutStock && { before: withoutStock.before, after: withoutStock.after },
  };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(headLengthBytes);
  length.writeUInt32BE(json.byteLength);
  return Buffer.concat([length, json, br, gzip, middle]);
}

/** The page in these bytes; undefined for anything else, cut off bytes among it. */
export function decodePage(bytes: Buffer): FinishedPage | undefined {
  if (bytes.byteLength < headLengthBytes) return undefined;
  const bodiesAt = headLengthBytes + bytes.readUInt32BE();
  const head = readHead(bytes.subarray(headLengthBytes, bodiesAt));
  if (!head) return undefined;
  const { key, madeOf, stamp, print, length, sizes, withoutStock } = head;
  const [brSize, gzipSize, middleSize] = sizes;
  if (bytes.byteLength !== bodiesAt + brSize + gzipSize + middleSize) return undefined;
  const gzipAt = bodiesAt + brSize;
  const middleAt = gzipAt + gzipSize;
  return {
    ...{ key, madeOf, stamp, print, length },
    br: bytes.subarray(bodiesAt, gzipAt),
    gzip: bytes.subarray(gzipAt, middleAt),
    withoutStock: withoutStock && { ...withoutStock, middle: bytes.subarray(middleAt) },
  };
}

function readHead(json: Buffer): Head | undefined {
  try {
    const head = JSON.parse(json.toString()) as Head;
    return head.version === version ? head : undefined;
  } catch {
    return undefined;
  }
}
