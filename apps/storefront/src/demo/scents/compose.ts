import type { LongevityVotes, SillageVotes } from '../../catalogue/index.ts';
import type { Random } from '../random.ts';
import { genres, type GenreName } from './genres.ts';
import { familyOf, noteFamilies, type Level, type NoteFamilyName } from './note-families.ts';

/** What a scent is made of. Notes are as in the palette: as they stand inside a sentence. */
export interface Scent {
  readonly genre: GenreName;
  readonly form: 'pyramid' | 'flat' | 'none';
  readonly top: readonly string[];
  readonly heart: readonly string[];
  readonly base: readonly string[];
  readonly flat: readonly string[];
  readonly accords: readonly { readonly name: string; readonly weight: number }[];
}

/** How much each level counts for what one smells over a day. */
const levelWeights: Readonly<Record<Level, number>> = { top: 0.75, heart: 1, base: 1.15 };

/**
 * Composes a scent of a genre.
 * @param named notes that its name promises; they are in it whatever the genre says
 */
export function composeScent(random: Random, genre: GenreName, named: readonly string[]): Scent {
  const { top, heart, base } = genres[genre];
  const used = new Set(named);
  const levels: Record<Level, string[]> = {
    top: drawNotes(random, top, random.int(2, 5), used),
    heart: drawNotes(random, heart, random.int(2, 4), used),
    base: drawNotes(random, base, random.int(2, 4), used),
  };
  for (const note of named) levels[familyOf(note).level].unshift(note);
  return finished(random, genre, levels);
}

/** A scent that keeps most of another: a flanker, stronger or lighter. */
export function varyScent(random: Random, scent: Scent, towards: 'lighter' | 'stronger' | 'other'): Scent {
  if (scent.form === 'none') return scent;
  const { top, heart, base } = genres[scent.genre];
  const levels: Record<Level, string[]> = {
    top: [...scent.top],
    heart: [...scent.heart],
    base: [...scent.base],
  };
  for (const note of scent.flat) levels[familyOf(note).level].push(note);
  const used = new Set([...levels.top, ...levels.heart, ...levels.base]);
  const swap = (level: Level, weights: typeof top) => {
    const [fresh] = drawNotes(random, weights, 1, used);
    if (fresh === undefined) return;
    if (levels[level].length > 2) levels[level].splice(random.int(1, levels[level].length - 1), 1);
    levels[level].push(fresh);
  };
  if (towards !== 'stronger') swap('top', towards === 'lighter' ? { citrus: 3, water: 1, green: 1 } : top);
  if (towards !== 'lighter')
    swap('base', towards === 'stronger' ? { amber: 2, vanilla: 2, oud: 1, resin: 2 } : base);
  if (random.chance(0.5)) swap('heart', heart);
  return finished(random, scent.genre, levels);
}

/** A few notes for a thing that is scented but no perfume: a shampoo, a lotion. */
export function lightScent(random: Random): Pick<Scent, 'form' | 'flat' | 'accords'> {
  const used = new Set<string>();
  const flat = [
    ...drawNotes(random, { citrus: 4, herbs: 2, orchard: 2, blossom: 1, tropical: 1 }, 1, used),
    ...drawNotes(random, { gardenFloral: 2, whiteFloral: 2, tea: 1, rose: 2, milk: 1 }, 1, used),
    ...drawNotes(random, { musk: 4, wood: 2, vanilla: 2 }, 1, used),
  ];
  return { form: 'flat', flat, accords: accordsOf({ top: flat, heart: [], base: [] }) };
}

function finished(
  random: Random,
  genre: GenreName,
  levels: Readonly<Record<Level, readonly string[]>>,
): Scent {
  const form = random.weighted([['pyramid', 74] as const, ['flat', 20] as const, ['none', 6] as const]);
  const { top, heart, base } = levels;
  const levelled = top.length > 0 && heart.length > 0 && base.length > 0;
  const none = { top: [], heart: [], base: [], flat: [] };
  if (form === 'none') return { genre, form, ...none, accords: [] };
  const accords = accordsOf(levels);
  if (form === 'pyramid' && levelled) return { genre, form, ...none, top, heart, base, accords };
  const flat = [...top.slice(0, 3), ...heart.slice(0, 3), ...base.slice(0, 3)];
  return { genre, form: 'flat', ...none, flat, accords };
}

function drawNotes(
  random: Random,
  weights: Partial<Record<NoteFamilyName, number>>,
  count: number,
  used: Set<string>,
): string[] {
  const families = Object.entries(weights) as [NoteFamilyName, number][];
  const drawn: string[] = [];
  for (let attempt = 0; drawn.length < count && attempt < count * 6; attempt += 1) {
    const { notes } = noteFamilies[random.weighted(families)];
    // The first notes of a family are the common ones.
    const note = notes[Math.floor(notes.length * random.next() ** 2.1)]!;
    if (used.has(note) || [...used].some((other) => tooAlike(note, other))) continue;
    used.add(note);
    drawn.push(note);
  }
  return drawn;
}

/** "Vanilla" beside "Madagascar vanilla" tells nothing new. */
function tooAlike(note: string, other: string): boolean {
  const last = (text: string) => text.slice(text.lastIndexOf(' ') + 1);
  return last(note) === last(other) && last(note).length > 3;
}

const mostAccords = 6;

/** What the notes add up to, the strongest accord weighing 100. */
export function accordsOf(levels: Readonly<Record<Level, readonly string[]>>): Scent['accords'] {
  const sums = new Map<string, number>();
  for (const [level, notes] of Object.entries(levels) as [Level, readonly string[]][])
    for (const [position, note] of notes.entries())
      for (const [accord, weight] of familyOf(note).accords)
        sums.set(accord, (sums.get(accord) ?? 0) + (weight * levelWeights[level]) / (1 + position * 0.15));
  const strongest = Math.max(0, ...sums.values());
  return [...sums]
    .map(([name, sum]) => ({ name, weight: Math.round((100 * sum) / strongest) }))
    .filter(({ weight }) => weight >= 14)
    .sort((one, other) => other.weight - one.weight || (one.name < other.name ? -1 : 1))
    .slice(0, mostAccords);
}

/** What people who wore it say: nobody, a few, or many, around what its genre and concentration make likely. */
export function drawVotes(
  random: Random,
  strength: number,
  fame: number,
): { longevity: LongevityVotes | null; sillage: SillageVotes | null } {
  const asked = random.next();
  if (asked < 0.24) return { longevity: null, sillage: null };
  const total = asked < 0.46 ? random.int(1, 18) : Math.round(20 + 2_400 * fame * random.between(0.4, 1.2));
  const longevity = spread(random, total, 5, strength);
  const sillage = spread(random, Math.max(1, Math.round(total * random.between(0.6, 1))), 4, strength * 0.9);
  return {
    longevity: longevity as unknown as LongevityVotes,
    sillage: sillage as unknown as SillageVotes,
  };
}

function spread(random: Random, total: number, steps: number, middle: number): number[] {
  const shares = Array.from({ length: steps }, (_, step) => {
    const distance = step / (steps - 1) - middle;
    return Math.exp(-(distance ** 2) / 0.09) * random.between(0.75, 1.25) + 0.02;
  });
  const sum = shares.reduce((one, other) => one + other, 0);
  if (total > 40) return shares.map((share) => Math.round((total * share) / sum));
  const votes = shares.map(() => 0);
  const choices = shares.map((share, step) => [step, share] as const);
  for (let vote = 0; vote < total; vote += 1) votes[random.weighted(choices)]! += 1;
  return votes;
}
