import { concentrationLabels } from '../../catalogue/index.ts';
import type { House } from '../houses/houses.ts';
import { pieceOffer } from '../offers/plain-offers.ts';
import type { CarePack } from '../pictures/care-packs.ts';
import { drawGift } from '../pictures/draw.ts';
import type { Random } from '../random.ts';
import { giftText } from '../texts/gift-text.ts';
import { noVotes, unscented, type Concept } from './concept.ts';
import { fillingOf } from './fragrance-concept.ts';
import type { Edition, ScentLine } from './fragrance-range.ts';

type Content = readonly [code: string, words: string];

const companions: Readonly<Record<'women' | 'men' | 'unisex', readonly Content[]>> = {
  women: [
    ['travel-spray', '10 ml travel spray'],
    ['body-lotion', '100 ml body lotion'],
    ['shower-gel', '100 ml shower gel'],
    ['candle', 'scented candle'],
    ['pouch', 'satin pouch'],
  ],
  men: [
    ['travel-spray', '10 ml travel spray'],
    ['shower-gel', '100 ml shower gel'],
    ['after-shave', '75 ml after-shave balm'],
    ['deodorant', '75 g deodorant stick'],
    ['pouch', 'wash bag'],
  ],
  unisex: [
    ['travel-spray', '10 ml travel spray'],
    ['shower-gel', '100 ml shower gel'],
    ['body-lotion', '100 ml body lotion'],
    ['candle', 'scented candle'],
  ],
};

const setPrices: Readonly<Record<House['tier'], readonly [number, number]>> = {
  budget: [17, 28],
  popular: [32, 52],
  designer: [72, 118],
  premium: [110, 170],
  niche: [150, 260],
};

/** A scent in a box with what goes with it. */
export function scentGift(random: Random, line: ScentLine, edition: Edition): Concept {
  const { house } = line;
  const { gender, concentration, scent } = edition;
  const [low, high] = setPrices[house.tier];
  const discovery = random.chance(0.2);
  const minis = random.int(4, 6);
  const extras = random.sample(companions[gender], random.int(1, 3));
  const contents = discovery
    ? [`${minis} miniatures of 5 ml`, 'card with the notes of each']
    : [
        `${random.pick([50, 75, 100])} ml of ${concentrationLabels[concentration].toLowerCase()}`,
        ...extras.map(([, words]) => withOne(words)),
      ];
  const name = `${edition.name} ${discovery ? 'Discovery Set' : random.pick(['Gift Set', 'Gift Set', 'Coffret', 'Travel Set'])}`;
  const contentsCodes = discovery ? ['miniatures'] : ['fragrance', ...extras.map(([code]) => code)];
  return {
    kind: 'gift-set',
    categorySlug: discovery
      ? 'gift-sets-to-share'
      : { women: 'gift-sets-for-women', men: 'gift-sets-for-men', unisex: 'gift-sets-to-share' }[gender],
    name,
    description: giftText(random, {
      house: house.name,
      title: name,
      contents: discovery ? [contents[0]!, withOne(contents[1]!)] : contents,
      of: edition.name,
    }),
    gender,
    concentration: null,
    launchYear: edition.launchYear,
    perfumer: null,
    scent: discovery ? unscented : scent,
    votes: noVotes,
    attributes: { 'set-contents': contentsCodes },
    offers: [
      pieceOffer(
        random,
        house.tier,
        discovery ? minis : 1 + extras.length,
        random.between(low, high) * (discovery ? 0.6 : 1),
      ),
    ],
    weight: edition.weight * 0.6,
    pictures: [
      {
        alt: `Gift box of ${edition.name} by ${house.name}`,
        draw: () => drawGift(house.look, house.name, fillingOf(line, edition)),
      },
    ],
  };
}

/** A routine of hair or skin care in a box. */
export function careGift(
  random: Random,
  {
    house,
    line,
    things,
    pack,
  }: {
    readonly house: House;
    readonly line: string;
    readonly things: readonly string[];
    readonly pack: CarePack;
  },
): Concept {
  const [low, high] = setPrices[house.tier];
  const name = `${line} ${random.pick(['Gift Set', 'Routine Set', 'Travel Set'])}`;
  return {
    kind: 'gift-set',
    categorySlug: 'care-gift-sets',
    name,
    description: giftText(random, {
      house: house.name,
      title: name,
      contents: [...things.map((thing) => withOne(thing.toLowerCase().replace('spf', 'SPF'))), 'a pouch'],
      of: `the ${line} line`,
    }).replace(/(^|\. )the /g, '$1The '),
    gender: null,
    concentration: null,
    launchYear: null,
    perfumer: null,
    scent: unscented,
    votes: noVotes,
    attributes: { 'set-contents': ['pouch', ...(things.includes('Body Lotion') ? ['body-lotion'] : [])] },
    offers: [pieceOffer(random, house.tier, things.length + 1, random.between(low, high) * 0.75)],
    weight: random.next() ** 2 * 0.5,
    pictures: [
      {
        alt: `Gift box of the ${line} line by ${house.name}`,
        draw: () => drawGift(house.look, house.name, pack),
      },
    ],
  };
}

const withOne = (words: string): string =>
  /^\d+ (?!ml|g\b)/.test(words) ? words : `a${/^(?:[aeiou]|8)/i.test(words) ? 'n' : ''} ${words}`;
