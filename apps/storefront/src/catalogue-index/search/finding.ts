import { addAll, eachBit, keepCommon, noBits, setBit, type Bits } from '../sets/bits.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { wordsOf } from './fold.ts';
import type { Unit } from './parse.ts';

/** Where words were found, by how much that says: in name or brand, in what a product is of, only in its description. */
export interface Found {
  readonly named: Bits;
  readonly of: Bits;
  readonly described: Bits;
  /** All but the descriptions. */
  readonly firm: Bits;
  /** Everything together. */
  readonly rows: Bits;
}

/** Makes the sum of what was found. */
export function foundIn(named: Bits, of: Bits, described: Bits): Found {
  const firm = named.slice();
  addAll(firm, of);
  const rows = firm.slice();
  addAll(rows, described);
  return { named, of, described, firm, rows };
}

/** Adds what else was found to what was found. */
export function alsoFound(found: Found, other: Found): void {
  addAll(found.named, other.named);
  addAll(found.of, other.of);
  addAll(found.described, other.described);
  addAll(found.firm, other.firm);
  addAll(found.rows, other.rows);
}

/** Where one word stands. */
export function findWord(store: CatalogueStore, word: string): Found {
  const { vocabulary } = store.tables;
  const [named, of, described] = [emptyRows(store), emptyRows(store), emptyRows(store)];
  const number = vocabulary.numberOf(word);
  if (number !== undefined) {
    vocabulary.names(number)?.addTo(named);
    for (const reference of vocabulary.values(number)) addValue(store, reference, named, of);
    vocabulary.descriptions(number)?.addTo(described);
  }
  return foundIn(named, of, described);
}

/** Where all of these words stand: in the name and brand; found otherwise, they say as little as a description. */
export function findAll(store: CatalogueStore, words: readonly string[]): Found {
  const parts = words.map((word) => findWord(store, word));
  const [first, ...others] = parts;
  if (!first) return foundIn(emptyRows(store), emptyRows(store), emptyRows(store));
  const named = first.named.slice();
  const anywhere = first.named.slice();
  addAll(anywhere, first.of);
  for (const part of others) {
    keepCommon(named, part.named);
    const either = part.named.slice();
    addAll(either, part.of);
    keepCommon(anywhere, either);
  }
  return foundIn(named, emptyRows(store), anywhere);
}

/** Everything that the words of a unit say as they were typed. */
export function findUnit(store: CatalogueStore, unit: Unit): Found {
  if (unit.quoted) return findQuoted(store, unit);
  const [word] = unit.words;
  const found =
    unit.words.length === 1 && word !== undefined ? findWord(store, word) : findAll(store, unit.words);
  const { named, of } = found;
  for (const reference of unit.values) addValue(store, reference, named, of);
  if (unit.meaning) addMeaning(store, unit.meaning, found);
  if (unit.words.length === 1 && word !== undefined) addTornApart(store, word, named);
  for (const sum of [found.firm, found.rows]) {
    addAll(sum, named);
    addAll(sum, of);
  }
  return found;
}

function addMeaning(store: CatalogueStore, meaning: NonNullable<Unit['meaning']>, found: Found): void {
  const { tables } = store;
  for (const value of meaning.concentrations ?? [])
    tables.concentration.postings[tables.concentration.ofId(value)]!.addTo(found.of);
  for (const value of meaning.genders ?? [])
    tables.gender.postings[tables.gender.ofId(value)]!.addTo(found.of);
  for (const value of meaning.kinds ?? []) tables.kind.postings[tables.kind.ofId(value)]!.addTo(found.of);
  if (meaning.shortFor === undefined) return;
  const full = wordsOf(meaning.shortFor);
  alsoFound(found, full.length === 1 ? findWord(store, full[0]!) : namedOnly(store, findAll(store, full)));
}

const namedOnly = (store: CatalogueStore, { named }: Found) =>
  foundIn(named, emptyRows(store), emptyRows(store));

/** Quoted words: next to each other in brand and name, or the name of what a product is of; a single one anywhere. */
function findQuoted(store: CatalogueStore, { words, values }: Unit): Found {
  if (words.length === 1) return findWord(store, words[0]!);
  const named = emptyRows(store);
  const of = emptyRows(store);
  const { products, tables } = store;
  eachBit(findAll(store, words).named, (row) => {
    const name = [
      ...wordsOf(tables.brand.labels[products.brand[row]!]!),
      ...Array.from(products.nameWords.get(row), (number) => tables.vocabulary.wordOf(number)),
    ];
    if (` ${name.join(' ')} `.includes(` ${words.join(' ')} `)) setBit(named, row);
  });
  for (const reference of values) addValue(store, reference, named, of);
  return foundIn(named, of, emptyRows(store));
}

/** Postings longer than this are no torn words. */
const longestTorn = 4_000;

/**
 * Suppliers' files lost accented letters to blanks: "Boheme" stands there as "Boh me". Finds names in which the word
 * stands in two parts, one letter lost between them.
 */
function addTornApart(store: CatalogueStore, word: string, named: Bits): void {
  if (word.length < 5 || /\d/.test(word)) return;
  const { vocabulary } = store.tables;
  for (let lost = 1; lost < word.length - 1; lost += 1) {
    const left = vocabulary.numberOf(word.slice(0, lost));
    const right = vocabulary.numberOf(word.slice(lost + 1));
    if (left === undefined || right === undefined) continue;
    const before = vocabulary.names(left);
    const after = vocabulary.names(right);
    if (!before || !after || before.count > longestTorn) continue;
    before.each((row) => {
      if (!after.has(row)) return;
      const name = store.products.nameWords.get(row);
      for (let at = 0; at + 1 < name.length; at += 1)
        if (name[at] === left && name[at + 1] === right) setBit(named, row);
    });
  }
}

function addValue(store: CatalogueStore, reference: number, named: Bits, of: Bits): void {
  const { name, table, value } = store.tables.valueOf(reference);
  table.postings[value]!.addTo(name === 'brand' ? named : of);
}

export function emptyRows(store: CatalogueStore): Bits {
  return noBits(store.products.count);
}

/** The rows that are in all of these sets; undefined without a set. */
export function common(sets: readonly Bits[]): Bits | undefined {
  const [first, ...others] = sets;
  if (!first) return undefined;
  const rows = first.slice();
  for (const other of others) keepCommon(rows, other);
  return rows;
}
