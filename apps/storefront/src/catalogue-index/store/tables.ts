import {
  attributeDefinitions,
  concentrationLabels,
  concentrations,
  conditionLabels,
  genderLabels,
  genders,
  itemConditions,
  kindLabels,
  productKinds,
  sizeLabel,
  sizeSlug,
  type CategoryRow,
  type Named,
  type Size,
} from '../../catalogue/index.ts';
import { wordsOf } from '../search/fold.ts';
import { Vocabulary } from '../search/vocabulary.ts';
import { ValueTable } from './value-table.ts';

/** What a word can be the name of, in the order of the numbers used in references. */
const searchedTables = ['brand', 'note', 'accord', 'category', 'perfumer', 'year'] as const;
export type SearchedTable = (typeof searchedTables)[number];
type NamedTable = 'brand' | 'note' | 'accord';

const valuesPerTable = 2 ** 24;

/** Sizes keep their amount, to be sorted by and to find the nearest one. */
export class SizeTable extends ValueTable {
  readonly sizes: (Size | null)[] = [null];

  ofSize(size: Size | null): number {
    const slug = sizeSlug(size);
    const known = this.ofSlug(slug);
    if (known !== 0) return known;
    this.sizes.push(size);
    return this.set(slug, slug, size === null ? 'One size' : sizeLabel(size));
  }
}

/** Everything that products are of or in, and the words by which it is found. */
export class CatalogueTables {
  readonly brand = new ValueTable();
  readonly note = new ValueTable();
  readonly accord = new ValueTable();
  readonly category = new ValueTable();
  readonly perfumer = new ValueTable();
  readonly year = new ValueTable();
  readonly kind = fixedTable(productKinds, kindLabels);
  readonly gender = fixedTable(genders, genderLabels);
  readonly concentration = fixedTable(concentrations, concentrationLabels);
  readonly condition = fixedTable(itemConditions, conditionLabels);
  readonly size = new SizeTable();
  /** Values of typed attributes under 'code=value'. */
  readonly attribute = new ValueTable();
  readonly attributeCodes: string[] = [''];
  readonly vocabulary: Vocabulary;
  #categories: readonly CategoryRow[] = [];
  readonly #below = new Map<number, readonly number[]>();

  constructor() {
    this.vocabulary = new Vocabulary((reference) => {
      const { table, value } = this.valueOf(reference);
      return table.count(value);
    });
    for (const { code, values } of attributeDefinitions)
      for (const { value, label } of values) {
        const key = `${code}=${value}`;
        this.attributeCodes[this.attribute.set(key, key, label)] = code;
      }
  }

  get categories(): readonly CategoryRow[] {
    return this.#categories;
  }

  /** The value that a reference of the vocabulary names. */
  valueOf(reference: number): {
    readonly name: SearchedTable;
    readonly table: ValueTable;
    readonly value: number;
  } {
    const name = searchedTables[Math.floor(reference / valuesPerTable)]!;
    return { name, table: this[name], value: reference % valuesPerTable };
  }

  /** Takes in brands, notes or accords as they are now; names that changed are found by their new words. */
  setNames(table: NamedTable, rows: readonly Named[]): void {
    for (const { id, slug, name } of rows) this.#setName(table, id, slug, name);
  }

  /** Whether all these values are known. */
  knows(table: NamedTable, ids: readonly number[]): boolean {
    return ids.every((id) => this[table].has(id));
  }

  /** Takes in the category tree as it is now. */
  setCategories(rows: readonly CategoryRow[]): void {
    this.#categories = rows;
    this.#below.clear();
    for (const { id, slug, name } of rows) this.#setName('category', id, slug, name);
  }

  /** The category with this slug and everything below it, as numbers of the table; empty when there is none. */
  categoryAndBelow(slug: string): readonly number[] {
    const root = this.#categories.find((row) => row.slug === slug);
    if (!root) return [];
    let numbers = this.#below.get(root.id);
    if (!numbers) {
      const ids = [root.id];
      for (const id of ids)
        for (const row of this.#categories)
          if (row.parentId === id && !ids.includes(row.id)) ids.push(row.id);
      numbers = ids.map((id) => this.category.ofId(id));
      this.#below.set(root.id, numbers);
    }
    return numbers;
  }

  perfumerOf(name: string | null): number {
    if (name === null || name.trim() === '') return 0;
    return this.perfumer.ofId(name) || this.#setName('perfumer', name, '', name);
  }

  yearOf(year: number | null): number {
    return year === null ? 0 : this.year.ofId(year) || this.#setName('year', year, '', String(year));
  }

  #setName(name: SearchedTable, id: number | string, slug: string, label: string): number {
    const table = this[name];
    const known = table.ofId(id);
    if (known !== 0 && table.slugs[known] === slug && table.labels[known] === label) return known;
    const before = known === 0 ? [] : wordsOf(table.labels[known]!);
    const number = table.set(id, slug, label);
    const reference = searchedTables.indexOf(name) * valuesPerTable + number;
    if (known !== 0) this.vocabulary.removeValue(before, reference);
    this.vocabulary.addValue(wordsOf(label), reference);
    return number;
  }
}

function fixedTable<T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>): ValueTable {
  const table = new ValueTable();
  for (const value of values) table.set(value, value, labels[value]);
  return table;
}
