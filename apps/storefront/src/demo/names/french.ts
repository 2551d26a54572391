import type { Random } from '../random.ts';
import { firstNames } from '../houses/surnames.ts';
import { about, elided, list, materialList, open, type NameIdea } from './idea.ts';

const materials = materialList(`
  Rose f rose rose soft
  Iris m iris iris soft
  Jasmin m jasmine whiteFloral soft
  Tubéreuse f tuberose whiteFloral soft
  Vétiver m vetiver vetiver firm
  Cuir m leather leather firm
  Ambre m amber amber firm
  Santal m sandalwood sandalwood firm
  Cèdre m cedar woody firm
  Vanille f vanilla vanilla soft
  Encens m incense incense firm
  Figue f fig fig soft
  Néroli m neroli neroli soft
  Violette f violet iris soft
  Pivoine f peony peony soft
  Magnolia m magnolia whiteFloral soft
  Mimosa m mimosa mimosa soft
  Patchouli m patchouli patchouli firm
  Safran m saffron saffron firm
  Tabac m tobacco_leaf tobacco firm
  Musc m musk musk soft
  Bergamote f bergamot citrus soft
  Lavande f lavender aromatic soft
  Gardénia m gardenia whiteFloral soft
  Osmanthe m osmanthus mimosa soft
  Benjoin m benzoin amber firm
  Fleur_d’Oranger f orange_blossom neroli soft
  Thé m green_tea tea soft
  Muguet m lily_of_the_valley green soft
  Lilas m lilac peony soft
  Cardamome f cardamom spicy firm
  Cassis m blackcurrant fruity soft
  Prune f plum chypre soft
  Amande f almond gourmand soft
  Oud m oud oud firm
  Poivre m black_pepper spicy firm
  Freesia m freesia peony soft
  Cyprès m cypress conifer firm
  Cacao m cocoa coffee firm
  Pamplemousse m grapefruit citrus soft
`);

/** `m/f` forms are told apart by a stroke. */
const completions = list(
  `de Minuit, d’Hiver, du Soir, de Lune, d’Ombre, de Soie, en Majesté, Sauvage, Sublime, Secret/Secrète, Nomade, Royal/Royale,
  Blanc/Blanche, Noir/Noire, Solaire, Infini/Infinie, Précieux/Précieuse, Clair/Claire, d’Automne, d’Avril, d’Août, du Matin,
  à l’Aube, des Jardins, du Midi, Imaginaire, Intime, Absolu/Absolue, Velours, Éternel/Éternelle, d’Argent, de Nuit`,
);

const places = list(
  'Menton, Collioure, Honfleur, Étretat, Vézelay, Uzès, Saint-Malo, Antibes, Biarritz, Lourmarin, Gordes, Arcachon, Roscoff, Sète, Hyères, Cancale',
);
const atPlaces = list(
  'Un Soir à *, Retour à *, Matin à *, L’Été à *, Lettre de *, Jardin à *, Dimanche à *, Lumière de *, Les Toits de *',
);

const starts: readonly (readonly [string, readonly string[]])[] = [
  ['Après', list('la Pluie d’Été, l’Orage, le Bal, la Neige, l’Opéra, la Fête, les Vendanges, le Théâtre')],
  [
    'Sous',
    list('les Tilleuls, le Figuier, les Pins, la Glycine, les Arcades, la Tonnelle, les Toits, la Lune'),
  ],
  ['Avant', list('l’Aube, la Nuit, le Départ, l’Été, le Bal, la Pluie')],
  ['Au Bord', list('de l’Eau, du Lac, des Vagues, de la Nuit, de l’Été')],
  ['L’Heure', list('Oblique, d’Argent, Claire, des Fées, Lente, Dorée')],
  ['Le Bal', list('des Ombres, d’Été, des Lucioles, de Mai')],
];

const evocations = list(
  `Encre Bleue, La Robe de Lin, Le Grand Escalier, Chambre Claire, Premier Train, La Verrière, Le Salon Vert, Point du Jour,
  Contre-Jour, Feu de Bois, Soie Sauvage, Le Fil d’Or, Belle Inconnue, La Promenade, Éclat de Rire, Le Pavillon, Vague à l’Âme,
  Peau de Soie, Les Heures Lentes, La Serre, Poudre d’Étoile, Le Cabinet Noir, Ciel de Traîne, Pleine Lumière, Grand Large,
  Jour de Fête, Double Jeu, Les Beaux Jours, Pas de Deux, Linge Blanc, L’Atelier, Carte Blanche, Une Saison, Fleur de Peau,
  Petit Matin, La Cour Carrée, Bois Flotté, L’Air du Large, Sans Adieu, Rive Claire`,
);

/** A name as French houses give them. */
export function frenchName(random: Random): NameIdea {
  const material = random.pick(materials);
  const other = random.pick(materials);
  const person = random.pick(firstNames.french);
  switch (
    random.weighted([
      ['completed', 40],
      ['pair', 14],
      ['place', 12],
      ['start', 12],
      ['open', 14],
      ['person', 8],
    ])
  ) {
    case 'pair':
      return other.word === material.word
        ? about(`${material.word} Seul${material.gender === 'f' ? 'e' : ''}`, material)
        : about(`${material.word} & ${other.word}`, material, other);
    case 'place':
      return open(elided(random.pick(atPlaces), random.pick(places)));
    case 'start': {
      const [start, ends] = random.pick(starts);
      return open(`${start} ${random.pick(ends)}`);
    }
    case 'open':
      return open(random.pick(evocations));
    case 'person':
      return open(
        elided(random.pick(['*', 'Lettre à *', 'Le Secret de *', 'Pour *', 'Le Jardin de *']), person),
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
