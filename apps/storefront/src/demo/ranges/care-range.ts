import { foldKey, sizeLabel } from '../../catalogue/index.ts';
import type { CareLineIdea, Ingredient, Promise, Thing } from '../care/care-line.ts';
import { hairIngredients, hairPromises, hairThings } from '../care/hair.ts';
import { skinIngredients, skinPromises, skinThings } from '../care/skin.ts';
import type { House } from '../houses/houses.ts';
import { careOffers } from '../offers/plain-offers.ts';
import type { CarePack } from '../pictures/care-packs.ts';
import type { Colour } from '../pictures/colour.ts';
import { drawCare } from '../pictures/draw.ts';
import type { Random } from '../random.ts';
import { lightScent } from '../scents/compose.ts';
import { careText } from '../texts/care-text.ts';
import { noVotes, unscented, type Concept } from './concept.ts';
import { careGift } from './gift-sets.ts';

interface Trade {
  readonly kind: 'hair-care' | 'skin-care';
  readonly things: readonly Thing[];
  readonly promises: Readonly<Record<string, Promise>>;
  readonly ingredients: readonly Ingredient[];
  readonly typeCode: string;
  readonly concernCode: string;
  /** "Argan Repair" of hair care, "Hydrating Oat" of skin care. */
  readonly title: (ingredient: string, promise: string) => string;
}

const trades: Readonly<Record<'hair' | 'skin', Trade>> = {
  hair: {
    kind: 'hair-care',
    things: hairThings,
    promises: hairPromises,
    ingredients: hairIngredients,
    typeCode: 'hair-type',
    concernCode: 'hair-concern',
    title: (ingredient, promise) => `${ingredient} ${promise}`,
  },
  skin: {
    kind: 'skin-care',
    things: skinThings,
    promises: skinPromises,
    ingredients: skinIngredients,
    typeCode: 'skin-type',
    concernCode: 'skin-concern',
    title: (ingredient, promise) => `${promise} ${ingredient}`,
  },
};

const accents: readonly Colour[] = [
  '#b9c8a0',
  '#d7b083',
  '#9fb8bf',
  '#d9a79d',
  '#c3b1cf',
  '#c9a24f',
  '#7f9a86',
  '#b4656a',
  '#6f8796',
  '#e0c27a',
];

/** Everything that a house of hair or skin care makes, line by line, without end. */
export function* careRange(
  random: Random,
  house: House & { readonly trade: 'hair' | 'skin' },
): Generator<Concept, never> {
  const trade = trades[house.trade];
  const taken = new Set<string>();
  for (;;) {
    const { title, idea } = drawLine(random, trade, taken);
    const accent = random.pick(accents);
    const colour = random.pick(house.look.packColours);
    const scented = random.chance(0.45);
    const scent = scented ? { ...unscented, ...lightScent(random) } : unscented;
    const things = random
      .sample(trade.things.slice(0, 6), random.int(2, 4))
      .concat(random.sample(trade.things.slice(6), random.int(0, 3)));
    const packOf = (thing: Thing, size: string): CarePack => ({
      pack: random.pick(thing.packs),
      colour,
      accent,
      text: { house: house.name, line: title, thing: thing.name, size },
    });
    for (const thing of things)
      yield careConcept(random, house, trade, { title, idea, thing, scent, packOf });
    if (random.chance(0.2)) {
      const [first] = things;
      yield careGift(random, {
        house,
        line: title,
        things: things.slice(0, 3).map(({ name }) => name),
        pack: packOf(first!, ''),
      });
    }
  }
}

function drawLine(random: Random, trade: Trade, taken: Set<string>): { title: string; idea: CareLineIdea } {
  for (let attempt = 0; ; attempt += 1) {
    const [ingredient, extract, keys] = random.pick(trade.ingredients);
    const promise = trade.promises[random.pick(keys)]!;
    // A house that has made every line begins to make them again, better.
    const series =
      attempt < 40
        ? ''
        : ` ${random.pick(['Pro', 'Plus', 'Advanced', 'Essential', 'Pure'])}${attempt < 120 ? '' : ` ${attempt - 118}`}`;
    const title = trade.title(ingredient, promise.word) + series;
    const key = foldKey(title);
    if (taken.has(key)) continue;
    taken.add(key);
    const { purpose, types, concerns } = promise;
    return { title, idea: { ingredient, extract, promise: promise.word, purpose, types, concerns } };
  }
}

function careConcept(
  random: Random,
  house: House,
  trade: Trade,
  {
    title,
    idea,
    thing,
    scent,
    packOf,
  }: {
    readonly title: string;
    readonly idea: CareLineIdea;
    readonly thing: Thing;
    readonly scent: Concept['scent'];
    readonly packOf: (thing: Thing, size: string) => CarePack;
  },
): Concept {
  const name = `${title} ${thing.name}`;
  const offers = careOffers(random, house.tier, thing.dollars, random.pick(thing.amounts), thing.unit);
  const pack = packOf(thing, sizeLabel(offers.at(-1)!.size));
  const alt = `${name} by ${house.name}`;
  return {
    kind: trade.kind,
    categorySlug: thing.category,
    name,
    description: careText(random, { house: house.name, name, thing, line: idea, notes: scent.flat }),
    gender: null,
    concentration: null,
    launchYear: null,
    perfumer: null,
    scent,
    votes: noVotes,
    attributes: {
      [trade.typeCode]: idea.types,
      [trade.concernCode]: [...idea.concerns, ...(thing.concerns ?? [])],
    },
    offers,
    weight: random.next() ** 2.6,
    pictures: [
      { alt, draw: () => drawCare(house.look, pack) },
      ...(random.chance(0.4)
        ? [{ alt: `The label of ${alt} from near`, draw: () => drawCare(house.look, pack, true) }]
        : []),
    ],
  };
}
