import { randomFrom, type Random } from '../random.ts';
import { genreNames, genres, type GenreName } from '../scents/genres.ts';
import { HouseNames } from './house-names.ts';
import { drawLook, type HouseLook } from './look.ts';
import { firstNames, surnames, type Tradition } from './surnames.ts';

/** What a house makes. */
export const trades = ['fragrance', 'hair', 'skin'] as const;
export type Trade = (typeof trades)[number];

/** How dear a house is, from the chemist's shelf to the back room of a salon. */
export const tiers = ['budget', 'popular', 'designer', 'premium', 'niche'] as const;
export type Tier = (typeof tiers)[number];

export interface House {
  readonly number: number;
  readonly name: string;
  readonly trade: Trade;
  readonly tradition: Tradition;
  readonly tier: Tier;
  /** Products that it has in this catalogue. */
  readonly range: number;
  /** From 0, unheard of, to 1, on every corner. */
  readonly fame: number;
  /** The year of its first product. */
  readonly since: number;
  readonly perfumers: readonly string[];
  /** Genres it is known for. */
  readonly genres: readonly GenreName[];
  readonly look: HouseLook;
}

/** Houses at the usual size of the catalogue. A catalogue ten times as large has four times as many, each with more. */
const usualProducts = 12_000;
const usualHouses = 260;

/** Share of the products that houses of each trade make. */
const shares: Readonly<Record<Trade, number>> = { fragrance: 0.77, hair: 0.115, skin: 0.115 };

/** Every house of a catalogue of `count` products; their ranges add up to it. */
export function foundHouses(seed: number, count: number, year: number): readonly House[] {
  const total = Math.max(3, Math.min(count, Math.round(usualHouses * (count / usualProducts) ** 0.6)));
  const counts = { hair: Math.max(1, Math.round(total * 0.12)), skin: Math.max(1, Math.round(total * 0.13)) };
  const perTrade: Record<Trade, number> = { fragrance: total - counts.hair - counts.skin, ...counts };
  const names = new HouseNames(randomFrom(seed, 'house-names'));
  const hair = Math.round(count * shares.hair);
  const skin = Math.round(count * shares.skin);
  const products: Record<Trade, number> = { fragrance: count - hair - skin, hair, skin };
  const houses: House[] = [];
  for (const trade of trades)
    for (const [rank, range] of ranges(products[trade], perTrade[trade]).entries())
      houses.push(foundHouse(seed, houses.length, trade, range, rank / perTrade[trade], names, year));
  return houses;
}

/** Sizes of ranges: a few wide ones, many narrow ones, all together `products`. */
function ranges(products: number, houses: number): readonly number[] {
  const weights = Array.from({ length: houses }, (_, rank) => 1 / (rank + houses * 0.18 + 2) ** 0.85);
  const sum = weights.reduce((one, other) => one + other, 0);
  const sizes = weights.map((weight) => Math.floor((products * weight) / sum));
  let missing = products - sizes.reduce((one, other) => one + other, 0);
  for (let rank = 0; missing > 0; rank = (rank + 1) % houses, missing -= 1) sizes[rank]! += 1;
  return sizes.filter((size) => size > 0);
}

function foundHouse(
  seed: number,
  number: number,
  trade: Trade,
  range: number,
  rank: number,
  names: HouseNames,
  year: number,
): House {
  const random = randomFrom(seed, 'house', number);
  const tradition = random.weighted([
    ['french', 32],
    ['italian', 19],
    ['english', 19],
    ['arabic', 13],
    ['modern', 17],
  ] as const);
  const name = trade === 'fragrance' ? names.fragrance(tradition) : names.care(trade);
  return {
    number,
    name,
    trade,
    tradition,
    tier: drawTier(random, tradition, trade),
    range,
    fame: Math.min(1, Math.max(0.02, (1 - rank) ** 1.6 * random.between(0.55, 1.1))),
    since: year - Math.round(3 + 45 * random.next() ** 2),
    perfumers: Array.from({ length: random.int(1, 4) }, () => inventPerson(random)),
    genres: drawGenres(random, tradition),
    look: drawLook(random, name, tradition),
  };
}

function drawTier(random: Random, tradition: Tradition, trade: Trade): Tier {
  if (trade !== 'fragrance')
    return random.weighted([
      ['budget', 24],
      ['popular', 30],
      ['designer', 24],
      ['premium', 16],
      ['niche', 6],
    ] as const);
  if (tradition === 'arabic')
    return random.weighted([
      ['budget', 34],
      ['popular', 30],
      ['designer', 12],
      ['premium', 12],
      ['niche', 12],
    ] as const);
  if (tradition === 'modern')
    return random.weighted([
      ['popular', 6],
      ['designer', 14],
      ['premium', 38],
      ['niche', 42],
    ] as const);
  return random.weighted([
    ['budget', 14],
    ['popular', 25],
    ['designer', 33],
    ['premium', 18],
    ['niche', 10],
  ] as const);
}

/** A perfumer; like the houses, invented. */
function inventPerson(random: Random): string {
  const tradition = random.weighted([
    ['french', 5],
    ['italian', 2],
    ['english', 2],
    ['arabic', 1],
  ] as const);
  const family = random
    .pick(surnames[random.pick(['french', 'italian', 'english'] as const)])
    .split(/[ -]/)[0]!;
  return `${random.pick(firstNames[tradition])} ${family}`;
}

function drawGenres(random: Random, tradition: Tradition): readonly GenreName[] {
  const leaning: Readonly<Record<Tradition, readonly GenreName[]>> = {
    french: ['rose', 'iris', 'whiteFloral', 'chypre', 'aldehydic', 'peony', 'fruity', 'aromatic'],
    italian: ['citrus', 'neroli', 'fig', 'solar', 'aquatic', 'leather', 'woody'],
    english: ['aromatic', 'green', 'leather', 'tea', 'rose', 'conifer', 'vetiver'],
    arabic: ['oud', 'amber', 'saffron', 'incense', 'rose', 'vanilla', 'musk', 'gourmand'],
    modern: ['woody', 'musk', 'incense', 'iris', 'fig', 'sandalwood', 'tea', 'coffee'],
  };
  return [...random.sample(leaning[tradition], 4), ...random.sample(genreNames, 6)];
}

/** A genre that suits the house and the wearer. */
export function drawGenre(random: Random, house: House, wearer: 'women' | 'men' | 'unisex'): GenreName {
  const place = { women: 0, men: 1, unisex: 2 }[wearer];
  const choices = (random.chance(0.7) ? house.genres : genreNames).map(
    (name) => [name, genres[name].genders[place]! + 0.05] as const,
  );
  return random.weighted(choices);
}
