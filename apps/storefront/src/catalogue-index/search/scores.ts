import { countBits, eachBit, hasBit, type Bits } from '../sets/bits.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { Found } from './finding.ts';

/** A unit as it was understood. */
export interface ScoredUnit {
  readonly found: Found;
  /** Words of the catalogue that it stands for. */
  readonly words: readonly string[];
  /** Its meaning is what counts: a name that lacks the words themselves can still be the whole name that was typed. */
  readonly meaningOnly: boolean;
}

/** What a unit adds to the score of a product, by where it was found. */
const worth = { named: 5, of: 2, described: 1, glue: 1 };
/** A product whose whole name was typed comes before those that have more to their name. */
const wholeName = 40;
/** So many matches are told apart by popularity alone: what everything has says nothing. */
const mostScored = 60_000;

/** How well each of these rows matches; null when there are too many to tell apart. */
export function scoresOf(
  store: CatalogueStore,
  rows: Bits,
  units: readonly ScoredUnit[],
  glue: readonly Found[],
): Uint8Array | null {
  if (units.length === 0 || countBits(rows) > mostScored) return null;
  const { products, tables } = store;
  const scores = new Uint8Array(products.count);
  const typed = new Set<number>();
  for (const { words } of units)
    for (const word of words) {
      const number = tables.vocabulary.numberOf(word);
      if (number !== undefined) typed.add(number);
    }
  eachBit(rows, (row) => {
    let score = 0;
    let allNamed = true;
    for (const { found, meaningOnly } of units) {
      if (hasBit(found.named, row)) {
        score += worth.named;
        continue;
      }
      allNamed &&= meaningOnly;
      if (hasBit(found.of, row)) score += worth.of;
      else if (hasBit(found.described, row)) score += worth.described;
    }
    for (const found of glue) if (hasBit(found.named, row)) score += worth.glue;
    if (allNamed && isWholeName(store, row, typed)) score += wholeName;
    scores[row] = score;
  });
  return scores;
}

/** Whether every word of the name that says something was typed. */
function isWholeName({ products }: CatalogueStore, row: number, typed: ReadonlySet<number>): boolean {
  const { starts, lengths, numbers } = products.nameWords;
  const start = starts[row]!;
  const end = start + lengths[row]!;
  let found = 0;
  for (let at = start; at < end; at += 1) if (typed.has(numbers[at]!)) found += 1;
  return found > 0 && found >= products.tellingWords[row]!;
}
