/**
 * Spreadsheets run cells that begin with these as formulas. An apostrophe in front makes them text; one is also put in
 * front of what already looks so guarded, so that taking one off always gives back what was there.
 */
const risky = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/** A cell that no spreadsheet runs. */
export function guardFormula(cell: string): string {
  return risky.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `guardFormula`. */
export function unguardFormula(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
