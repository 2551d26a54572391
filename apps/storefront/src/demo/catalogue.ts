import { createHash } from 'node:crypto';
import { slugify, type ProductDraft } from '../catalogue/index.ts';
import { foundHouses, type House } from './houses/houses.ts';
import { finishOffers, type DemoOffer } from './offers/offers.ts';
import { pictureSize } from './pictures/svg.ts';
import { randomFrom, type Random } from './random.ts';
import { careRange } from './ranges/care-range.ts';
import type { Concept } from './ranges/concept.ts';
import { fragranceRange } from './ranges/fragrance-range.ts';
import { noteName } from './scents/note-families.ts';

/** One product of the demo with all that belongs to it. */
export interface DemoProduct {
  readonly draft: ProductDraft;
  readonly offers: readonly DemoOffer[];
  readonly pictures: readonly DemoPicture[];
}

export interface DemoPicture {
  readonly assetKey: string;
  readonly svg: string;
}

export interface DemoOptions {
  readonly seed: number;
  readonly count: number;
  /** Dates of arrival and of sales are counted from here. */
  readonly now: Date;
  /** Whether the pictures are drawn, which takes half of the time; without them only their addresses are made up. Default: true. */
  readonly withPictures?: boolean;
}

/** By which a product of the demo is known: it says which of which catalogue it is. */
export const demoSourceKey = ({ seed, count }: Pick<DemoOptions, 'seed' | 'count'>, number: number): string =>
  `demo/${seed}/${count}/${number}`;

/**
 * The whole catalogue, one product after the other: the same for the same seed, count and moment. Only one house is in
 * memory at a time, so that it may be as long as one likes.
 */
export function* demoCatalogue(options: DemoOptions): Generator<DemoProduct> {
  const { seed, count, now } = options;
  const year = now.getUTCFullYear();
  let number = 0;
  for (const house of foundHouses(seed, count, year)) {
    const random = randomFrom(seed, 'range', house.number);
    const range =
      house.trade === 'fragrance'
        ? fragranceRange(random, house, year)
        : careRange(random, { ...house, trade: house.trade });
    for (let made = 0; made < house.range; made += 1) {
      yield finished(randomFrom(seed, 'product', number), house, range.next().value, number, options);
      number += 1;
    }
  }
}

const day = 86_400_000;

function finished(
  random: Random,
  house: House,
  concept: Concept,
  number: number,
  options: DemoOptions,
): DemoProduct {
  const { kind, categorySlug, name, description, gender, concentration, perfumer, scent, votes, attributes } =
    concept;
  const age = drawAge(random, concept.launchYear, options.now.getUTCFullYear());
  const offers = finishOffers(random, concept.offers, {
    number,
    fame: house.fame * (0.3 + concept.weight),
    now: options.now,
    mayBeOnSale: age > oldEnoughForSale,
  });
  const drawn = concept.pictures.map(({ alt, draw }, place) => {
    if (options.withPictures === false)
      return { assetKey: keyOf(house.name, `${demoSourceKey(options, number)}/${place}`), alt };
    const svg = draw();
    return { assetKey: keyOf(house.name, svg), alt, svg };
  });
  return {
    draft: {
      sourceKey: demoSourceKey(options, number),
      status: 'active',
      kind,
      brandName: house.name,
      categorySlug,
      name,
      description,
      gender,
      concentration,
      launchYear: concept.launchYear,
      perfumer,
      notes: {
        form: scent.form,
        top: scent.top.map(noteName),
        heart: scent.heart.map(noteName),
        base: scent.base.map(noteName),
        flat: scent.flat.map(noteName),
      },
      accords: scent.accords,
      longevityVotes: votes.longevity,
      sillageVotes: votes.sillage,
      attributes,
      popularity: Math.round(9_000 * house.fame * concept.weight ** 1.4 + 12 * random.next()),
      createdAt: arrival(options.now, age),
      images: drawn.map(({ assetKey, alt }) => ({ assetKey, alt, ...pictureSize })),
      variants: offers.map(({ variant }) => variant),
    },
    offers,
    pictures: drawn.flatMap(({ assetKey, svg }) => (svg === undefined ? [] : [{ assetKey, svg }])),
  };
}

/** Days: a sale needs a price that was asked for a while before. */
const oldEnoughForSale = 90;

/** How many days ago a product came in: a few this month, most over the last four years. */
function drawAge(random: Random, launchYear: number | null, year: number): number {
  const fresh = launchYear === year ? 0.16 : 0.03;
  const drawn = random.next();
  if (drawn < fresh) return random.between(0.3, 29);
  if (drawn < fresh + 0.06) return random.between(30, oldEnoughForSale);
  return random.between(oldEnoughForSale, 1_400);
}

/** Deliveries are unpacked in the morning. */
function arrival(now: Date, age: number): Date {
  const moment = now.getTime() - age * day;
  return new Date(moment - (moment % 900_000));
}

function keyOf(house: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return `images/${slugify(house)}-${hash}.svg`;
}
