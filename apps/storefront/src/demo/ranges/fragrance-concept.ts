import { concentrationLabels, type AttributeValues } from '../../catalogue/index.ts';
import { fragranceOffers } from '../offers/plain-offers.ts';
import { drawFragrance, type FragranceView } from '../pictures/draw.ts';
import type { Filling } from '../pictures/bottle.ts';
import type { Random } from '../random.ts';
import { drawVotes } from '../scents/compose.ts';
import { genres, type Genre } from '../scents/genres.ts';
import { fragranceText } from '../texts/fragrance-text.ts';
import type { Concept, ConceptPicture } from './concept.ts';
import type { Edition, ScentLine } from './fragrance-range.ts';

/** How much longer or shorter a concentration lasts than what its genre promises. */
const lasting = {
  extrait: 0.22,
  'eau-de-parfum': 0.08,
  'eau-de-toilette': -0.06,
  'eau-de-cologne': -0.2,
  'eau-fraiche': -0.28,
  mist: -0.3,
  oil: 0.18,
} as const;

/** A fragrance, ready but for its numbers. */
export function fragranceConcept(random: Random, line: ScentLine, edition: Edition): Concept {
  const { house, perfumer } = line;
  const { name, concentration, scent, gender, weight } = edition;
  const genre: Genre = genres[scent.genre];
  const launchYear = random.chance(0.07) ? null : edition.launchYear;
  const offers = fragranceOffers(random, house.tier, concentration);
  const strength = Math.min(0.98, Math.max(0.04, genre.strength + lasting[concentration]));
  return {
    kind: line.kind,
    categorySlug: categoryOf(line.kind, edition),
    name,
    description: fragranceText(random, {
      name,
      house: house.name,
      concentration,
      perfumer,
      launchYear,
      scent,
      of: edition.of,
    }),
    gender,
    concentration,
    launchYear,
    perfumer,
    scent,
    votes: drawVotes(random, strength, house.fame * (0.25 + weight)),
    attributes: wornWhen(random, genre),
    offers,
    weight,
    pictures: fragrancePictures(
      random,
      line,
      edition,
      offers.some(({ condition }) => condition === 'tester'),
    ),
  };
}

function categoryOf(kind: 'perfume' | 'cologne', { concentration, gender }: Edition): string {
  if (kind === 'cologne') {
    if (concentration === 'eau-fraiche') return 'eau-fraiche';
    return concentration === 'eau-de-toilette' && gender === 'men' ? 'mens-cologne' : 'classic-cologne';
  }
  if (concentration === 'extrait' || concentration === 'oil') return 'extraits-and-oils';
  if (concentration === 'mist') return 'body-and-hair-mists';
  return { women: 'womens-perfume', men: 'mens-perfume', unisex: 'unisex-perfume' }[gender];
}

function wornWhen(random: Random, genre: Genre): AttributeValues {
  if (random.chance(0.1)) return {};
  const season = genre.seasons.filter((_, at) => at === 0 || random.chance(0.8));
  return {
    season,
    'time-of-day': [...(genre.day ? ['day'] : []), ...(genre.night ? ['night'] : [])],
  };
}

/** What the bottle of an edition holds and says. */
export const fillingOf = (line: ScentLine, { name, concentration, juice, finish }: Edition): Filling => ({
  juice,
  finish,
  text: {
    house: line.house.name,
    name,
    detail: concentrationLabels[concentration],
    monogram: line.house.look.monogram,
  },
});

function fragrancePictures(
  random: Random,
  line: ScentLine,
  edition: Edition,
  tester: boolean,
): readonly ConceptPicture[] {
  const { look, name: house } = line.house;
  const contents = fillingOf(line, edition);
  const picture = (view: FragranceView, alt: string): ConceptPicture => ({
    alt,
    draw: () => drawFragrance(look, contents, view),
  });
  const title = `${edition.name} by ${house}`;
  return [
    picture('front', `Bottle of ${title}`),
    ...(tester ? [picture('tester', `Tester of ${title}: no cap, plain box`)] : []),
    ...(random.chance(0.52) ? [picture('carton', `${title} beside its box`)] : []),
    ...(random.chance(0.22) ? [picture('label', `The label of ${title} from near`)] : []),
  ];
}
