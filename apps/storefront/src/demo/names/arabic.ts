import type { Random } from '../random.ts';
import { about, list, materialList, open, type NameIdea } from './idea.ts';

const materials = materialList(`
  Oud m oud oud firm
  Ward f rose rose soft
  Misk m musk musk soft
  Anbar m amber amber firm
  Zafaran m saffron saffron firm
  Bakhoor m incense incense firm
  Sandal m sandalwood sandalwood firm
  Yasmin m jasmine whiteFloral soft
  Luban m frankincense incense firm
  Khuzama f lavender aromatic soft
  Narjis m narcissus peony soft
  Qahwa f coffee coffee firm
  Rihan m basil aromatic soft
  Asal m honey tobacco soft
`);

const english = materialList(`
  Oud m oud oud firm
  Rose f rose rose soft
  Amber m amber amber firm
  Saffron m saffron saffron firm
  Musk m white_musk musk soft
  Sandalwood m sandalwood sandalwood firm
  Incense m frankincense incense firm
  Leather m leather leather firm
  Vanilla m vanilla vanilla soft
  Jasmine m sambac_jasmine whiteFloral soft
`);

const ends = list(
  'Layl, Qamar, Sahra, Noor, Fajr, Bahr, Rimal, Hareer, Dhahab, Waha, Jazira, Diwan, Shams, Najm, Majlis, Khayal, Ghroob, Wadi, Bustan, Safar',
);
const evocations = list(
  `Layali Noor, Qasr Al Rimal, Sahra Al Dhahab, Noor Al Qamar, Bahiya, Najmat Al Bahr, Rihla, Hadiqat Al Sirr, Safar, Shorouk,
  Ghazal, Durrat Al Khaleej, Layl Tawil, Silk Caravan, Golden Dunes, The Courtyard, Moon over the Souk, Pearl Diver, Mirage, Caravan Lights`,
);

/** A name as houses of the Arabic tradition give them. */
export function arabicName(random: Random): NameIdea {
  const material = random.pick(materials);
  const known = random.pick(english);
  const other = random.pick(english);
  switch (
    random.weighted([
      ['al', 42],
      ['pair', 16],
      ['adjective', 16],
      ['open', 22],
    ])
  ) {
    case 'pair':
      return other.word === known.word
        ? about(`Pure ${known.word}`, known)
        : about(`${known.word} & ${other.word}`, known, other);
    case 'adjective':
      return about(
        `${random.pick(['Royal', 'Desert', 'Midnight', 'White', 'Golden', 'Velvet', 'Imperial', 'Sacred', 'Silk', 'Black'])} ${known.word}`,
        known,
      );
    case 'open':
      return open(random.pick(evocations));
    default:
      return about(`${material.word} Al ${random.pick(ends)}`, material);
  }
}
