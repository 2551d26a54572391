import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { compressText } from '../web/compression.ts';
import { entityTag, fingerprint, publicHtmlHeaders } from '../web/public-html.ts';
import type { DrawnPage } from '../web/page-keeper.ts';
import type { Header } from '../web/security.ts';
import type { Stamp } from './touch-log.ts';

const decompress = promisify(brotliDecompress);

/** The part of a page that differs when nobody can say how many pieces there are; before and after it both are the same. */
export interface OtherMiddle {
  /** Bytes before it. */
  readonly before: number;
  /** Bytes after it. */
  readonly after: number;
  /** In brotli. */
  readonly middle: Buffer;
}

/** A page ready to be answered with, as all servers share it. */
export interface FinishedPage {
  readonly key: string;
  readonly madeOf: readonly string[];
  readonly stamp: Stamp;
  /** Tells its text from any other. */
  readonly print: string;
  /** Bytes of the text before compression. */
  readonly length: number;
  readonly br: Buffer;
  readonly gzip: Buffer;
  readonly withoutStock: OtherMiddle | null;
}

/** Compresses a page in every form in which it will be asked for. */
export async function finishPage(key: string, drawn: DrawnPage): Promise<Omit<FinishedPage, 'stamp'>> {
  const { html, withoutStock, madeOf } = drawn;
  const [br, gzip, other] = await Promise.all([
    compressText(html, 'br'),
    compressText(html, 'gzip'),
    withoutStock ? otherMiddle(html, withoutStock) : null,
  ]);
  const print = fingerprint(html);
  const exact = inOneBlock([br, gzip, other?.middle ?? nothing]);
  return {
    ...{ key, madeOf, print, length: html.byteLength },
    br: exact[0]!,
    gzip: exact[1]!,
    withoutStock: other && { ...other, middle: exact[2]! },
  };
}

const nothing = Buffer.alloc(0);

/**
 * The same bytes in one block that holds nothing else. What zlib hands out are pieces of blocks of 16 kB, and whoever keeps
 * a piece keeps its block: kept so, pages took five times the memory of their bytes.
 */
function inOneBlock(pieces: readonly Buffer[]): readonly Buffer[] {
  const block = Buffer.allocUnsafeSlow(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let at = 0;
  return pieces.map((piece) => {
    const from = at;
    at += piece.copy(block, at);
    return block.subarray(from, at);
  });
}

async function otherMiddle(html: Buffer, other: Buffer): Promise<OtherMiddle> {
  const most = Math.min(html.byteLength, other.byteLength);
  let before = 0;
  while (before < most && html[before] === other[before]) before += 1;
  let after = 0;
  while (after < most - before && html.at(-1 - after) === other.at(-1 - after)) after += 1;
  const middle = other.subarray(before, other.byteLength - after);
  return { before, after, middle: await compressText(middle, 'br') };
}

/** The text of a page. */
export function textOf({ br }: FinishedPage): Promise<Buffer> {
  return decompress(br);
}

/** The text of a page for when nobody can say how many pieces there are. */
export async function textWithoutStock(page: FinishedPage): Promise<Buffer> {
  const html = await textOf(page);
  if (page.withoutStock === null) return html;
  const { before, after, middle } = page.withoutStock;
  return Buffer.concat([
    html.subarray(0, before),
    await decompress(middle),
    html.subarray(html.byteLength - after),
  ]);
}

/** One compressed form of a page with everything that is said of it: names and values of headers in turn. */
export interface Form {
  readonly etag: string;
  readonly headers: readonly string[];
  /** Of a 304. */
  readonly unchangedHeaders: readonly string[];
  readonly body: Buffer;
}

/** A finished page in this process. */
export interface KeptPage extends FinishedPage {
  readonly brForm: Form;
  readonly gzipForm: Form;
  /** When it was made, on this process's own clock; in ms. */
  readonly madeAt: number;
  /** Until when it is answered without a thought, on the same clock. */
  readonly freshUntil: number;
  readonly bytes: number;
  /** Whether it was asked for since this was last looked at. */
  used: boolean;
}

/** Bytes of an entry beside its bodies, about: headers, maps, tags. */
const overhead = 2_000;
const bytesPerTag = 100;

/** Prepares a finished page to be answered with from this process. */
export function keepInProcess(
  page: FinishedPage,
  times: Pick<KeptPage, 'madeAt' | 'freshUntil'>,
  always: readonly Header[],
): KeptPage {
  const { br, gzip, madeOf, withoutStock } = page;
  return {
    ...page,
    ...times,
    brForm: formOf(page, 'br', always),
    gzipForm: formOf(page, 'gzip', always),
    bytes:
      br.byteLength +
      gzip.byteLength +
      (withoutStock?.middle.byteLength ?? 0) +
      bytesPerTag * madeOf.length +
      overhead,
    used: false,
  };
}

function formOf(page: FinishedPage, encoding: 'br' | 'gzip', always: readonly Header[]): Form {
  const body = page[encoding];
  const etag = entityTag(page.print, encoding);
  const own = {
    ...publicHtmlHeaders,
    ETag: etag,
    'Content-Encoding': encoding,
    'Content-Length': String(body.byteLength),
  };
  const { 'Cache-Control': cacheControl, Vary: vary } = publicHtmlHeaders;
  return {
    etag,
    body,
    headers: [...always.flat(), ...Object.entries(own).flat()],
    unchangedHeaders: ['Cache-Control', cacheControl, 'Vary', vary, 'ETag', etag],
  };
}
