import { describe, expect, it } from 'vitest';
import { EncodingDetector } from './encoding.ts';

function finding(bytes: Uint8Array, pieces = bytes.length) {
  const detector = new EncodingDetector();
  for (let at = 0; at < bytes.length; at += Math.max(1, pieces))
    detector.add(bytes.subarray(at, at + pieces));
  return detector.finding();
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('EncodingDetector', () => {
  it.each([
    ['ASCII', Buffer.from('brand,name\n'), 'utf-8'],
    ['UTF-8', Buffer.from('Lancôme,日本,😀\n'), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from('\ufeffbrand\n'), 'utf-8'],
    ['UTF-16 LE with its mark', Buffer.from('\ufeffbrand\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with its mark', utf16be('\ufeffbrand\n'), 'utf-16be'],
    ['UTF-16 LE without one', Buffer.from('brand,Lancôme\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE without one', utf16be('brand,Lancôme\n'), 'utf-16be'],
    ['Windows-1252', Buffer.from('Lanc\xf4me \x80\n', 'latin1'), 'windows-1252'],
    ['nothing', Buffer.from(''), 'utf-8'],
  ])('recognises %s, also byte by byte', (_name, bytes, encoding) => {
    expect(finding(bytes).encoding).toBe(encoding);
    expect(finding(bytes, 1).encoding).toBe(encoding);
  });

  it('says on which line a file stops being UTF-8', () => {
    expect(finding(Buffer.from('a\nb\nLanc\xf4me\n', 'latin1')).remark).toContain('line 3');
  });

  it('keeps a UTF-8 file with one damaged byte UTF-8 and says so', () => {
    const bytes = Buffer.concat([Buffer.from('é'.repeat(50)), Buffer.from([0xff, 0x0a])]);
    expect(finding(bytes)).toMatchObject({
      encoding: 'utf-8',
      remark: expect.stringContaining('damaged') as string,
    });
  });

  it.each([
    ['overlong', [0xc0, 0xaf]],
    ['surrogate', [0xed, 0xa0, 0x80]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['cut off', [0xe2, 0x82]],
  ])('does not take %s bytes for UTF-8', (_name, bytes) => {
    expect(finding(Uint8Array.from(bytes)).encoding).toBe('windows-1252');
  });

  it('is not misled by a few zero bytes', () => {
    expect(finding(Buffer.from('a\0b,c\nd,e,f,g,h,i,j\n')).encoding).toBe('utf-8');
  });
});
