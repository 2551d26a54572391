import { foldKey } from '../../catalogue/index.ts';
import type { Tradition } from '../houses/surnames.ts';
import type { Random } from '../random.ts';
import { arabicName } from './arabic.ts';
import { englishName } from './english.ts';
import { frenchName } from './french.ts';
import type { NameIdea } from './idea.ts';
import { italianName } from './italian.ts';
import { modernName } from './modern.ts';

const namers: Readonly<Record<Tradition, (random: Random) => NameIdea>> = {
  french: frenchName,
  italian: italianName,
  english: englishName,
  arabic: arabicName,
  modern: modernName,
};

/** Years that old houses name a scent after. */
const foundingYears = [1884, 1902, 1911, 1924, 1931, 1948, 1956, 1963] as const;

/** The names of one house's scents, each given once. */
export class ScentNames {
  readonly #random: Random;
  readonly #tradition: Tradition;
  readonly #taken: Set<string>;

  /** @param taken folded names that are given away; the caller adds names that are made otherwise */
  constructor(random: Random, tradition: Tradition, taken: Set<string>) {
    this.#random = random;
    this.#tradition = tradition;
    this.#taken = taken;
  }

  next(): NameIdea {
    const random = this.#random;
    let idea: NameIdea = { name: '', notes: [] };
    for (let attempt = 0; attempt < 60; attempt += 1) {
      idea = random.chance(0.012)
        ? { name: String(random.pick(foundingYears)), notes: [] }
        : namers[this.#tradition](random);
      if (this.#take(idea.name)) return idea;
    }
    // A house with hundreds of scents begins to count.
    for (let volume = 2; ; volume += 1) {
      const name = `${idea.name} N° ${volume}`;
      if (this.#take(name)) return { ...idea, name };
    }
  }

  #take(name: string): boolean {
    const key = foldKey(name);
    if (this.#taken.has(key)) return false;
    this.#taken.add(key);
    return true;
  }
}
