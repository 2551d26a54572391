import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressText, preferredEncoding } from './compression.ts';

describe('preferredEncoding', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, BR;q=0.1', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.000,gzip;q=0', 'identity'],
    ['deflate', 'identity'],
    ['', 'identity'],
    [undefined, 'identity'],
  ])('for %j is %s', (header, encoding) => {
    expect(preferredEncoding(header)).toBe(encoding);
  });
});

describe('compressText', () => {
  it('keeps every byte in each encoding', async () => {
    const text = Buffer.from('Crème brûlée, 香 '.repeat(200));
    expect(brotliDecompressSync(await compressText(text, 'br'))).toEqual(text);
    expect(gunzipSync(await compressText(text, 'gzip'))).toEqual(text);
    expect(await compressText(text, 'identity')).toBe(text);
  });
});
