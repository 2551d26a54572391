import type { ProductDraft } from '../../catalogue/index.ts';
import {
  readAccords,
  readAttributes,
  readImages,
  readList,
  readLongevityVotes,
  readSillageVotes,
} from '../parsing/lists.ts';
import { parseCount, parseMoment, parseYear } from '../parsing/numbers.ts';
import { Refusal, shown } from '../parsing/refusal.ts';
import { parseConcentration, parseGender, parseKind } from '../parsing/words.ts';
import type { OwnColumn } from './own-columns.ts';
import type { GivenProduct, SourceRow } from './shape.ts';

/**
 * What a row of the shop's own file says of its product.
 * @throws Refusal naming the column that cannot be taken
 */
export function readOwnProduct(row: SourceRow): GivenProduct {
  const brandName = row.cell('Brand') ?? '';
  const name = row.cell('Name') ?? '';
  if (brandName === '') throw new Refusal('The brand is missing.');
  if (name === '') throw new Refusal('The name is missing.');
  return {
    brandName,
    name,
    ...read(row, 'Status', 'status', wordOrNothing),
    ...read(row, 'Kind', 'kind', (cell) => parseKind(cell) ?? undefined),
    ...read(row, 'Category', 'categoryPath', (cell) =>
      cell === '' ? undefined : cell.split('>').map((slug) => slug.trim()),
    ),
    ...read(row, 'Description', 'description', textOrNull),
    ...read(row, 'Gender', 'gender', parseGender),
    ...read(row, 'Concentration', 'concentration', parseConcentration),
    ...read(row, 'Launch year', 'launchYear', parseYear),
    ...read(row, 'Perfumer', 'perfumer', textOrNull),
    ...readNotes(row),
    ...read(row, 'Accords', 'accords', readAccords),
    ...read(row, 'Longevity votes', 'longevityVotes', readLongevityVotes),
    ...read(row, 'Sillage votes', 'sillageVotes', readSillageVotes),
    ...read(row, 'Attributes', 'attributes', readAttributes),
    ...read(row, 'Popularity', 'popularity', (cell) => parseCount(cell, 4_294_967_295) ?? undefined),
    ...read(row, 'Created at', 'createdAt', (cell) => parseMoment(cell) ?? undefined),
    ...read(row, 'Images', 'images', readImages),
    ...read(row, 'Slug', 'slug', slugOrNothing),
  };
}

/** One field from its column; nothing when the file has no such column or the cell leaves the field as it is. */
function read<Field extends keyof GivenProduct>(
  row: SourceRow,
  column: OwnColumn,
  field: Field,
  parse: (cell: string) => GivenProduct[Field],
): Partial<GivenProduct> {
  const cell = row.cell(column);
  if (cell === undefined) return {};
  try {
    const value = parse(cell);
    return value === undefined ? {} : { [field]: value };
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`${column}: ${error.message}`);
    throw error;
  }
}

const textOrNull = (cell: string): string | null => cell || null;

function wordOrNothing(cell: string): ProductDraft['status'] | undefined {
  const word = cell.toLowerCase();
  if (word === '') return undefined;
  if (word === 'draft' || word === 'active' || word === 'deleted') return word;
  throw new Refusal(`${shown(cell)} is none of draft, active, deleted.`);
}

function slugOrNothing(cell: string): string | undefined {
  if (cell === '') return undefined;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(cell))
    throw new Refusal(`${shown(cell)} is no address; use small letters, digits and hyphens.`);
  return cell;
}

function readNotes(row: SourceRow): Pick<GivenProduct, 'notes'> {
  const columns = (['Top notes', 'Heart notes', 'Base notes', 'Notes'] as const).map((column) =>
    row.cell(column),
  );
  if (columns.every((cell) => cell === undefined)) return {};
  const [top = [], heart = [], base = [], flat = []] = columns.map((cell) => readList(cell ?? ''));
  const layered = top.length + heart.length + base.length > 0;
  if (layered && flat.length > 0)
    throw new Refusal('Notes: a product has either notes by level or one list of notes, not both.');
  return {
    notes: { form: formOf(row.cell('Notes form') ?? '', layered, flat.length > 0), top, heart, base, flat },
  };
}

function formOf(cell: string, layered: boolean, listed: boolean): ProductDraft['notes']['form'] {
  const form = layered ? 'pyramid' : listed ? 'flat' : 'none';
  const stated = cell.toLowerCase();
  if (stated === '' || stated === form) return form;
  const empty = !layered && !listed;
  if (empty && (stated === 'pyramid' || stated === 'flat')) return stated;
  throw new Refusal(`Notes form: ${shown(cell)} does not fit the notes of the row, which are ${form}.`);
}
