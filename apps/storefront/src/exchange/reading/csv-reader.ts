/** One record of the file: the lines it stands on (1 is the first) and its cells as they stand. */
export interface CsvRow {
  readonly line: number;
  /** Differs from `line` when a cell holds line breaks. */
  readonly lastLine: number;
  readonly cells: readonly string[];
}

/** A record that cannot be read; reading goes on with the line after `line`. */
export interface BrokenRow {
  readonly line: number;
  readonly broken: string;
}

export interface CsvReaderOptions {
  readonly separator: string;
  /** Characters in one record at most; whatever is longer was not meant as one record. Default 1 Mi. */
  readonly longestRecord?: number;
}

type Scan =
  | { readonly kind: 'row'; readonly cells: string[]; readonly next: number; readonly breaks: number }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'more' };

const quote = '"';
const defaultLongestRecord = 1024 * 1024;
/** Blanks that may stand around a quoted cell, and marks that nobody sees. */
const blanks = new Set([' ', '\t', '\u00a0', '\ufeff', '\u200b']);
// eslint-disable-next-line no-control-regex -- these are the characters it looks for
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/**
 * Cuts text into records: LF, CRLF or CR, also mixed; quoted cells with doubled quotes and line breaks; a quote inside a
 * bare cell stands for itself. A quoted cell that goes wrong costs its own line only: reading begins again on the line
 * after it, so one forgotten quote cannot swallow the file. Empty lines are skipped, control characters left out.
 */
export class CsvReader {
  readonly #separator: string;
  readonly #longest: number;
  #rest = '';
  #line = 1;
  /** Inside a broken line whose end has not come yet. */
  #skipping = false;

  constructor({ separator, longestRecord = defaultLongestRecord }: CsvReaderOptions) {
    this.#separator = separator;
    this.#longest = longestRecord;
  }

  /** The records that are complete with this piece of text. */
  push(text: string): (CsvRow | BrokenRow)[] {
    return this.#take(text, false);
  }

  /** The records that remain once the text has ended. */
  end(): (CsvRow | BrokenRow)[] {
    return this.#take('', true);
  }

  #take(text: string, final: boolean): (CsvRow | BrokenRow)[] {
    const buffer = this.#rest + text;
    const rows: (CsvRow | BrokenRow)[] = [];
    let position = 0;
    while (position < buffer.length) {
      if (this.#skipping) {
        const lineEnd = endOfLine(buffer, position, final);
        position = lineEnd ?? (buffer.endsWith('\r') ? buffer.length - 1 : buffer.length);
        if (lineEnd === undefined) break;
        this.#line += 1;
        this.#skipping = false;
        continue;
      }
      const scan = scanRecord(buffer, position, this.#separator, final, this.#longest);
      if (scan.kind === 'more') break;
      const line = this.#line;
      if (scan.kind === 'broken') {
        rows.push({ line, broken: scan.reason });
        this.#skipping = true;
        continue;
      }
      position = scan.next;
      this.#line += scan.breaks + 1;
      if (scan.cells.some((cell) => cell.trim() !== ''))
        rows.push({ line, lastLine: line + scan.breaks, cells: scan.cells });
    }
    this.#rest = buffer.slice(position);
    return rows;
  }
}

function scanRecord(text: string, start: number, separator: string, final: boolean, longest: number): Scan {
  const cells: string[] = [];
  let position = start;
  let breaks = 0;
  const unfinished = (reason: string): Scan =>
    final || text.length - start > longest ? { kind: 'broken', reason } : { kind: 'more' };
  for (;;) {
    let at = skipBlanks(text, position, separator);
    if (text[at] === quote) {
      const cell = scanQuoted(text, at + 1, final);
      if (cell === undefined) {
        const where = `cell ${cells.length + 1}`;
        return unfinished(
          `The quote that opens ${where} is never closed; the lines after it were read on their own.`,
        );
      }
      at = skipBlanks(text, cell.next, separator);
      const after = text[at];
      if (after !== undefined && after !== separator && after !== '\n' && after !== '\r') {
        return {
          kind: 'broken',
          reason: `Cell ${cells.length + 1} goes on after its closing quote; quotes inside a quoted cell must be doubled.`,
        };
      }
      cells.push(clean(cell.value));
      breaks += cell.breaks;
    } else {
      at = position;
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
      if (at === text.length && !final) return unfinished('The record is too long to be one product.');
      cells.push(clean(text.slice(position, at)));
    }
    if (at - start > longest) return { kind: 'broken', reason: 'The record is too long to be one product.' };
    if (text[at] === separator) {
      position = at + 1;
      continue;
    }
    if (at >= text.length)
      return final ? { kind: 'row', cells, next: text.length, breaks } : { kind: 'more' };
    // A CR at the end of the piece may be the first half of CRLF.
    if (text[at] === '\r' && at + 1 === text.length && !final) return { kind: 'more' };
    const next = text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
    return { kind: 'row', cells, next, breaks };
  }
}

/** The inside of a quoted cell and the place after its closing quote; undefined while that is not there yet. */
function scanQuoted(
  text: string,
  start: number,
  final: boolean,
): { value: string; next: number; breaks: number } | undefined {
  let value = '';
  let from = start;
  for (;;) {
    const at = text.indexOf(quote, from);
    if (at < 0) return undefined;
    value += text.slice(from, at);
    if (text[at + 1] === quote) {
      value += quote;
      from = at + 2;
      continue;
    }
    // The quote may be the first of two.
    if (at + 1 === text.length && !final) return undefined;
    const normal = value.replace(/\r\n?/g, '\n');
    return { value: normal, next: at + 1, breaks: normal.split('\n').length - 1 };
  }
}

function skipBlanks(text: string, start: number, separator: string): number {
  let at = start;
  for (;;) {
    const character = text[at];
    if (character === undefined || character === separator || !blanks.has(character)) return at;
    at += 1;
  }
}

/** The place after the line break that ends the line at `start`; undefined when it is not in the text yet. */
function endOfLine(text: string, start: number, final: boolean): number | undefined {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\n') return at + 1;
    if (text[at] !== '\r') continue;
    if (at + 1 === text.length && !final) return undefined;
    return text[at + 1] === '\n' ? at + 2 : at + 1;
  }
  return final ? text.length : undefined;
}

const clean = (cell: string): string => cell.replace(controls, '');
