import { stringify } from 'csv-stringify/sync';

/** The mark that tells spreadsheets that a file is UTF-8. */
export const utf8Mark = '\ufeff';

/** Rows as CSV that spreadsheets open as it is: commas, CRLF, and quotes around every cell that needs them. */
export function csvText(rows: readonly (readonly string[])[]): string {
  // A single LF or CR inside a cell ends the record for many readers, though it is not this file's line break.
  return stringify([...rows], { record_delimiter: '\r\n', quoted_match: /[\r\n]|^\s|\s$/ });
}
