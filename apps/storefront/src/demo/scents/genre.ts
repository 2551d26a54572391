import type { Colour } from '../pictures/colour.ts';
import type { NoteFamilyName } from './note-families.ts';

type Weights = Partial<Record<NoteFamilyName, number>>;

export const seasons = ['spring', 'summer', 'autumn', 'winter'] as const;
export type Season = (typeof seasons)[number];

/** A way to build a scent: which families stand where, who wears it and when, and what it looks like. */
export interface Genre {
  /** Follows "is" in a sentence. */
  readonly phrase: readonly string[];
  readonly adjectives: readonly string[];
  readonly top: Weights;
  readonly heart: Weights;
  readonly base: Weights;
  /** How often women, men and everyone are meant. */
  readonly genders: readonly [women: number, men: number, unisex: number];
  readonly juice: readonly Colour[];
  readonly seasons: readonly Season[];
  readonly day: boolean;
  readonly night: boolean;
  /** From 0, gone in an hour, to 1, there the next morning. */
  readonly strength: number;
}

const seasonLetter: Readonly<Record<Season, string>> = { spring: 'p', summer: 'u', autumn: 'a', winter: 'w' };

/** `seasonLetters` are the first letters of the seasons, autumn being `a`; `times` is `d`, `n` or both. */
export function genre(
  phrase: string,
  adjectives: string,
  [top, heart, base]: readonly [Weights, Weights, Weights],
  genders: Genre['genders'],
  juice: readonly Colour[],
  worn: string,
  strength: number,
): Genre {
  const [seasonLetters, times] = worn.split(' ') as [string, string];
  return {
    phrase: phrase.split('|'),
    adjectives: adjectives.split(' '),
    top,
    heart,
    base,
    genders,
    juice,
    seasons: seasons.filter((season) => seasonLetters.includes(seasonLetter[season])),
    day: times.includes('d'),
    night: times.includes('n'),
    strength,
  };
}
