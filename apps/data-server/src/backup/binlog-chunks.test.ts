import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChunk, wholeEvents } from './binlog-chunks.ts';

const magic = Buffer.from([0xfe, 0x62, 0x69, 0x6e]);

/** An event as it lies in a binary log: nine bytes, its length, and what is in it. */
function event(length: number): Buffer {
  const bytes = Buffer.alloc(length, 7);
  bytes.writeUInt32LE(length, 9);
  return bytes;
}

describe('a part of a binary log', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perfume-chunks-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('ends with a whole event, whatever has been written of the next one', () => {
    const log = Buffer.concat([magic, event(100), event(50)]);
    expect(wholeEvents(log, true)).toBe(154);
    for (const cut of [1, 20, 49]) expect(wholeEvents(log.subarray(0, 154 - cut), true)).toBe(104);
    expect(wholeEvents(log.subarray(104), false)).toBe(50);
  });

  it('is none while there is no whole event', () => {
    expect(wholeEvents(magic, true)).toBe(0);
    expect(wholeEvents(Buffer.concat([magic, event(100).subarray(0, 60)]), true)).toBe(0);
    expect(wholeEvents(Buffer.from('no binary log'), true)).toBe(0);
  });

  it('goes on where the one before ended, also over an event that is larger than a part', async () => {
    const path = join(folder, 'binlog.000001');
    const log = Buffer.concat([magic, event(100), event(17 * 2 ** 20), event(30)]);
    await writeFile(path, log);
    const parts: Buffer[] = [];
    for (let from = 0; ;) {
      const chunk = await readChunk(path, from);
      if (!chunk) break;
      expect(chunk.from).toBe(from);
      parts.push(Buffer.from(chunk.bytes));
      from = chunk.to;
    }
    expect(Buffer.concat(parts).equals(log)).toBe(true);
  });

  it('is none where more is stored than the file has', async () => {
    const path = join(folder, 'binlog.000002');
    await writeFile(path, Buffer.concat([magic, event(100)]));
    expect(await readChunk(path, 104)).toBeUndefined();
    expect(await readChunk(path, 5_000)).toBeUndefined();
  });
});
