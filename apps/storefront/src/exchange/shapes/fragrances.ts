import {
  foldKey,
  productSourceKey,
  type LongevityVotes,
  type ProductDraft,
  type SillageVotes,
} from '../../catalogue/index.ts';
import { votesFrom, weighAccords } from '../parsing/lists.ts';
import { parseYear } from '../parsing/numbers.ts';
import { Refusal, shown } from '../parsing/refusal.ts';
import { genderOf, splitConcentration } from '../parsing/title.ts';
import { labelOf, type Assembled, type Shape, type SourceRow } from './shape.ts';

/**
 * Perfumes as the community describes them: brand, name, year, accords, notes and votes, the last four as JSON. It has
 * neither prices nor sizes. The picture's file name is the source's own number of the perfume and so its identity: one
 * brand has several perfumes of one name.
 */
export const fragrances: Shape = {
  name: 'a table of fragrances with notes and votes',
  columns: {
    known: ['brand', 'perfume', 'image', 'launch_year', 'main_accords', 'notes', 'longevity', 'sillage'],
    required: ['brand', 'perfume'],
  },
  guarded: false,
  productOf: () => null,
  assemble(rows) {
    const [row] = rows;
    if (!row) return { refused: [] };
    const label = labelOf({ brandName: row.cell('brand') ?? '', name: row.cell('perfume') ?? '' });
    try {
      return { record: understand(row), refused: [] };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { refused: [{ line: row.line, label, reason: error.message }] };
    }
  },
};

function understand(row: SourceRow): Assembled['record'] {
  const brandName = row.cell('brand') ?? '';
  const givenName = row.cell('perfume') ?? '';
  if (brandName === '') throw new Refusal('The brand is missing.');
  if (givenName === '') throw new Refusal('The name of the perfume is missing.');
  const { name, concentration } = splitConcentration(givenName);
  const yearCell = row.cell('launch_year');
  const launchYear = yearCell === undefined ? undefined : parseYear(yearCell);
  const gender = genderOf(givenName);
  const longevityVotes = whenThere(row, 'longevity', (cell) => readVotes(cell, 5));
  const sillageVotes = whenThere(row, 'sillage', (cell) => readVotes(cell, 4));
  const source = (row.cell('image') ?? '').replace(/\.(?:jpe?g|png|webp|gif)$/i, '');
  return {
    line: row.line,
    sourceKey:
      source === ''
        ? productSourceKey({ brandName, name, concentration, launchYear: launchYear ?? null })
        : `fragrance:${source}`,
    supplier: false,
    remarks: [],
    variants: [],
    product: {
      brandName,
      name,
      kind: 'perfume',
      ...(concentration !== null && { concentration }),
      ...(gender !== null && { gender }),
      ...(launchYear !== undefined && { launchYear }),
      ...whenThere(row, 'main_accords', (cell) => ({ accords: weighAccords(names(cell, 'main_accords')) })),
      ...whenThere(row, 'notes', (cell) => ({ notes: readNotes(cell) })),
      ...(longevityVotes !== undefined && { longevityVotes: longevityVotes as LongevityVotes | null }),
      ...(sillageVotes !== undefined && { sillageVotes: sillageVotes as SillageVotes | null }),
      // How many people spoke of it is all that the source knows of how many want it.
      popularityWhenNew: [...(longevityVotes ?? []), ...(sillageVotes ?? [])].reduce(
        (sum, vote) => sum + vote,
        0,
      ),
    },
  };
}

function whenThere<Part>(row: SourceRow, column: string, read: (cell: string) => Part): Part | undefined {
  const cell = row.cell(column);
  return cell === undefined ? undefined : read(cell);
}

/** The value of a JSON cell; null for the JSON word and for an empty cell. */
function json(cell: string, column: string): unknown {
  if (cell === '') return null;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    throw new Refusal(`${column} is not JSON: ${shown(cell)}.`);
  }
}

/** An array of names without stray blanks, each once whatever its case. */
function namesFrom(value: unknown, column: string): string[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value) || value.some((name) => typeof name !== 'string'))
    throw new Refusal(`${column} is not a list of names: ${shown(JSON.stringify(value))}.`);
  const unique = new Map<string, string>();
  for (const name of value as string[]) {
    const bare = name.replace(/\s+/g, ' ').trim();
    const key = foldKey(bare) || bare;
    if (bare !== '' && !unique.has(key)) unique.set(key, bare);
  }
  return [...unique.values()];
}

const names = (cell: string, column: string): string[] => namesFrom(json(cell, column), column);

function readNotes(cell: string): ProductDraft['notes'] {
  const value = json(cell, 'notes');
  const nothing = { top: [], heart: [], base: [], flat: [] };
  if (value === null) return { form: 'none', ...nothing };
  if (Array.isArray(value)) {
    const flat = namesFrom(value, 'notes');
    return { form: flat.length === 0 ? 'none' : 'flat', ...nothing, flat };
  }
  if (typeof value !== 'object') throw new Refusal(`notes is neither a list nor a pyramid: ${shown(cell)}.`);
  const levels = value as Record<string, unknown>;
  const top = namesFrom(levels['top'], 'notes.top');
  const heart = namesFrom(levels['middle'] ?? levels['heart'], 'notes.middle');
  const base = namesFrom(levels['base'], 'notes.base');
  const form = top.length + heart.length + base.length === 0 ? 'none' : 'pyramid';
  return { form, ...nothing, top, heart, base };
}

/** Votes of which none was cast say nothing: null, so that no average of nothing is shown. */
function readVotes(cell: string, count: number): readonly number[] | null {
  const value = json(cell, 'votes');
  if (value === null) return null;
  if (!Array.isArray(value)) throw new Refusal(`The votes are not a list: ${shown(cell)}.`);
  const votes = votesFrom(value, count);
  return votes.every((vote) => vote === 0) ? null : votes;
}
