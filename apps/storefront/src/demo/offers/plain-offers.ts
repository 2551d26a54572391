import type { Concentration, ItemCondition, Size, SizeUnit } from '../../catalogue/index.ts';
import type { Tier } from '../houses/houses.ts';
import type { Random } from '../random.ts';

/** A size before it is known which product it belongs to. */
export interface PlainOffer {
  readonly size: Size;
  readonly condition: ItemCondition;
  readonly baseCents: number;
}

/** Nothing sealed costs less or more than this, sales excepted. */
const lowestCents = 1_099;
const highestCents = 39_000;

/** 100 ml of eau de parfum, in dollars. */
const perfumePrices: Readonly<Record<Tier, readonly [number, number]>> = {
  budget: [16, 30],
  popular: [32, 58],
  designer: [74, 118],
  premium: [128, 190],
  niche: [195, 320],
};

/** How a concentration changes the price of 100 ml, and the sizes it comes in (ml, with how often). */
const concentrationOffers: Readonly<
  Record<
    Concentration,
    { readonly factor: number; readonly sizes: readonly (readonly [readonly number[], number])[] }
  >
> = {
  extrait: {
    factor: 1.35,
    sizes: [
      [[50], 5],
      [[30, 50], 3],
      [[50, 100], 4],
      [[15, 50], 1],
    ],
  },
  'eau-de-parfum': {
    factor: 1,
    sizes: [
      [[30, 50, 100], 40],
      [[50, 100], 28],
      [[100], 12],
      [[75], 6],
      [[10, 50, 100], 5],
      [[50, 100, 200], 5],
      [[30, 60, 90], 4],
    ],
  },
  'eau-de-toilette': {
    factor: 0.78,
    sizes: [
      [[50, 100], 34],
      [[30, 50, 100], 18],
      [[100], 18],
      [[100, 200], 12],
      [[75, 125], 8],
      [[40, 80], 4],
    ],
  },
  'eau-de-cologne': {
    factor: 0.6,
    sizes: [
      [[100], 26],
      [[100, 200], 30],
      [[50, 100], 20],
      [[75, 150], 8],
      [[100, 250, 500], 6],
    ],
  },
  'eau-fraiche': {
    factor: 0.55,
    sizes: [
      [[100], 30],
      [[75, 150], 20],
      [[50, 100], 20],
    ],
  },
  mist: {
    factor: 0.2,
    sizes: [
      [[100], 20],
      [[150], 20],
      [[250], 14],
      [[75, 150], 6],
    ],
  },
  oil: {
    factor: 1.5,
    sizes: [
      [[12], 20],
      [[6, 12], 16],
      [[15], 8],
      [[3, 12], 6],
    ],
  },
};

/** Sizes, conditions and prices of a fragrance. */
export function fragranceOffers(
  random: Random,
  tier: Tier,
  concentration: Concentration,
): readonly PlainOffer[] {
  const [low, high] = perfumePrices[tier];
  const { factor, sizes } = concentrationOffers[concentration];
  const per100 = random.between(low, high) * factor;
  const amounts = random.weighted(sizes);
  const offers = amounts.map((amount): PlainOffer =>
    sealed(random, amount, 'ml', per100 * (amount / 100) ** 0.66, tier),
  );
  const largest = offers.at(-1)!;
  if (concentration !== 'mist' && concentration !== 'oil') {
    if (random.chance(0.125))
      offers.push({
        ...largest,
        condition: 'tester',
        baseCents: cheaper(largest.baseCents, random.between(0.11, 0.29)),
      });
    if (random.chance(0.035))
      offers.push({
        ...largest,
        condition: 'unboxed',
        baseCents: cheaper(largest.baseCents, random.between(0.06, 0.16)),
      });
  }
  return offers;
}

/** What 100 ml or 100 g of a thing costs in the popular tier is `dollars`; others follow. */
export function careOffers(
  random: Random,
  tier: Tier,
  dollars: number,
  amounts: readonly number[],
  unit: SizeUnit,
): readonly PlainOffer[] {
  const factors: Readonly<Record<Tier, number>> = {
    budget: 0.65,
    popular: 1,
    designer: 1.7,
    premium: 2.5,
    niche: 3.4,
  };
  const [first] = amounts;
  const price = dollars * factors[tier] * random.between(0.85, 1.2);
  return amounts.map((amount) => sealed(random, amount, unit, price * (amount / first!) ** 0.7, tier));
}

/** One offer of so many pieces. */
export const pieceOffer = (random: Random, tier: Tier, pieces: number, dollars: number): PlainOffer =>
  sealed(random, pieces, 'piece', dollars, tier);

const sealed = (random: Random, amount: number, unit: SizeUnit, dollars: number, tier: Tier): PlainOffer => ({
  size: { amount: amount * 100, unit },
  condition: 'sealed',
  baseCents: asPrice(dollars * 100, tier === 'budget' || tier === 'popular' ? 99 : random.pick([0, 0, 50])),
});

/** The nearest price with this ending, within what the shop asks at all. */
function asPrice(cents: number, ending: number): number {
  const price = Math.round((cents - ending) / 100) * 100 + ending;
  return Math.min(highestCents, Math.max(lowestCents, price));
}

/** A price lower by this share, rounded down to .99 or .50. */
export function cheaper(cents: number, share: number): number {
  const wanted = cents * (1 - share);
  const whole = Math.floor(wanted / 100) * 100;
  const price = wanted - whole >= 50 ? whole + 50 : whole - 1;
  return Math.max(100, price);
}
