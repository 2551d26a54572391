import type { CatalogueStore } from '../store/catalogue-store.ts';
import { alsoFound, emptyRows, findAll, findWord, foundIn, type Found } from './finding.ts';
import type { Unit } from './parse.ts';
import { sizeOfNumber } from './sizes-in-text.ts';
import { kindOfWord } from './synonyms.ts';

/** Another way to understand a unit, for when what was typed finds nothing. */
export interface Mending {
  readonly found: Found;
  /** What is said to have been understood; null when it is what was typed, as far as it goes. */
  readonly shownAs: string | null;
  /** How far it is from what was typed. */
  readonly cost: number;
  /** Words of the catalogue that were found. */
  readonly words: readonly string[];
  /** Numbers of the size table, where the unit turns out to be a size. */
  readonly sizes: ReadonlySet<number> | null;
  /** The place of the neighbour that has become a part of this unit; null when none has. */
  readonly absorbs: number | null;
}

/** Corrections of one word that are tried. */
const mostCorrections = 6;
const costs = { completion: 0.5, joined: 0.7, size: 0.8, kind: 0.9, otherInitial: 0.3 };

/** Other ways to understand a unit, nearest first. */
export function mendingsOf(store: CatalogueStore, units: readonly Unit[], at: number): readonly Mending[] {
  const unit = units[at]!;
  const [word] = unit.words;
  if (unit.quoted || unit.words.length !== 1 || word === undefined) return [];
  const { vocabulary } = store.tables;
  const mendings: Mending[] = [];
  if (at === units.length - 1) mendings.push(...completed(store, word));
  for (const parts of partings(store, word))
    mendings.push({
      ...plain(findAll(store, parts)),
      shownAs: parts.join(' '),
      words: parts,
      cost: costs.joined,
    });
  for (const { joined, absorbs } of joinedWith(units, at)) {
    const number = vocabulary.numberOf(joined);
    if (number !== undefined && vocabulary.weight(number) > 0)
      mendings.push({
        ...plain(findWord(store, joined)),
        shownAs: joined,
        words: [joined],
        cost: costs.joined,
        absorbs,
      });
  }
  const size = sizeOfNumber(word, store.tables.size);
  if (size) {
    const all = emptyRows(store);
    store.active.addTo(all);
    const found = foundIn(emptyRows(store), all, emptyRows(store));
    const label = store.tables.size.labels[[...size.numbers][0]!]!;
    mendings.push({ ...plain(found), sizes: size.numbers, shownAs: label, cost: costs.size });
  }
  const kind = kindOfWord(word);
  if (kind) {
    const { kind: table } = store.tables;
    const of = emptyRows(store);
    table.postings[table.ofId(kind)]!.addTo(of);
    const found = foundIn(emptyRows(store), of, emptyRows(store));
    mendings.push({
      ...plain(found),
      shownAs: table.labels[table.ofId(kind)]!.toLowerCase(),
      cost: costs.kind,
    });
  }
  for (const near of vocabulary.near(word).slice(0, mostCorrections)) {
    const cost = near.distance + (near.word[0] === word[0] ? 0 : costs.otherInitial);
    mendings.push({ ...plain(findWord(store, near.word)), shownAs: near.word, words: [near.word], cost });
  }
  return mendings.sort((one, other) => one.cost - other.cost);
}

const plain = (found: Found): Mending => ({
  found,
  shownAs: null,
  cost: 0,
  words: [],
  sizes: null,
  absorbs: null,
});

/** The last word as the beginning of others. */
function completed(store: CatalogueStore, word: string): readonly Mending[] {
  const found = findCompletions(store, word);
  return found ? [{ ...plain(found), cost: costs.completion }] : [];
}

/** Where the words stand that begin so; null when there are none. */
export function findCompletions(store: CatalogueStore, prefix: string): Found | null {
  if (prefix.length < 2) return null;
  const { vocabulary } = store.tables;
  let found: Found | null = null;
  for (const word of vocabulary.completions(prefix)) {
    if (vocabulary.weight(vocabulary.numberOf(word)!) === 0) continue;
    const also = findWord(store, word);
    if (found) alsoFound(found, also);
    else found = also;
  }
  return found;
}

/** The word in two parts that the catalogue has: "leau" is "l", "eau". */
function partings({ tables: { vocabulary } }: CatalogueStore, word: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  for (let at = 1; at < word.length; at += 1) {
    const parts = [word.slice(0, at), word.slice(at)];
    const known = parts.every((part) => {
      const number = vocabulary.numberOf(part);
      return number !== undefined && vocabulary.weight(number) > 0;
    });
    if (known) found.push(parts);
  }
  return found;
}

/** The word joined with its neighbour: "black" before "berry" is "blackberry". */
function joinedWith(
  units: readonly Unit[],
  at: number,
): readonly { readonly joined: string; readonly absorbs: number }[] {
  const own = units[at]!.words[0]!;
  return [at - 1, at + 1].flatMap((absorbs) => {
    const neighbour = units[absorbs];
    if (!neighbour || neighbour.quoted || neighbour.words.length !== 1) return [];
    const other = neighbour.words[0]!;
    return [{ joined: absorbs < at ? other + own : own + other, absorbs }];
  });
}
