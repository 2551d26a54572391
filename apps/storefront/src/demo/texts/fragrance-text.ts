import { concentrationLabels, type Concentration } from '../../catalogue/index.ts';
import type { Random } from '../random.ts';
import { genres, type Genre } from '../scents/genres.ts';
import type { Scent } from '../scents/compose.ts';
import { capitalised, listed, possessive, verb, withArticle } from './sentences.ts';

export interface FragranceFacts {
  readonly name: string;
  readonly house: string;
  readonly concentration: Concentration;
  readonly perfumer: string | null;
  readonly launchYear: number | null;
  readonly scent: Scent;
  /** The scent that it is a variation of. */
  readonly of: { readonly name: string; readonly towards: 'lighter' | 'stronger' | 'other' } | null;
}

/** Two to four sentences that say what the bottle holds. */
export function fragranceText(random: Random, facts: FragranceFacts): string {
  const genre: Genre = genres[facts.scent.genre];
  const sentences = [
    opening(random, facts, genre),
    ...(facts.scent.form === 'pyramid'
      ? unfolding(random, facts.scent)
      : facts.scent.form === 'flat'
        ? chord(random, facts.scent)
        : silence(random, facts.house)),
    ...(random.chance(0.8) ? [wearing(random, facts, genre)] : []),
  ];
  return sentences.join(' ');
}

function opening(
  random: Random,
  { name, house, perfumer, launchYear, of, concentration }: FragranceFacts,
  genre: Genre,
): string {
  const phrase = random.pick(genre.phrase);
  const unsaid = genre.adjectives.filter((adjective) => !phrase.includes(adjective));
  const [one, two, three] = random.sample(unsaid, 3) as [string, string, string];
  if (of) {
    const turned = {
      lighter: [
        `a lighter reading of ${of.name}`,
        `${of.name} with the windows open`,
        `${of.name} for warm days`,
      ],
      stronger: [
        `a deeper reading of ${of.name}`,
        `${of.name} after dark`,
        `${of.name} with more of everything that lasts`,
      ],
      other: [`a variation on ${of.name}`, `${of.name}, seen from another side`, `a sibling of ${of.name}`],
    }[of.towards];
    return `${name} is ${random.pick(turned)}: ${one}, ${two} and unmistakably by ${house}.`;
  }
  const openings = [
    `${name} is ${phrase}: ${one}, ${two} and ${three}.`,
    `With ${name}, ${house} offers ${phrase}, ${one} and ${two}.`,
    `${capitalised(phrase)}, ${one} and ${two}: that is ${name} in a few words.`,
    `${possessive(house)} ${name} is ${phrase}, more ${one} than ${two}.`,
    `Some scents shout. ${name} would rather be ${one} and ${two}: it is ${phrase}.`,
    `${withArticle(one).replace(/^a/, 'A')} and ${two} ${concentrationLabels[concentration].toLowerCase()} by ${house}, ${name} is ${phrase}.`,
  ];
  if (perfumer !== null)
    openings.push(
      `${perfumer} composed ${name} as ${phrase}, ${one} and ${two}.`,
      `In the hands of ${perfumer}, ${name} became ${phrase}: ${one}, ${two}, ${three}.`,
    );
  if (launchYear !== null)
    openings.push(`Launched in ${launchYear}, ${name} is ${phrase}, ${one} and ${two}.`);
  return random.pick(openings);
}

const few = (notes: readonly string[], most = 4) => notes.slice(0, most);

function unfolding(random: Random, scent: Scent): string[] {
  const [top, heart, base] = [few(scent.top), few(scent.heart), few(scent.base)];
  const ways: (() => string[])[] = [
    () => [
      `It opens with ${listed(top)}, moves to a heart of ${listed(heart)} and settles on ${listed(base)}.`,
    ],
    () => [
      `${capitalised(listed(top))} ${verb(top, 'comes', 'come')} first.`,
      `${capitalised(listed(heart))} ${verb(heart, 'follows', 'follow')}, and ${listed(base)} ${verb(base, 'stays', 'stay')} to the end.`,
    ],
    () => [
      `The first minutes belong to ${listed(top)}; then ${listed(heart)} ${verb(heart, 'takes', 'take')} over, above a base of ${listed(base)}.`,
    ],
    () => [`After ${listed(top)}, the scent warms to ${listed(heart)} and dries down to ${listed(base)}.`],
    () => [
      `The top is all ${listed(top)}.`,
      `The heart brings ${listed(heart)}, and what remains on the skin is ${listed(base)}.`,
    ],
    () => [
      `A first breath of ${listed(top)} gives way to ${listed(heart)}.`,
      `Underneath, ${listed(base)} ${verb(base, 'keeps', 'keep')} it going.`,
    ],
    () => [
      `${capitalised(listed(heart))} ${verb(heart, 'stands', 'stand')} in the middle, lit by ${listed(top)} and grounded by ${listed(base)}.`,
    ],
  ];
  return random.pick(ways)();
}

function chord(random: Random, { flat }: Scent): string[] {
  const notes = few(flat, 6);
  return [
    random.pick([
      `There is no pyramid to climb: ${listed(notes)} speak with one voice from the first minute to the last.`,
      `${capitalised(listed(notes))} are played as one chord.`,
      `It is built from ${listed(notes)}, and changes little as it wears.`,
      `The house names its parts without an order: ${listed(notes)}.`,
    ]),
  ];
}

function silence(random: Random, house: string): string[] {
  return [
    random.pick([
      `${house} keeps the list of notes to itself.`,
      `The notes are not published; the nose has to find out.`,
      `What is in it, ${house} does not say.`,
    ]),
  ];
}

function wearing(random: Random, { concentration }: FragranceFacts, genre: Genre): string {
  const season = random.pick(genre.seasons);
  const seasonPlace = {
    spring: 'the first warm days',
    summer: 'hot afternoons',
    autumn: 'cool evenings',
    winter: 'cold nights',
  }[season];
  const hour =
    genre.day && genre.night ? 'from morning to midnight' : genre.night ? 'after sunset' : 'in daylight';
  const strength =
    genre.strength +
    {
      extrait: 0.25,
      'eau-de-parfum': 0.1,
      'eau-de-toilette': 0,
      'eau-de-cologne': -0.2,
      'eau-fraiche': -0.25,
      mist: -0.3,
      oil: 0.15,
    }[concentration];
  const reach =
    strength > 0.8
      ? random.pick([
          'Two sprays are plenty.',
          'It fills a room before you do, so go easy.',
          'It is still there the next morning, on a scarf most of all.',
        ])
      : strength > 0.45
        ? random.pick([
            'It lasts through a working day and is noticed by those who sit beside you.',
            'It projects for an hour or two, then stays close.',
            'Expect a good six hours and a polite trail.',
          ])
        : random.pick([
            'It stays close and asks to be renewed at noon.',
            'It is gone by evening, which is part of its charm.',
            'Spray it freely; it never gets loud.',
          ]);
  return random.pick([
    `Made for ${seasonPlace}, it is at its best ${hour}.`,
    `Wear it in ${season}, ${hour}.`,
    reach,
    reach,
    `It suits ${seasonPlace} and feels right ${hour}.`,
  ]);
}
