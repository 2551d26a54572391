import { matchColumns, type Header } from '../reading/columns.ts';
import { SourceError } from '../reading/source-text.ts';
import { fragrances } from './fragrances.ts';
import { own } from './own.ts';
import type { Shape } from './shape.ts';
import { shopify } from './shopify.ts';

export const shapes: readonly Shape[] = [own, shopify, fragrances];

/** Columns by which a file is known. */
export const allColumns: readonly string[] = shapes.flatMap(({ columns }) => columns.known);

/**
 * The kind of file that a header row announces: of those whose required columns are there, the one most of whose columns
 * are there.
 * @throws SourceError naming what was found and what each kind needs
 */
export function detectShape(cells: readonly string[]): { shape: Shape; header: Header } {
  const matches = shapes.map((shape) => ({ shape, header: matchColumns(cells, shape.columns) }));
  const [best] = matches
    .filter(({ header }) => header.missing.length === 0)
    .sort((one, other) => other.header.places.size - one.header.places.size);
  if (best) return best;
  const found = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const listed = found.slice(0, 20).join(', ') + (found.length > 20 ? ` and ${found.length - 20} more` : '');
  const needs = matches.map(
    ({ shape, header }) =>
      `  ${shape.name} needs ${shape.columns.required.join(' and ')} (missing here: ${header.missing.join(', ')})`,
  );
  throw new SourceError(
    `The columns of this file are not those of a product file.\nFound: ${listed || 'nothing'}.\n${needs.join('\n')}`,
  );
}
