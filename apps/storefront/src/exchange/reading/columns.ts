/** What a column is recognised by: its letters and digits, whatever their case, blanks, dots or hidden marks. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The names of a shape's columns, as its documentation writes them. */
export interface ColumnNames {
  readonly known: readonly string[];
  readonly required: readonly string[];
}

export interface Header {
  /** Place in the row by the column's documented name. */
  readonly places: ReadonlyMap<string, number>;
  /** Columns of the file that are not read, as the file writes them. */
  readonly ignored: readonly string[];
  /** Columns that stand twice; the first of each is read. */
  readonly repeated: readonly string[];
  /** Required columns that are not there. */
  readonly missing: readonly string[];
}

/** Finds the columns of a shape in a header row. */
export function matchColumns(cells: readonly string[], { known, required }: ColumnNames): Header {
  const documented = new Map(known.map((name) => [columnKey(name), name]));
  const places = new Map<string, number>();
  const ignored: string[] = [];
  const repeated: string[] = [];
  for (const [place, cell] of cells.entries()) {
    const name = documented.get(columnKey(cell));
    if (name === undefined) {
      if (cell.trim() !== '') ignored.push(cell.trim());
    } else if (places.has(name)) repeated.push(cell.trim());
    else places.set(name, place);
  }
  return { places, ignored, repeated, missing: required.filter((name) => !places.has(name)) };
}
