import type { Random } from '../random.ts';
import { firstNames } from '../houses/surnames.ts';
import { about, list, materialList, open, type NameIdea } from './idea.ts';

const materials = materialList(`
  Rose f rose rose soft
  Fig f fig fig soft
  Vetiver f vetiver vetiver firm
  Cedar f cedar woody firm
  Leather f leather leather firm
  Amber f amber amber firm
  Iris f iris iris soft
  Neroli f neroli neroli soft
  Violet f violet iris soft
  Sandalwood f sandalwood sandalwood firm
  Oud f oud oud firm
  Tobacco f tobacco_leaf tobacco firm
  Peony f peony peony soft
  Linden f linden_blossom neroli soft
  Lavender f lavender aromatic soft
  Pear f pear fruity soft
  Blackcurrant f blackcurrant fruity soft
  Rhubarb f rhubarb green soft
  Nettle f nettle green soft
  Oakmoss f oakmoss chypre firm
  Jasmine f jasmine whiteFloral soft
  Gardenia f gardenia whiteFloral soft
  Patchouli f patchouli patchouli firm
  Saffron f saffron saffron firm
  Incense f incense incense firm
  Bergamot f bergamot citrus soft
  Honeysuckle f honeysuckle whiteFloral soft
  Juniper f juniper_berry conifer firm
  Quince f quince fruity soft
  Vanilla f vanilla vanilla soft
  Musk f musk musk soft
  Lemon f lemon citrus soft
  Sage f sage aromatic firm
  Plum f plum chypre soft
`);

const softWords = list(
  'Velvet, Midnight, Silver, Wild, White, Golden, Winter, Garden, First, Pale, English, Summer, Moonlit, Morning',
);
const firmWords = list(
  'Smoked, Black, Burnt, Northern, Silent, Midnight, Dark, Royal, Dry, Old, Noble, Winter, Raw, Polished',
);

const streets = list(
  'Ashdown, Marlow, Wetherby, Hanbury, Larkspur, Carlisle, Pembridge, Hollin, Thornbury, Eastcliff, Rosemont, Kingsmere',
);
const ways = list('* Square, * Lane, * Mews, * Gardens, * Hall, * Terrace, * Row');

const evocations = list(
  `The Glasshouse, Late Supper, First Frost, Harbour Light, Tailor’s Chalk, Library Hour, Low Tide, Sunday Linen, Long Shadows,
  The Orangery, Rain on Slate, Paper Moon, Quiet Hours, Letter from the Coast, Boathouse, Heather Moor, Evening Dress, Green Room,
  Hearth & Smoke, Old Harbour, Second Spring, Night Train, The Walled Garden, Sea Holly, Copper Beech, Candlewick, Wax & Wood,
  Chalk Path, Blue Hour, Country House, Lamplight, The Potting Shed, Half Past Eight, Cricket Whites, Storm Glass, Bonfire Night,
  The Morning Room, Wild Meadow, Lighthouse, Slow Sunday`,
);

/** A name as English houses give them. */
export function englishName(random: Random): NameIdea {
  const material = random.pick(materials);
  const other = random.pick(materials);
  switch (
    random.weighted([
      ['adjective', 38],
      ['pair', 20],
      ['street', 10],
      ['open', 24],
      ['person', 8],
    ])
  ) {
    case 'pair':
      return other.word === material.word
        ? about(`Simply ${material.word}`, material)
        : about(`${material.word} & ${other.word}`, material, other);
    case 'street':
      return open(random.pick(ways).replace('*', random.pick(streets)));
    case 'open':
      return open(random.pick(evocations));
    case 'person':
      return open(
        random
          .pick(['*', 'Dear *', 'Miss *’s Garden', 'For *'])
          .replace('*', random.pick(firstNames.english))
          .replace('Miss ', ''),
      );
    default:
      return about(`${random.pick(material.soft ? softWords : firmWords)} ${material.word}`, material);
  }
}
