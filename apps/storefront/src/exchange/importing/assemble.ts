import type { BrokenRow, CsvRow } from '../reading/csv-reader.ts';
import type { Assembled, ShapeContext, SourceRow } from '../shapes/shape.ts';
import { sourceRow, type RowReader } from './source-rows.ts';

/** Rows of one product at most; more are a mistake in the column that tells products apart. */
const mostRowsPerProduct = 1_000;

/** Puts the rows that belong to one product together, in the order of the file, whatever its size. */
export async function* assembleProducts(
  pieces: AsyncIterable<readonly (CsvRow | BrokenRow)[]>,
  reader: RowReader,
  context: ShapeContext,
): AsyncIterable<Assembled> {
  const { shape } = reader;
  let product: string | null = null;
  let rows: SourceRow[] = [];
  for await (const piece of pieces) {
    for (const found of piece) {
      const row = sourceRow(found, reader);
      if ('reason' in row) {
        yield { refused: [row] };
        continue;
      }
      const next = shape.productOf(row);
      if (rows.length > 0 && (next === null || next !== product || rows.length >= mostRowsPerProduct)) {
        yield shape.assemble(rows, context);
        rows = [];
      }
      product = next;
      rows.push(row);
    }
  }
  if (rows.length > 0) yield shape.assemble(rows, context);
}
