/**
 * A JSON column as a value. MariaDB hands such a column over as text, MySQL (and so Aurora) may have parsed it already.
 * @throws SyntaxError when the text is not JSON, which the column's own check rules out
 */
export function parseJsonColumn(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
