import type { Random } from '../random.ts';
import { about, list, materialList, open, type NameIdea } from './idea.ts';

const materials = materialList(`
  Santal m sandalwood sandalwood firm
  Vetiver m vetiver vetiver firm
  Iris m iris iris soft
  Rose f rose rose soft
  Fig f fig fig soft
  Ambrette f ambrette_seed musk soft
  Cedar m cedar woody firm
  Salt m sea_salt aquatic firm
  Smoke m smoke incense firm
  Tea m black_tea tea soft
  Neroli m neroli neroli soft
  Oud m oud oud firm
  Leather m leather leather firm
  Musk m musk musk soft
  Rhubarb m rhubarb green soft
  Yuzu m yuzu citrus soft
  Hinoki m hinoki conifer firm
  Coffee m coffee coffee firm
  Tonka f tonka_bean vanilla soft
  Osmanthus m osmanthus mimosa soft
  Tuberose f tuberose whiteFloral soft
  Moss f oakmoss chypre firm
  Ginger m ginger spicy firm
  Matcha m matcha tea soft
  Pear f pear fruity soft
  Incense m incense incense firm
`);

const firsts = list(
  'Quiet, Pale, Slow, Distant, Open, Second, Half, Hollow, Bright, Weightless, Borrowed, Unsent, Inner, Late, Soft',
);
const seconds = list(
  'Room, Light, Garden, Smoke, Stone, Water, Hours, Field, Silence, Letter, Signal, Weather, Skin, Window, Air',
);

const evocations = list(
  `Wet Concrete, Static, Paper Skin, Night Bus, Salt Flat, Library Dust, Cold Tea, Warm Engine, White Noise, Afterimage, Home Alone,
  Rooftop, Last Platform, Low Season, Film Grain, Swimming Pool, Red Eye, Clean Sheets, Hotel Lobby, Greenhouse, Vinyl, Test Print,
  Morning After, Window Seat, Parallel, Ritual, Echo, Second Skin Study, Ozone Walk, Tomorrow`,
);

/** Numbers that are no more than numbers here. */
const numbers = list(
  '04, 07, 11, 17, 23, 29, 41, 46, 58, 62, 73, 88, 94, 014, 108, 216, 1904, 1927, 1961, 1974',
);

/** A name as young houses give them. */
export function modernName(random: Random): NameIdea {
  const material = random.pick(materials);
  const other = random.pick(materials);
  switch (
    random.weighted([
      ['numbered', 22],
      ['number', 5],
      ['study', 12],
      ['pair', 14],
      ['words', 24],
      ['open', 20],
    ])
  ) {
    case 'numbered':
      return about(`${material.word} ${random.pick(numbers)}`, material);
    case 'number':
      return open(random.pick(numbers));
    case 'study':
      return about(
        random
          .pick(['Study in *', 'Notes on *', '* in Two Parts', 'Almost *', '* Again', 'Not Quite *'])
          .replace('*', material.word),
        material,
      );
    case 'pair':
      return other.word === material.word
        ? about(`Only ${material.word}`, material)
        : about(`${material.word} + ${other.word}`, material, other);
    case 'words':
      return open(`${random.pick(firsts)} ${random.pick(seconds)}`);
    default:
      return open(random.pick(evocations));
  }
}
