/** A level of a pyramid that a note can stand in. */
export type Level = 'top' | 'heart' | 'base';

/** Notes that smell alike, do the same work in a scent, and colour the juice alike. */
export interface NoteFamily {
  /** Where its notes usually stand. */
  readonly level: Level;
  /** What its notes add to the accords of a scent, strongest first. */
  readonly accords: readonly (readonly [name: string, weight: number])[];
  /** As they stand inside a sentence, the commonest first. */
  readonly notes: readonly string[];
}

const family = (level: Level, accords: NoteFamily['accords'], notes: string): NoteFamily => ({
  level,
  accords,
  notes: notes.split(',').map((note) => note.trim()),
});

/** The palette: some three hundred notes. */
export const noteFamilies = {
  citrus: family(
    'top',
    [
      ['Citrus', 1],
      ['Fresh', 0.35],
    ],
    'bergamot, lemon, mandarin, grapefruit, orange, lime, bitter orange, blood orange, yuzu, tangerine, clementine, pink grapefruit, Calabrian bergamot, Sicilian lemon, green mandarin, citron, kumquat, pomelo, Amalfi lemon, lemon zest, chinotto, calamansi, finger lime, bergamot leaf',
  ),
  blossom: family(
    'top',
    [
      ['White floral', 0.6],
      ['Citrus', 0.55],
      ['Fresh', 0.3],
    ],
    'neroli, petitgrain, orange blossom, lemon blossom, linden blossom, Tunisian neroli, mandarin blossom, almond blossom, acacia',
  ),
  herbs: family(
    'top',
    [
      ['Aromatic', 1],
      ['Herbal', 0.45],
      ['Fresh spicy', 0.25],
    ],
    'lavender, mint, basil, rosemary, sage, thyme, artemisia, clary sage, tarragon, verbena, bay leaf, peppermint, marjoram, fennel, wormwood, chamomile, hyssop, dill, myrtle, oregano, eucalyptus, spearmint',
  ),
  green: family(
    'top',
    [
      ['Green', 1],
      ['Fresh', 0.3],
    ],
    'galbanum, violet leaf, fig leaf, cut grass, ivy, tomato leaf, blackcurrant bud, bamboo, green leaves, rhubarb, cucumber, angelica, nettle, lemongrass, aloe, fern, celery seed',
  ),
  freshSpice: family(
    'top',
    [
      ['Fresh spicy', 1],
      ['Warm spicy', 0.2],
    ],
    'pink pepper, cardamom, black pepper, ginger, coriander seed, juniper berry, Sichuan pepper, timur pepper, caraway, elemi, white pepper, pimento, galangal',
  ),
  orchard: family(
    'top',
    [
      ['Fruity', 1],
      ['Sweet', 0.35],
    ],
    'pear, peach, green apple, apricot, red apple, plum, nectarine, quince, white peach, mirabelle, fig, grape, medlar, persimmon',
  ),
  berries: family(
    'top',
    [
      ['Fruity', 1],
      ['Sweet', 0.5],
    ],
    'blackcurrant, raspberry, blackberry, redcurrant, cherry, strawberry, sour cherry, pomegranate, blueberry, cranberry, wild strawberry, rosehip, gooseberry, elderberry',
  ),
  tropical: family(
    'top',
    [
      ['Tropical', 1],
      ['Fruity', 0.7],
      ['Sweet', 0.45],
    ],
    'pineapple, mango, passion fruit, lychee, coconut, guava, papaya, melon, watermelon, banana leaf, star fruit, kiwi, coconut water',
  ),
  water: family(
    'top',
    [
      ['Aquatic', 1],
      ['Ozonic', 0.4],
      ['Fresh', 0.3],
    ],
    'sea water, water lily, sea salt, lotus, rain accord, seaweed, water hyacinth, ozone, driftwood, sea breeze, wet stone, samphire',
  ),
  aldehydes: family(
    'top',
    [
      ['Aldehydic', 1],
      ['Soapy', 0.5],
      ['Powdery', 0.3],
    ],
    'aldehydes, clean linen, white soap, starch, champagne, cold air',
  ),
  tea: family(
    'heart',
    [
      ['Green', 0.6],
      ['Aromatic', 0.5],
      ['Fresh', 0.4],
    ],
    'green tea, black tea, white tea, maté, jasmine tea, smoked tea, oolong, matcha, rooibos',
  ),
  rose: family(
    'heart',
    [
      ['Rose', 1],
      ['Floral', 0.6],
    ],
    'rose, Turkish rose, Damask rose, May rose, Bulgarian rose, rose petals, geranium, Taif rose, white rose, tea rose, rose water, dried rose',
  ),
  whiteFloral: family(
    'heart',
    [
      ['White floral', 1],
      ['Floral', 0.35],
    ],
    'jasmine, lily of the valley, tuberose, gardenia, sambac jasmine, orange flower, magnolia, honeysuckle, white lily, stephanotis, moonflower, Egyptian jasmine, jasmine petals, datura',
  ),
  gardenFloral: family(
    'heart',
    [
      ['Floral', 1],
      ['Fresh', 0.25],
    ],
    'peony, freesia, cyclamen, lilac, orchid, hyacinth, sweet pea, cherry blossom, wisteria, carnation, hibiscus, narcissus, hawthorn, camellia, apple blossom, poppy, dahlia, tulip, clover, heather',
  ),
  yellowFloral: family(
    'heart',
    [
      ['Yellow floral', 1],
      ['Sweet', 0.35],
    ],
    'ylang-ylang, mimosa, osmanthus, frangipani, tiaré, broom, champaca, marigold, immortelle, linden, daffodil, sunflower',
  ),
  powderFloral: family(
    'heart',
    [
      ['Powdery', 1],
      ['Floral', 0.35],
      ['Iris', 0.5],
    ],
    'iris, violet, orris root, heliotrope, rice powder, iris butter, Tuscan iris, ambrette seed, almond powder, lipstick accord',
  ),
  warmSpice: family(
    'heart',
    [
      ['Warm spicy', 1],
      ['Sweet', 0.15],
    ],
    'cinnamon, nutmeg, saffron, clove, star anise, cumin, mace, cassia, turmeric, allspice, fenugreek, aniseed, liquorice',
  ),
  conifer: family(
    'heart',
    [
      ['Conifer', 1],
      ['Woody', 0.5],
      ['Aromatic', 0.4],
    ],
    'cypress, pine needle, fir balsam, juniper wood, spruce, hinoki, balsam fir, cedar leaf, pine resin, larch',
  ),
  smoke: family(
    'heart',
    [
      ['Smoky', 1],
      ['Woody', 0.3],
    ],
    'incense, birch tar, smoke, cade, church incense, ember accord, gunpowder accord',
  ),
  honey: family(
    'heart',
    [
      ['Honey', 1],
      ['Sweet', 0.6],
    ],
    'honey, beeswax, hay, white honey, pollen, honeycomb, propolis',
  ),
  wood: family(
    'base',
    [['Woody', 1]],
    'cedar, sandalwood, guaiac wood, cashmere wood, Virginia cedar, Atlas cedar, rosewood, white woods, teak, oak, birch, Mysore sandalwood, papyrus, ebony, amyris, Australian sandalwood, walnut wood, olive wood, blond wood, mahogany',
  ),
  vetiver: family(
    'base',
    [
      ['Woody', 0.8],
      ['Earthy', 0.7],
      ['Green', 0.2],
    ],
    'vetiver, Haitian vetiver, Java vetiver, vetiver root, cypriol, bourbon vetiver',
  ),
  patchouli: family(
    'base',
    [
      ['Patchouli', 1],
      ['Earthy', 0.5],
      ['Woody', 0.35],
    ],
    'patchouli, Indonesian patchouli, patchouli heart, dark patchouli',
  ),
  moss: family(
    'base',
    [
      ['Mossy', 1],
      ['Earthy', 0.6],
      ['Green', 0.25],
    ],
    'oakmoss, tree moss, forest floor, lichen, damp earth, mushroom, truffle',
  ),
  oud: family(
    'base',
    [
      ['Oud', 1],
      ['Woody', 0.5],
      ['Animalic', 0.25],
    ],
    'oud, Cambodian oud, smoked oud, Indian oud, white oud, Laotian oud',
  ),
  amber: family(
    'base',
    [
      ['Amber', 1],
      ['Balsamic', 0.3],
    ],
    'amber, labdanum, ambergris accord, white amber, dry amber, cistus, golden amber, amber wood, black amber',
  ),
  resin: family(
    'base',
    [
      ['Balsamic', 1],
      ['Amber', 0.4],
      ['Smoky', 0.2],
    ],
    'benzoin, frankincense, myrrh, opoponax, Peru balsam, styrax, tolu balsam, Siam benzoin, copal, copaiba, mastic, Somali myrrh',
  ),
  vanilla: family(
    'base',
    [
      ['Vanilla', 1],
      ['Sweet', 0.6],
    ],
    'vanilla, tonka bean, Madagascar vanilla, vanilla pod, bourbon vanilla, coumarin, Tahitian vanilla, vanilla sugar',
  ),
  gourmand: family(
    'base',
    [
      ['Sweet', 1],
      ['Caramel', 0.6],
    ],
    'caramel, praline, brown sugar, marshmallow, salted caramel, whipped cream, candyfloss, toffee, biscuit, meringue, maple syrup, nougat, brioche',
  ),
  cocoa: family(
    'base',
    [
      ['Cocoa', 1],
      ['Sweet', 0.4],
      ['Coffee', 0.3],
    ],
    'cocoa, coffee, dark chocolate, roasted coffee, cocoa husk, espresso, white chocolate',
  ),
  nuts: family(
    'base',
    [
      ['Nutty', 1],
      ['Sweet', 0.4],
    ],
    'almond, bitter almond, hazelnut, pistachio, chestnut, almond milk, walnut, sesame',
  ),
  milk: family(
    'base',
    [
      ['Milky', 1],
      ['Sweet', 0.3],
    ],
    'milk, coconut milk, fig milk, rice, oat milk, sandalwood cream',
  ),
  leather: family(
    'base',
    [
      ['Leather', 1],
      ['Smoky', 0.2],
      ['Animalic', 0.15],
    ],
    'leather, suede, black leather, saddle leather, white suede, castoreum accord, nubuck',
  ),
  tobacco: family(
    'base',
    [
      ['Tobacco', 1],
      ['Warm spicy', 0.3],
      ['Sweet', 0.25],
    ],
    'tobacco leaf, pipe tobacco, blond tobacco, cigar box, tobacco flower, dried fruit',
  ),
  musk: family(
    'base',
    [
      ['Musky', 1],
      ['Powdery', 0.25],
    ],
    'musk, white musk, cashmere musk, skin musk, cotton musk, black musk, ambroxan, clean musk, velvet musk',
  ),
  spirits: family(
    'top',
    [
      ['Boozy', 1],
      ['Sweet', 0.35],
      ['Warm spicy', 0.25],
    ],
    'rum, cognac, whisky, gin, red wine, dry sherry, plum brandy, bourbon, vermouth, absinthe',
  ),
} as const satisfies Record<string, NoteFamily>;

export type NoteFamilyName = keyof typeof noteFamilies;

const familiesByNote = new Map<string, NoteFamilyName>(
  (Object.keys(noteFamilies) as NoteFamilyName[]).flatMap((name) =>
    noteFamilies[name].notes.map((note) => [note, name] as const),
  ),
);

/** The family of a note of the palette. */
export const familyOf = (note: string): NoteFamily => noteFamilies[familiesByNote.get(note)!];

export const isNote = (text: string): boolean => familiesByNote.has(text);

/** A note as it is shown on its own: "lily of the valley" is "Lily of the Valley". */
export const noteName = (note: string): string =>
  note.replace(
    /(^|[ ])(?!of |the )(\p{L})/gu,
    (_, blank: string, letter: string) => blank + letter.toUpperCase(),
  );
