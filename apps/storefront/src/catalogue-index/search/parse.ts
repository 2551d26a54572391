import type { CatalogueTables } from '../store/tables.ts';
import { isGlue, wordsOf } from './fold.ts';
import { takeSizes, type TypedSize } from './sizes-in-text.ts';
import { longestMeaning, meaningOf, type Meaning } from './synonyms.ts';

/** Words that are looked for as one: mostly a single word, or several that have a meaning together. */
export interface Unit {
  readonly words: readonly string[];
  /** In quotes: nothing but these words in this order will do. */
  readonly quoted: boolean;
  /** May be missing from a product that has all the others. */
  readonly glue: boolean;
  readonly meaning: Meaning | null;
  /** Values of the catalogue with exactly this name of several words, as references of the vocabulary. */
  readonly values: readonly number[];
}

/** A search text taken apart. */
export interface ParsedText {
  readonly units: readonly Unit[];
  readonly sizes: readonly TypedSize[];
}

/** Units beyond these are not looked at: what they could add is in no proportion to what they cost. */
const mostUnits = 12;

/** Takes a search text apart into sizes, quoted passages and words with their meanings. */
export function parseText(text: string, tables: CatalogueTables): ParsedText {
  const units: Unit[] = [];
  const unquoted = text.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, passage: string) => {
    const words = wordsOf(passage);
    if (words.length > 0)
      units.push({ words, quoted: true, glue: false, meaning: null, values: phraseValues(tables, words) });
    return ' ';
  });
  const { rest, sizes } = takeSizes(unquoted, tables.size);
  const words = wordsOf(rest);
  for (let at = 0; at < words.length;) {
    const unit = longestUnit(words, at, tables);
    units.push(unit);
    at += unit.words.length;
  }
  const limited = units.slice(0, mostUnits);
  // A text of nothing but glue ("La", "Of") looks for just that.
  const allGlue = limited.every(({ glue }) => glue) && sizes.length === 0;
  return { units: allGlue ? limited.map((unit) => ({ ...unit, glue: false })) : limited, sizes };
}

/** The longest run of words from here that means something together, else the one word. */
function longestUnit(words: readonly string[], at: number, tables: CatalogueTables): Unit {
  for (let length = Math.min(longestMeaning, words.length - at); length >= 1; length -= 1) {
    const run = words.slice(at, at + length);
    const meaning = meaningOf(run.join(' ')) ?? null;
    const values = length > 1 ? phraseValues(tables, run) : [];
    if (length === 1 || meaning || values.length > 0)
      return { words: run, quoted: false, glue: length === 1 && isGlueHere(words, at), meaning, values };
  }
  throw new RangeError('There is no word at this place.');
}

function phraseValues({ vocabulary }: CatalogueTables, words: readonly string[]): readonly number[] {
  return vocabulary.phrases.get(words.join(' ')) ?? [];
}

/** "No" holds a number together with its name, and says something of its own anywhere else. */
function isGlueHere(words: readonly string[], at: number): boolean {
  const word = words[at]!;
  if (word === 'no') return /^\d/.test(words[at + 1] ?? '');
  return isGlue(word) || (/^(number|numero)$/.test(word) && /^\d/.test(words[at + 1] ?? ''));
}
