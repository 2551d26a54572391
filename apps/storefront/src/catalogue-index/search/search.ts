import { eachBit, isEmpty, setBit, type Bits } from '../sets/bits.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { none } from '../store/columns.ts';
import { filterByWords, leadsOf, type VariantWords } from '../listing/variant-filter.ts';
import { alsoFound, emptyRows, findAll, findUnit, type Found } from './finding.ts';
import { wordsOf } from './fold.ts';
import { findCompletions, mendingsOf, type Mending } from './mendings.ts';
import { parseText, type ParsedText, type Unit } from './parse.ts';
import { scoresOf, type ScoredUnit } from './scores.ts';
import { absorbedBy, understand } from './understand.ts';

/** What a search text finds. */
export interface SearchOutcome {
  readonly rows: Bits;
  /** How well each row matches, 0 to 255; null when all match alike, or too many do to tell them apart. */
  readonly scores: Uint8Array | null;
  /** Sizes that the text names, as numbers of the size table; null when it names none. */
  readonly sizes: ReadonlySet<number> | null;
  /** Conditions that the text names. */
  readonly conditions: ReadonlySet<number> | null;
  readonly understoodAs: string | null;
  readonly relaxed: boolean;
}

/** Shorter texts are no article numbers. */
const shortestCode = 6;

/**
 * Finds the products that a text speaks of.
 * @param typing the text is still being typed: its last word is taken as the beginning of others from the start
 */
export function search(store: CatalogueStore, text: string, typing = false): SearchOutcome {
  const byCode = findCode(store, text);
  if (byCode) return byCode;
  const parsed = parseText(text, store.tables);
  const { units, conditions } = takeConditions(store, parsed.units);
  const required = units.filter(({ glue }) => !glue);
  const questions = required.map((unit, at) => {
    const found = typing && at === required.length - 1 ? findWhileTyping(store, unit) : findUnit(store, unit);
    let mendings: readonly Mending[] | undefined;
    return {
      unit,
      asTyped: isEmpty(found.rows) ? null : found,
      mendings: () => (mendings ??= mendingsOf(store, required, at)),
    };
  });
  const understanding = questions.length > 0 ? understand(store, questions) : null;
  const choices: readonly (Mending | null | undefined)[] =
    understanding?.choices ??
    questions.map(({ asTyped, mendings }) =>
      asTyped ? null : mendings().find(({ sizes, absorbs }) => !sizes && absorbs === null),
    );
  const absorbed = absorbedBy(choices);
  const scored: ScoredUnit[] = questions.flatMap(({ unit, asTyped }, at) => {
    const choice = choices[at];
    if (choice === undefined || absorbed.has(at)) return [];
    return [
      {
        found: choice?.found ?? asTyped!,
        words: choice?.words ?? wordsOfUnit(unit),
        meaningOnly: isMeaningOnly(unit),
      },
    ];
  });
  let rows = understanding?.rows ?? mostOf(store, scored);
  let relaxed = questions.length > 0 && (!understanding || scored.length + absorbed.size < questions.length);
  if (questions.length === 0) {
    rows = emptyRows(store);
    if (parsed.sizes.length > 0 || conditions) store.active.addTo(rows);
  }
  const sizes = sizesOf(parsed, choices);
  const wanted = withinReach(store, rows, sizes, conditions);
  if ((sizes && !wanted?.sizes) || (conditions && !wanted?.conditions)) relaxed = true;
  const glue = units.filter((unit) => unit.glue).map((unit) => findUnit(store, unit));
  return {
    rows,
    scores: scoresOf(store, rows, scored, glue),
    sizes: wanted?.sizes ?? null,
    conditions: wanted?.conditions ?? null,
    understoodAs: isEmpty(rows) ? null : shownAs(store, units, required, choices, parsed),
    relaxed: relaxed && !isEmpty(rows),
  };
}

function findCode(store: CatalogueStore, text: string): SearchOutcome | null {
  const code = text.replace(/[^\p{L}\p{N}]/gu, '');
  if (code.length < shortestCode || !/\d/.test(code)) return null;
  const row = store.codes.get(code);
  if (row === undefined || !store.active.has(row)) return null;
  const rows = emptyRows(store);
  setBit(rows, row);
  return { rows, scores: null, sizes: null, conditions: null, understoodAs: null, relaxed: false };
}

function findWhileTyping(store: CatalogueStore, unit: Unit): Found {
  const found = findUnit(store, unit);
  const [word] = unit.words;
  const completed =
    unit.words.length === 1 && word !== undefined && !unit.quoted ? findCompletions(store, word) : null;
  if (completed) alsoFound(found, completed);
  return found;
}

/** Conditions in the text are asked of the variant; the other units are looked for in the products. */
function takeConditions(
  { tables }: CatalogueStore,
  units: readonly Unit[],
): { readonly units: readonly Unit[]; readonly conditions: ReadonlySet<number> | null } {
  const conditions = new Set<number>();
  const rest = units.filter(({ meaning }) => {
    if (!meaning?.condition) return true;
    conditions.add(tables.condition.ofId(meaning.condition));
    return false;
  });
  return { units: rest, conditions: conditions.size > 0 ? conditions : null };
}

/** "edp" and "for men" say what is wanted; a single "homme" may as well be part of the name. */
const isMeaningOnly = ({ meaning, words }: Unit) =>
  meaning !== null && meaning.shortFor === undefined && (meaning.genders === undefined || words.length > 1);

const wordsOfUnit = ({ words, meaning }: Unit) =>
  meaning?.shortFor === undefined ? words : [...words, ...meaning.shortFor.split(' ')];

function sizesOf(
  { sizes }: ParsedText,
  choices: readonly (Mending | null | undefined)[],
): ReadonlySet<number> | null {
  const sets = [...sizes.map(({ numbers }) => numbers), ...choices.flatMap((choice) => choice?.sizes ?? [])];
  return sets.length === 0 ? null : new Set(sets.flatMap((numbers) => [...numbers]));
}

/** Size and condition, if any of the products can be had so; else as much of it as can. */
function withinReach(
  store: CatalogueStore,
  rows: Bits,
  sizes: ReadonlySet<number> | null,
  conditions: ReadonlySet<number> | null,
): VariantWords | null {
  if (!sizes && !conditions) return null;
  for (const wanted of [
    { sizes, conditions },
    { sizes, conditions: null },
    { sizes: null, conditions },
  ]) {
    if (!(wanted.sizes ?? wanted.conditions) || wanted.sizes?.size === 0) continue;
    const filter = filterByWords(store, wanted);
    if (filter && leadsOf(store, filter, rows).some((lead) => lead !== none)) return wanted;
  }
  return null;
}

/** The rows that have the most units, when none has all. */
function mostOf(store: CatalogueStore, units: readonly ScoredUnit[]): Bits {
  const counts = new Uint8Array(store.products.count);
  let most = 0;
  for (const { found } of units)
    eachBit(found.rows, (row) => {
      const count = (counts[row]! += 1);
      if (count > most) most = count;
    });
  const rows = emptyRows(store);
  if (most === 0) return rows;
  for (let row = 0; row < counts.length; row += 1) if (counts[row] === most) setBit(rows, row);
  return rows;
}

/** The text as it was understood; null when that is how it was typed. */
function shownAs(
  store: CatalogueStore,
  units: readonly Unit[],
  required: readonly Unit[],
  choices: readonly (Mending | null | undefined)[],
  { sizes }: ParsedText,
): string | null {
  const absorbed = absorbedBy(choices);
  let differs = false;
  const parts: string[] = [];
  for (const unit of units) {
    const at = required.indexOf(unit);
    if (absorbed.has(at)) continue;
    const choice = choices[at];
    const shown = choice?.shownAs ?? spelledOut(store, unit);
    if (shown !== undefined) differs = true;
    const part = shown ?? unit.words.join(' ');
    if (parts.at(-1) !== part) parts.push(part);
  }
  for (const { typed, understoodAs } of sizes) {
    if (understoodAs !== null) differs = true;
    parts.push(understoodAs ?? typed);
  }
  return differs ? parts.join(' ') : null;
}

/** What a nickname is short for, where the catalogue has that and does not have the nickname itself. */
function spelledOut(store: CatalogueStore, { meaning, words }: Unit): string | undefined {
  if (meaning?.shortFor === undefined) return undefined;
  const { vocabulary } = store.tables;
  const own = vocabulary.numberOf(words.join(' '));
  if (own !== undefined && vocabulary.weight(own) > 0) return undefined;
  return isEmpty(findAll(store, wordsOf(meaning.shortFor)).named) ? undefined : meaning.shortFor;
}
