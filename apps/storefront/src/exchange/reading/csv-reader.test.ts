import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { CsvReader, type CsvReaderOptions } from './csv-reader.ts';

function read(text: string, options: Partial<CsvReaderOptions> & { pieces?: number } = {}) {
  const { separator = ',', pieces = text.length, ...others } = options;
  const reader = new CsvReader({ separator, ...others });
  const rows = [];
  for (let at = 0; at < text.length; at += Math.max(1, pieces))
    rows.push(...reader.push(text.slice(at, at + pieces)));
  return [...rows, ...reader.end()];
}

const cells = (text: string, options?: Parameters<typeof read>[1]) =>
  read(text, options).map((row) => ('cells' in row ? row.cells : row.broken));

describe('CsvReader', () => {
  it('reads LF, CRLF and CR, also mixed, with and without one at the end', () => {
    expect(cells('a,b\nc,d\r\ne,f\rg,h')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
    expect(cells('a\r\n')).toEqual([['a']]);
  });

  it('keeps line breaks, separators and doubled quotes of quoted cells', () => {
    expect(cells('"a,""b""\r\nc",d\n')).toEqual([['a,"b"\nc', 'd']]);
  });

  it('lets a quote inside a bare cell stand for itself', () => {
    expect(cells('3.4" bottle,5\' 2"\n')).toEqual([['3.4" bottle', '5\' 2"']]);
  });

  it('reads quoted cells with blanks around them and marks nobody sees before them', () => {
    expect(cells('\ufeff"a" ,\t"b"\n')).toEqual([['a', 'b']]);
  });

  it('counts lines of the file, those inside cells and empty ones too', () => {
    expect(read('a\n\n"b\nb"\n\r\nc\n').map(({ line }) => line)).toEqual([1, 3, 6]);
  });

  it('leaves control characters out', () => {
    expect(cells('a\0b\u0007,"c\0"\n')).toEqual([['ab', 'c']]);
  });

  it('reports the line on which a quote that is never closed began, and reads the lines after it', () => {
    const rows = read('a,b\n1,"open\n2,x\n3,y\n');
    expect(rows[1]).toMatchObject({ line: 2, broken: expect.stringContaining('never closed') as string });
    expect(rows.slice(2)).toMatchObject([
      { line: 3, cells: ['2', 'x'] },
      { line: 4, cells: ['3', 'y'] },
    ]);
  });

  it('notices a forgotten quote at the next quoted cell, not at the end of the file', () => {
    const rows = read('a,b\n1,"open\n2,"x"\n3,y\n');
    expect(rows[1]).toMatchObject({
      line: 2,
      broken: expect.stringContaining('after its closing quote') as string,
    });
    expect(rows.slice(2)).toMatchObject([
      { line: 3, cells: ['2', 'x'] },
      { line: 4, cells: ['3', 'y'] },
    ]);
  });

  it('refuses a record longer than it may be and goes on after its line', () => {
    const long = 'x'.repeat(5_000);
    const rows = read(`a\n${long}\nb\n"${long}\n${long}"\nc\n`, { longestRecord: 1_000, pieces: 700 });
    expect(rows.map((row) => ('cells' in row ? row.cells[0] : `line ${row.line}`))).toEqual([
      'a',
      'line 2',
      'b',
      'line 4',
      'line 5',
      'c',
    ]);
  });

  it('does not gather a file without line breaks in memory', () => {
    const reader = new CsvReader({ separator: ',', longestRecord: 1_000 });
    const rows = [];
    for (let piece = 0; piece < 1_000; piece += 1) rows.push(...reader.push('"'.padEnd(1_000, 'x,')));
    expect(rows.length + reader.end().length).toBe(1);
  });

  it('gives the same rows however the text is cut into pieces', () => {
    const text = 'a,"b\r\n""c""",d\r\n\r\n"x" ,y,"z"\r1,2,3\n"broken\n4,5,6';
    const whole = read(text);
    for (let pieces = 1; pieces < text.length; pieces += 1) expect(read(text, { pieces })).toEqual(whole);
  });

  it('reads what a CSV writer writes, as another reader does', () => {
    const alphabet = ['a', 'Ω', '"', ',', ';', '\n', '\r\n', ' x', "'", '|', '\t', '=', '😀'];
    let seed = 11;
    const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    for (const separator of [',', ';', '\t', '|']) {
      for (let round = 0; round < 150; round += 1) {
        const table = Array.from({ length: 1 + random(5) }, () =>
          Array.from(
            { length: 3 },
            () => `k${Array.from({ length: random(6) }, () => alphabet[random(alphabet.length)]).join('')}`,
          ),
        );
        const text = stringify(table, {
          delimiter: separator,
          record_delimiter: round % 2 === 0 ? '\n' : '\r\n',
          quoted: round % 3 === 0,
          quoted_match: /[\r\n]/,
        });
        const other: string[][] = parse(text, { delimiter: separator, relax_quotes: true });
        const ours = cells(text, { separator, pieces: 1 + random(9) });
        expect(ours).toEqual(other.map((row) => row.map((cell) => cell.replace(/\r\n/g, '\n'))));
      }
    }
  });
});
