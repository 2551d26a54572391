import { unguardFormula } from '../writing/formula.ts';
import type { Header } from '../reading/columns.ts';
import type { BrokenRow, CsvRow } from '../reading/csv-reader.ts';
import type { RefusedLine, Shape, SourceRow } from '../shapes/shape.ts';

/** Blanks and marks that nobody sees, at the ends of a cell. */
const edges = /^[\s\u00a0\u200b-\u200d\u2060\ufeff]+|[\s\u00a0\u200b-\u200d\u2060\ufeff]+$/g;

export interface RowReader {
  readonly shape: Shape;
  readonly header: Header;
  /** Cells of the header row. */
  readonly width: number;
  /** Whether U+FFFD in a cell stands for bytes that were lost. */
  readonly damaged: boolean;
}

/** A record of the file as a row under the header, or why it cannot be one. */
export function sourceRow(row: CsvRow | BrokenRow, reader: RowReader): SourceRow | RefusedLine {
  if ('broken' in row) return { line: row.line, label: '', reason: row.broken };
  const { line, lastLine, cells } = row;
  const { shape, header, width, damaged } = reader;
  const refuse = (reason: string) => ({ line, label: cells.slice(0, 2).join(' ').slice(0, 80), reason });
  const beyond = cells.slice(width).some((cell) => cell.trim() !== '');
  if (cells.length < width || beyond) {
    const place = lastLine > line ? `The record on lines ${line} to ${lastLine}` : 'The line';
    return refuse(
      `${place} has ${cells.length} cells where the header has ${width}: a separator or a quote is missing or too many.`,
    );
  }
  if (damaged && cells.some((cell) => cell.includes('\ufffd')))
    return refuse('Characters of this line are damaged; it is not imported with holes in its words.');
  return {
    line,
    cell(column) {
      const place = header.places.get(column);
      if (place === undefined) return undefined;
      const text = cells[place] ?? '';
      return (shape.guarded ? unguardFormula(text) : text).replace(edges, '');
    },
  };
}
