import type { Random } from '../random.ts';
import { firstNames } from '../houses/surnames.ts';
import { about, elided, list, materialList, open, type NameIdea } from './idea.ts';

const materials = materialList(`
  Bergamotto m bergamot citrus soft
  Fico m fig fig soft
  Giaggiolo m iris iris soft
  Cuoio m leather leather firm
  Zagara f orange_blossom neroli soft
  Limone m lemon citrus soft
  Ambra f amber amber firm
  Sandalo m sandalwood sandalwood firm
  Mirto m myrtle aromatic firm
  Rosa f rose rose soft
  Gelsomino m jasmine whiteFloral soft
  Basilico m basil aromatic soft
  Mandorla f almond gourmand soft
  Neroli m neroli neroli soft
  Tabacco m tobacco_leaf tobacco firm
  Incenso m incense incense firm
  Vaniglia f vanilla vanilla soft
  Violetta f violet iris soft
  Cedro m cedar woody firm
  Arancia f blood_orange citrus soft
  Chinotto m chinotto citrus soft
  Ginepro m juniper_berry conifer firm
  Salvia f sage aromatic firm
  Muschio m musk musk soft
  Peonia f peony peony soft
  Mimosa f mimosa mimosa soft
  Lavanda f lavender aromatic soft
  Vetiver m vetiver vetiver firm
  Caffè m coffee coffee firm
  Pesca f peach fruity soft
  Magnolia f magnolia whiteFloral soft
  Zafferano m saffron saffron firm
`);

const completions = list(
  `Notturno/Notturna, Bianco/Bianca, Nero/Nera, di Notte, del Sud, di Luna, d’Estate, d’Inverno, Segreto/Segreta, Antico/Antica,
  Selvatico/Selvatica, Dorato/Dorata, di Seta, al Tramonto, all’Alba, Puro/Pura, e Sale, Reale, Chiaro/Chiara, di Maggio,
  del Mattino, in Fiore, di Mare, Sublime`,
);

const places = list(
  'Ravello, Ortigia, Procida, Camogli, Bellagio, Noto, Trani, Taormina, Ischia, Orvieto, Lucca, Siena, Burano, Matera, Otranto, Asolo, Cefalù, Tropea',
);
const atPlaces = list(
  'Notte a *, Giardini di *, Acqua di *, Alba a *, Vento di *, Estate a *, Terrazza *, Ritorno a *, Sole di *',
);

const evocations = list(
  `Mezzogiorno, Controluce, Dopo la Pioggia, Il Cortile, La Limonaia, Sottovoce, Passeggiata, Il Giardino Chiuso, Stella Marina,
  Bella Stagione, Senza Fretta, Vento Caldo, Mare Calmo, Seta Cruda, Villa al Lago, Luce Nuova, La Loggia, Quasi Sera, Ombra Mia,
  Notte Bianca, Prima Neve, Il Ballo, Terra Rossa, Carta e Inchiostro, Alta Marea, Domenica, Il Velo, Mani di Fata, Due Torri,
  Fuoco Lento, Cielo Aperto, Sul Molo`,
);

/** A name as Italian houses give them. */
export function italianName(random: Random): NameIdea {
  const material = random.pick(materials);
  const other = random.pick(materials);
  switch (
    random.weighted([
      ['completed', 40],
      ['pair', 12],
      ['place', 20],
      ['open', 18],
      ['person', 8],
    ])
  ) {
    case 'pair':
      return other.word === material.word
        ? about(`Solo ${material.word}`, material)
        : about(`${material.word} e ${other.word}`, material, other);
    case 'place':
      return open(elided(random.pick(atPlaces), random.pick(places)));
    case 'open':
      return open(random.pick(evocations));
    case 'person':
      return open(
        elided(
          random.pick(['*', 'Lettera a *', 'Il Segreto di *', 'Per *']),
          random.pick(firstNames.italian),
        ),
      );
    default: {
      const [masculine, feminine] = random.pick(completions).split('/');
      return about(
        `${material.word} ${material.gender === 'f' ? (feminine ?? masculine!) : masculine!}`,
        material,
      );
    }
  }
}
