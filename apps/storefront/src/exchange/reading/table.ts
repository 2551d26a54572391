import { columnKey } from './columns.ts';
import { CsvReader, type BrokenRow, type CsvRow } from './csv-reader.ts';
import { SourceError } from './source-text.ts';

export const separators = [',', ';', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

export interface Table {
  readonly separator: Separator;
  readonly header: CsvRow;
  /** The rows under the header, in pieces; a piece may be empty. */
  readonly rows: AsyncIterable<readonly (CsvRow | BrokenRow)[]>;
}

/** How much of the text may come before the header row is complete, in characters. */
const longestHeader = 256 * 1024;

/**
 * Reads text as a table: finds the separator that yields the most column names that are known (then the most columns), and
 * the header row. A first line `sep=;`, as Excel writes it, decides by itself.
 * @param knownNames columns of every shape that can be imported
 * @throws SourceError when no header row can be made out
 */
export async function readTable(text: AsyncIterable<string>, knownNames: readonly string[]): Promise<Table> {
  const pieces = text[Symbol.asyncIterator]() as Pieces;
  let head = '';
  for (;;) {
    const { value, done } = await pieces.next();
    if (done !== true) head += value;
    const found = findHeader(head, done === true, new Set(knownNames.map(columnKey)));
    if (found !== undefined)
      return { separator: found.separator, header: found.header, rows: rowsFrom(found, head, pieces) };
    if (done || head.length > longestHeader)
      throw new SourceError(
        'The file has no header row: its first line must name the columns, like brand,name,size,price.',
      );
  }
}

type Pieces = AsyncIterator<string, undefined, undefined>;

interface FoundHeader {
  readonly separator: Separator;
  readonly header: CsvRow;
}

function findHeader(
  head: string,
  final: boolean,
  known: ReadonlySet<string>,
): (FoundHeader & { named: boolean }) | undefined {
  const stated = statedSeparator(head);
  // Without a line break the header may still go on.
  if (!final && !/[\r\n][\s\S]/.test(stated === undefined ? head : head.slice(head.search(/[\r\n]/) + 2)))
    return undefined;
  let best: (FoundHeader & { named: boolean; score: number }) | undefined;
  for (const separator of stated === undefined ? separators : [stated]) {
    const reader = new CsvReader({ separator });
    const rows = reader.push(head);
    if (final) rows.push(...reader.end());
    const header = rows.find(
      (row): row is CsvRow => 'cells' in row && !(row.line === 1 && stated !== undefined),
    );
    if (!header) continue;
    const named = header.cells.filter((cell) => known.has(columnKey(cell))).length;
    const score = named * 10_000 + header.cells.length;
    if (best === undefined || score > best.score) best = { separator, header, named: named > 0, score };
  }
  return best;
}

function statedSeparator(head: string): Separator | undefined {
  const stated = /^\ufeff?"?sep=(.)"?[\r\n]/i.exec(head)?.[1];
  return separators.find((separator) => separator === stated);
}

async function* rowsFrom(
  { separator, header }: FoundHeader,
  head: string,
  pieces: Pieces,
): AsyncIterable<readonly (CsvRow | BrokenRow)[]> {
  const reader = new CsvReader({ separator });
  const below = (rows: readonly (CsvRow | BrokenRow)[]) => rows.filter(({ line }) => line > header.lastLine);
  yield below(reader.push(head));
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) break;
    yield below(reader.push(value));
  }
  yield below(reader.end());
}
