import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectShape, allColumns } from '../shapes/detect.ts';
import { matchColumns } from './columns.ts';
import { openSourceText, SourceError } from './source-text.ts';
import { readTable } from './table.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perfume-table-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(content: string | Uint8Array, name = 'products.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function tableOf(content: string | Uint8Array) {
  const source = await openSourceText(await file(content));
  const { separator, header, rows } = await readTable(source.read(), allColumns);
  const found = [];
  for await (const piece of rows) found.push(...piece);
  return { separator, header: header.cells, rows: found };
}

describe('readTable', () => {
  it.each([',', ';', '\t', '|'])('finds the separator %j by the names of the columns', async (separator) => {
    const text = [
      `Brand${separator}Name${separator}Description`,
      `A${separator}B${separator}"x,y;z|,,,,;;;;"`,
      '',
    ].join('\n');
    const { separator: found, rows } = await tableOf(text);
    expect(found).toBe(separator);
    expect(rows).toMatchObject([{ line: 2, cells: ['A', 'B', 'x,y;z|,,,,;;;;'] }]);
  });

  it('does not count separators inside a quoted name of a column', async () => {
    expect((await tableOf('"Brand, or house, or maker";Name\nA;B\n')).separator).toBe(';');
  });

  it('believes a first line sep=; as spreadsheets write it', async () => {
    const { separator, header, rows } = await tableOf('sep=;\r\nBrand;Name\r\nA;B\r\n');
    expect({ separator, header }).toEqual({ separator: ';', header: ['Brand', 'Name'] });
    expect(rows).toMatchObject([{ line: 3 }]);
  });

  it('reads gzip by its content whatever the name, and both UTF-16s', async () => {
    const text = '\ufeffBrand\tName\r\nLancôme\tÔ\r\n';
    for (const bytes of [gzipSync(text), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()])
      expect(await tableOf(bytes)).toMatchObject({
        header: ['Brand', 'Name'],
        rows: [{ cells: ['Lancôme', 'Ô'] }],
      });
  });

  it('reads Windows-1252 with its signs', async () => {
    const { rows } = await tableOf(Buffer.from('Brand,Name\nLanc\xf4me,Price in \x80\n', 'latin1'));
    expect(rows).toMatchObject([{ cells: ['Lancôme', 'Price in €'] }]);
  });

  it('takes a header without any row under it', async () => {
    expect((await tableOf('Brand,Name')).rows).toEqual([]);
  });
});

describe('openSourceText', () => {
  it.each([
    ['an empty file', Buffer.from(''), /empty/],
    ['a workbook', Buffer.from('PK\u0003\u0004rest'), /workbook/],
    ['gzip that was cut off', gzipSync('Brand,Name\n'.repeat(5_000)).subarray(0, 60), /damaged or cut off/],
  ])('refuses %s in one sentence', async (_name, content, message) => {
    await expect(openSourceText(await file(content))).rejects.toThrow(message);
  });

  it('refuses what is not there', async () => {
    await expect(openSourceText(join(folder, 'none.csv'))).rejects.toThrow(SourceError);
    await expect(openSourceText(folder)).rejects.toThrow(/not a file/);
  });
});

describe('matchColumns', () => {
  it('finds columns whatever their case, blanks and hidden marks', () => {
    const header = matchColumns(
      ['\ufeffbody (html)', ' VARIANT  sku ', 'launch_year', 'Colour', 'Variant SKU'],
      {
        known: ['Body (HTML)', 'Variant SKU', 'Launch year'],
        required: ['Handle'],
      },
    );
    expect([...header.places]).toEqual([
      ['Body (HTML)', 0],
      ['Variant SKU', 1],
      ['Launch year', 2],
    ]);
    expect(header).toMatchObject({ ignored: ['Colour'], repeated: ['Variant SKU'], missing: ['Handle'] });
  });
});

describe('detectShape', () => {
  it.each([
    [['Key', 'Brand', 'Name', 'SKU'], 'the shop’s own product file'],
    [['Handle', 'Title', 'Vendor', 'Variant Price'], 'a Shopify product export'],
    [['brand', 'perfume', 'notes', 'launch_year'], 'a table of fragrances with notes and votes'],
  ])('recognises %j', (cells, name) => {
    expect(detectShape(cells).shape.name).toBe(name);
  });

  it('says what was found and what each kind of file needs', () => {
    expect(() => detectShape(['Marke', 'Preis'])).toThrow(
      /Found: Marke, Preis\.[\s\S]*needs Handle and Title/,
    );
  });
});
