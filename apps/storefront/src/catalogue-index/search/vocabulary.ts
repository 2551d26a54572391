import { Posting } from '../sets/posting.ts';
import { distance, letterMask } from './distance.ts';

/** A word near to one that was typed. */
export interface NearWord {
  readonly word: string;
  /** Letters to change. */
  readonly distance: number;
  /** Products that have it in their name or in what they are of. */
  readonly products: number;
}

/** Answers about near words that are kept. */
const keptAnswers = 500;
/** Words of a prefix that are looked at. */
const mostCompletions = 2_000;

/**
 * Every word of the catalogue and where it stands: in names, in descriptions, or in what products are of (brand, note,
 * accord …; those are references to values, see store/value-table.ts).
 */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #names: (Posting | undefined)[] = [];
  readonly #descriptions: (Posting | undefined)[] = [];
  readonly #values: (number[] | undefined)[] = [];
  readonly #countOfValue: (reference: number) => number;
  /** Numbers of words by their length, with the letters of each. */
  readonly #byLength = new Map<number, { numbers: number[]; masks: number[] }>();
  #sorted: string[] | null = null;
  readonly #near = new Map<string, readonly NearWord[]>();
  /** Values with a name of several words, by those words joined with blanks. */
  readonly phrases = new Map<string, number[]>();

  /** @param countOfValue products that have the value with this reference */
  constructor(countOfValue: (reference: number) => number) {
    this.#countOfValue = countOfValue;
  }

  get size(): number {
    return this.#words.length;
  }

  /** Undefined for a word that the catalogue does not have. */
  numberOf(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  wordOf(number: number): string {
    return this.#words[number] ?? '';
  }

  /** The products with the word in their name. */
  names(number: number): Posting | undefined {
    return this.#names[number];
  }

  descriptions(number: number): Posting | undefined {
    return this.#descriptions[number];
  }

  /** References to the values whose name has the word. */
  values(number: number): readonly number[] {
    return this.#values[number] ?? [];
  }

  /** The number of a word, which is new to the catalogue if need be. */
  ensure(word: string): number {
    let number = this.#numbers.get(word);
    if (number !== undefined) return number;
    number = this.#words.push(word) - 1;
    this.#numbers.set(word, number);
    let sameLength = this.#byLength.get(word.length);
    if (!sameLength) this.#byLength.set(word.length, (sameLength = { numbers: [], masks: [] }));
    sameLength.numbers.push(number);
    sameLength.masks.push(letterMask(word));
    if (this.#sorted) this.#sorted.splice(this.#placeOf(word), 0, word);
    this.#near.clear();
    return number;
  }

  addToNames(number: number, row: number): void {
    (this.#names[number] ??= new Posting()).add(row);
  }

  removeFromNames(number: number, row: number): void {
    this.#names[number]?.remove(row);
  }

  addToDescriptions(number: number, row: number): void {
    (this.#descriptions[number] ??= new Posting()).add(row);
  }

  removeFromDescriptions(number: number, row: number): void {
    this.#descriptions[number]?.remove(row);
  }

  /** Makes a value findable by the words of its name. */
  addValue(words: readonly string[], reference: number): void {
    for (const word of new Set(words)) (this.#values[this.ensure(word)] ??= []).push(reference);
    if (words.length > 1) {
      const phrase = words.join(' ');
      this.phrases.set(phrase, [...(this.phrases.get(phrase) ?? []), reference]);
    }
    this.#near.clear();
  }

  removeValue(words: readonly string[], reference: number): void {
    for (const word of new Set(words)) {
      const number = this.ensure(word);
      this.#values[number] = this.#values[number]?.filter((one) => one !== reference);
    }
    const phrase = words.join(' ');
    const left = this.phrases.get(phrase)?.filter((one) => one !== reference);
    if (left) this.phrases.set(phrase, left);
    this.#near.clear();
  }

  /** Products with this word in their name or in what they are of. */
  weight(number: number): number {
    let count = this.#names[number]?.count ?? 0;
    for (const reference of this.#values[number] ?? []) count += this.#countOfValue(reference);
    return count;
  }

  /** The words that begin so, at most some thousands, the word itself left out. */
  completions(prefix: string): readonly string[] {
    const sorted = (this.#sorted ??= this.#words.toSorted(byCodeUnits));
    const found: string[] = [];
    for (let at = this.#placeOf(prefix); at < sorted.length && found.length < mostCompletions; at += 1) {
      const word = sorted[at]!;
      if (!word.startsWith(prefix)) break;
      if (word !== prefix) found.push(word);
    }
    return found;
  }

  /**
   * Words of names and values within the typing errors that a word of this length can have, nearest and commonest first.
   * Words that stand only in descriptions are nobody's typing errors.
   */
  near(word: string): readonly NearWord[] {
    const kept = this.#near.get(word);
    if (kept) return kept;
    const most = toleratedErrors(word);
    const found: NearWord[] = [];
    const mask = letterMask(word);
    for (let length = word.length - most; most > 0 && length <= word.length + most; length += 1) {
      const { numbers, masks } = this.#byLength.get(length) ?? { numbers: [], masks: [] };
      for (let at = 0; at < numbers.length; at += 1) {
        // One changed letter changes at most two bits.
        if (onesIn(masks[at]! ^ mask) > 2 * most) continue;
        const candidate = this.#words[numbers[at]!]!;
        if (candidate === word || /\d/.test(candidate)) continue;
        const steps = distance(word, candidate, most);
        if (steps > most) continue;
        const products = this.weight(numbers[at]!);
        if (products > 0) found.push({ word: candidate, distance: steps, products });
      }
    }
    found.sort(
      (one, other) =>
        one.distance - other.distance ||
        Number(other.word[0] === word[0]) - Number(one.word[0] === word[0]) ||
        other.products - one.products ||
        byCodeUnits(one.word, other.word),
    );
    if (this.#near.size >= keptAnswers) this.#near.clear();
    this.#near.set(word, found);
    return found;
  }

  /** Counts of words change without the words: answers about them are worked out anew. */
  countsChanged(): void {
    this.#near.clear();
  }

  #placeOf(word: string): number {
    const sorted = this.#sorted!;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Short words are too near to each other, and numbers are names: 212 is not a misspelt 211. */
function toleratedErrors(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 7 ? 1 : 2;
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function onesIn(word: number): number {
  let ones = word - ((word >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  return Math.imul((ones + (ones >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
