import {
  concentrations,
  genders,
  itemConditions,
  productKinds,
  type CategoryRow,
} from '../../catalogue/index.ts';
import { emptyListingQuery } from '../../listing/url.ts';
import { listingSorts, type ListingQuery } from '../../listing/model.ts';
import type { IndexedProduct } from '../store/indexed-product.ts';
import { aProduct, aVariant, named, testMoment } from './small-catalogue.ts';

const days = 86_400_000;

export const brandNames = ['Ardent', 'Baie Noire', 'Corvo', 'Dune', 'Élan', 'Fable'];
export const noteNames = ['Oud', 'Rose', 'Musk', 'Vetiver', 'Pink Pepper', 'Fig', 'Amber', 'Iris'];
export const accordNames = ['woody', 'sweet', 'citrus', 'powdery'];
const sizes = [30, 50, 75, 100];

export const categoryRows: readonly CategoryRow[] = [
  { id: 1, parentId: null, slug: 'all', name: 'All', description: null, position: 0 },
  { id: 2, parentId: 1, slug: 'day', name: 'Day', description: null, position: 0 },
  { id: 3, parentId: 1, slug: 'night', name: 'Night', description: null, position: 1 },
  { id: 4, parentId: 3, slug: 'late', name: 'Late', description: null, position: 0 },
];

/** Chance that is the same on every run. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  roll(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }

  /** From 0 to one less than `most`. */
  below(most: number): number {
    return Math.floor(this.roll() * most);
  }

  happens(chance: number): boolean {
    return this.roll() < chance;
  }

  one<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  some<T>(values: readonly T[], chance: number): T[] {
    return values.filter(() => this.happens(chance));
  }
}

/** A product with everything that can be filtered by left to chance. */
export function randomProduct(dice: Dice, id: number): IndexedProduct {
  const variants = sizes.flatMap((ml, at) =>
    itemConditions.flatMap((condition, position) =>
      dice.happens(condition === 'sealed' ? 0.5 : 0.15)
        ? [
            aVariant(id * 100 + at * 10 + position, {
              ml: dice.happens(0.05) ? null : ml,
              condition,
              // Few different prices, so that many are equal.
              cents: dice.happens(0.1) ? null : 1_000 * (1 + dice.below(9)),
              available: dice.below(3),
              sale: dice.happens(0.2)
                ? {
                    saleCents: 900,
                    saleStartsAt: null,
                    saleEndsAt: null,
                    referenceCents: dice.one([null, 1_000]),
                  }
                : null,
            }),
          ]
        : [],
    ),
  );
  return aProduct(id, {
    kind: dice.one(productKinds),
    brandId: 1 + dice.below(brandNames.length),
    categoryId: 1 + dice.below(categoryRows.length),
    name: `${dice.one(['Nuit', 'Jour', 'Eau'])} ${dice.one(['Noire', 'Claire', 'Vive'])} ${id}`,
    gender: dice.one([...genders, null]),
    concentration: dice.one([...concentrations, null]),
    attributes: dice.happens(0.5) ? { season: dice.some(['spring', 'summer', 'winter'], 0.5) } : {},
    popularity: dice.below(4),
    createdAt: new Date(testMoment.getTime() - dice.below(60) * days),
    noteIds: dice.some(noteNames, 0.3).map((name) => 1 + noteNames.indexOf(name)),
    accords: dice.some(accordNames, 0.4).map((name) => ({ id: 1 + accordNames.indexOf(name), weight: 50 })),
    variants,
  });
}

const slugsOf = (names: readonly string[]) => named(names).map(({ slug }) => slug);

/** A query with every filter left to chance; few are set at once, so that something is mostly found. */
export function randomQuery(dice: Dice): ListingQuery {
  const list = <T>(values: readonly T[], chance = 0.2): T[] =>
    dice.happens(chance) ? dice.some(values, 0.4) : [];
  const notes = list(slugsOf(noteNames), 0.25).slice(0, 2);
  const price = (chance: number) => (dice.happens(chance) ? 1_000 * dice.below(10) : null);
  return {
    ...emptyListingQuery,
    ...(dice.happens(0.4) && { category: dice.one([...categoryRows.map(({ slug }) => slug), 'unknown']) }),
    kinds: list(productKinds),
    brands: list([...slugsOf(brandNames), 'unknown']),
    genders: list(genders),
    concentrations: list(concentrations),
    sizes: list(['30-ml', '50-ml', '100-ml', 'one-size', '9-ml']),
    conditions: list(itemConditions),
    minCents: price(0.2),
    maxCents: price(0.2),
    notes,
    withoutNotes: list(slugsOf(noteNames), 0.2).filter((slug) => !notes.includes(slug)),
    accords: list(slugsOf(accordNames)),
    attributes: dice.happens(0.15) ? { season: ['summer'] } : {},
    inStock: dice.happens(0.25),
    newWithinDays: dice.happens(0.2) ? 30 : null,
    onSale: dice.happens(0.15),
    sort: dice.one(listingSorts),
  };
}
