import { foldKey, type Concentration, type Gender } from '../../catalogue/index.ts';
import { drawGenre, type House } from '../houses/houses.ts';
import { drawFlankers } from '../names/flankers.ts';
import type { NameIdea } from '../names/idea.ts';
import { ScentNames } from '../names/scent-names.ts';
import type { Finish } from '../pictures/glass.ts';
import { darken, lighten, type Colour } from '../pictures/colour.ts';
import type { Random } from '../random.ts';
import { composeScent, varyScent, type Scent } from '../scents/compose.ts';
import { genres } from '../scents/genres.ts';
import type { Concept } from './concept.ts';
import { fragranceConcept } from './fragrance-concept.ts';
import { scentGift } from './gift-sets.ts';

/** A scent with its name: what editions, flankers and gift sets share. */
export interface ScentLine {
  readonly house: House;
  readonly kind: 'perfume' | 'cologne';
  readonly idea: NameIdea;
  readonly gender: Gender;
  readonly scent: Scent;
  readonly juice: Colour;
  readonly perfumer: string | null;
  readonly launchYear: number;
  /** From 0 to 1: a house has few pillars and much that nobody asks for. */
  readonly weight: number;
}

/** One product of a line. */
export interface Edition {
  readonly name: string;
  readonly concentration: Concentration;
  readonly scent: Scent;
  readonly juice: Colour;
  readonly finish: Finish;
  readonly gender: Gender;
  readonly launchYear: number;
  readonly of: { readonly name: string; readonly towards: 'lighter' | 'stronger' | 'other' } | null;
  readonly weight: number;
}

/** Everything that a house of fragrance makes, line by line, without end. */
export function* fragranceRange(random: Random, house: House, year: number): Generator<Concept, never> {
  const taken = new Set<string>([foldKey(house.name)]);
  const names = new ScentNames(random, house.tradition, taken);
  for (;;) {
    const line = drawLine(random, house, names.next(), year);
    const editions = line.kind === 'cologne' ? colognes(random, line) : perfumes(random, line, taken, year);
    for (const edition of editions) yield fragranceConcept(random, line, edition);
    if (random.chance(0.07)) yield scentGift(random, line, editions[0]!);
  }
}

function drawLine(random: Random, house: House, idea: NameIdea, year: number): ScentLine {
  const cologne = random.chance(
    house.tradition === 'arabic' ? 0.05 : house.tradition === 'italian' ? 0.32 : 0.25,
  );
  const gender: Gender = random.weighted(
    cologne
      ? ([
          ['women', 7],
          ['men', 53],
          ['unisex', 40],
        ] as const)
      : house.tradition === 'modern' || house.tradition === 'arabic'
        ? ([
            ['women', 22],
            ['men', 14],
            ['unisex', 64],
          ] as const)
        : ([
            ['women', 55],
            ['men', 24],
            ['unisex', 21],
          ] as const),
  );
  const light = ['citrus', 'neroli', 'aromatic', 'aquatic', 'green', 'tea', 'vetiver'] as const;
  const genre =
    idea.genre ?? (cologne && random.chance(0.75) ? random.pick(light) : drawGenre(random, house, gender));
  return {
    house,
    kind: cologne ? 'cologne' : 'perfume',
    idea,
    gender: agreed(gender, genres[genre].genders),
    scent: composeScent(random, genre, idea.notes),
    juice: random.pick(genres[genre].juice),
    perfumer: random.chance(0.62) ? random.pick(house.perfumers) : null,
    launchYear: Math.min(year, house.since + Math.floor((year - house.since + 1) * random.next() ** 0.7)),
    weight: random.next() ** 3.2,
  };
}

/** Nobody sells a scent to those whom its genre leaves out. */
function agreed(gender: Gender, [women, men]: readonly [number, number, number]): Gender {
  if (gender === 'women' && women === 0) return men > 0 ? 'men' : 'unisex';
  if (gender === 'men' && men === 0) return women > 0 ? 'women' : 'unisex';
  return gender;
}

function colognes(random: Random, line: ScentLine): readonly Edition[] {
  const concentration = random.weighted([
    ['eau-de-cologne', line.gender === 'men' ? 40 : 62],
    ['eau-de-toilette', line.gender === 'men' ? 46 : 18],
    ['eau-fraiche', 16],
  ] as const);
  const main = edition(line, line.idea.name, concentration, random.chance(0.2) ? 'frosted' : 'clear');
  if (concentration === 'eau-fraiche' || !random.chance(0.14)) return [main];
  return [
    main,
    {
      ...edition(line, line.idea.name, 'eau-fraiche', 'frosted'),
      juice: lighten(line.juice, 0.3),
      weight: line.weight * 0.5,
    },
  ];
}

function perfumes(random: Random, line: ScentLine, taken: Set<string>, year: number): readonly Edition[] {
  const { house, idea, scent, juice } = line;
  const concentration = random.weighted([
    ['eau-de-parfum', 64],
    ['eau-de-toilette', line.gender === 'men' ? 38 : 20],
    ['extrait', house.tier === 'niche' || house.tradition === 'arabic' ? 12 : 3],
    ['oil', house.tradition === 'arabic' ? 14 : 1],
    ['mist', house.tier === 'budget' || house.tier === 'popular' ? 7 : 1],
  ] as const);
  const finish = random.weighted([
    ['clear', 84],
    ['frosted', 6],
    ['faded', 6],
    ['lacquered', 4],
  ] as const);
  const editions = [edition(line, idea.name, concentration, finish)];
  const also = (other: Concentration, chance: number) => {
    if (other === concentration || !random.chance(chance)) return;
    editions.push({
      ...edition(line, idea.name, other, finish),
      juice: other === 'extrait' ? darken(juice, 0.12) : lighten(juice, 0.2),
      weight: line.weight * 0.6,
    });
  };
  also('eau-de-toilette', 0.14);
  also('extrait', 0.05);
  also('mist', 0.04);
  for (const flanker of drawFlankers(
    random,
    house.tradition,
    random.weighted([
      [0, 56],
      [1, 24],
      [2, 14],
      [3, 6],
    ] as const),
  )) {
    const launchYear = Math.min(year, line.launchYear + random.int(1, 6));
    const gendered = flanker.gender !== undefined && line.gender === flanker.gender;
    const name = `${idea.name} ${flanker.suffix.replace('*', String(launchYear))}`;
    const key = foldKey(name);
    if (gendered || taken.has(key)) continue;
    taken.add(key);
    editions.push({
      name,
      concentration: flanker.concentration,
      scent: varyScent(random, scent, flanker.towards),
      juice: { lighter: lighten(juice, 0.3), stronger: darken(juice, 0.24), other: juice }[flanker.towards],
      finish: flanker.finish,
      gender: flanker.gender ?? line.gender,
      launchYear,
      of: { name: idea.name, towards: flanker.towards },
      weight: line.weight * random.between(0.3, 0.8),
    });
  }
  return editions;
}

const edition = (line: ScentLine, name: string, concentration: Concentration, finish: Finish): Edition => ({
  name,
  concentration,
  scent: line.scent,
  juice: line.juice,
  finish,
  gender: line.gender,
  launchYear: line.launchYear,
  of: null,
  weight: line.weight,
});
