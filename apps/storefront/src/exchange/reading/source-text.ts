import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EncodingDetector } from './encoding.ts';

/** The file cannot be imported as a whole; the message says why and what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** A file that was looked at and can be read as text. */
export interface SourceText {
  /** Bytes on disk, for the progress bar. */
  readonly size: number;
  /** What is worth knowing about how it is read. */
  readonly remarks: readonly string[];
  /** Whether some of its bytes are no letters, so that U+FFFD in the text stands for damage. */
  readonly damaged: boolean;
  /**
   * The text in pieces, whatever the size of the file.
   * @param onBytes hears how many bytes of the file have been read so far
   */
  read(onBytes?: (read: number) => void): AsyncIterable<string>;
}

const chunkBytes = 64 * 1024;

/**
 * Looks through a file once, to know its compression (by content) and its encoding before any of it is believed.
 * @throws SourceError when there is no such file, it is empty, a workbook, or its compression is damaged
 */
export async function openSourceText(path: string): Promise<SourceText> {
  const size = await sizeOf(path);
  const head = await readHead(path);
  if (size === 0) throw new SourceError(`${path} is empty.`);
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 99) < 9)
    throw new SourceError(
      `${path} is an Excel workbook or a zip archive. Save the sheet as CSV (UTF-8) and import that.`,
    );
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  const detector = new EncodingDetector();
  for await (const chunk of bytesOf(path, gzip)) detector.add(chunk);
  const { encoding, remark } = detector.finding();
  return {
    size,
    remarks: remark === null ? [] : [remark],
    damaged: encoding === 'utf-8' && remark !== null,
    async *read(onBytes) {
      const decoder = new TextDecoder(encoding);
      for await (const chunk of bytesOf(path, gzip, onBytes)) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    },
  };
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new SourceError(`There is no file ${path}, or it may not be read.`, { cause });
  });
  if (!found.isFile()) throw new SourceError(`${path} is not a file.`);
  return found.size;
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((cause: unknown) => {
    throw new SourceError(`${path} may not be read.`, { cause });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* bytesOf(
  path: string,
  gzip: boolean,
  onBytes?: (read: number) => void,
): AsyncIterable<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  let read = 0;
  if (onBytes) file.on('data', (chunk) => onBytes((read += chunk.length)));
  const plain: Readable = gzip ? file.pipe(createGunzip({ chunkSize: chunkBytes })) : file;
  // A pipe does not hand on the error of its source.
  if (gzip) file.once('error', (error) => plain.destroy(error));
  try {
    for await (const chunk of plain) yield chunk as Uint8Array;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (code.startsWith('Z_'))
      throw new SourceError(
        `${path} is compressed but damaged or cut off (${code}). Copy it again; nothing beyond the damage can be read.`,
        { cause },
      );
    throw new SourceError(`${path} could not be read to its end (${code || String(cause)}).`, { cause });
  } finally {
    file.destroy();
  }
}
