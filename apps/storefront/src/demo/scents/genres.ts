import type { Colour } from '../pictures/colour.ts';
import type { NoteFamilyName } from './note-families.ts';

type Weights = Partial<Record<NoteFamilyName, number>>;

export const seasons = ['spring', 'summer', 'autumn', 'winter'] as const;
export type Season = (typeof seasons)[number];

/** A way to build a scent: which families stand where, who wears it and when, and what it looks like. */
export interface Genre {
  /** Follows "is" in a sentence. */
  readonly phrase: readonly string[];
  readonly adjectives: readonly string[];
  readonly top: Weights;
  readonly heart: Weights;
  readonly base: Weights;
  /** How often women, men and everyone are meant. */
  readonly genders: readonly [women: number, men: number, unisex: number];
  readonly juice: readonly Colour[];
  readonly seasons: readonly Season[];
  readonly day: boolean;
  readonly night: boolean;
  /** From 0, gone in an hour, to 1, there the next morning. */
  readonly strength: number;
}

/** `seasonLetters` are the first letters of the seasons, autumn being `a`; `times` is `d`, `n` or both. */
function genre(
  phrase: string,
  adjectives: string,
  [top, heart, base]: readonly [Weights, Weights, Weights],
  genders: Genre['genders'],
  juice: readonly Colour[],
  worn: string,
  strength: number,
): Genre {
  const [seasonLetters, times] = worn.split(' ') as [string, string];
  const letters = { p: 'spring', u: 'summer', a: 'autumn', w: 'winter' } as const;
  return {
    phrase: phrase.split('|'),
    adjectives: adjectives.split(' '),
    top,
    heart,
    base,
    genders,
    juice,
    seasons: [...seasonLetters].map((letter) => letters[letter as keyof typeof letters]),
    day: times.includes('d'),
    night: times.includes('n'),
    strength,
  };
}

/** Season letters: p spring, u summer, a autumn, w winter. */
export const genres = {
  citrus: genre(
    'a bright citrus|a citrus of the old school|a crisp, sparkling cologne',
    'crisp bright zesty clean lively',
    [
      { citrus: 9, blossom: 2, herbs: 1 },
      { blossom: 4, herbs: 3, tea: 1, whiteFloral: 1 },
      { musk: 4, wood: 3, vetiver: 1 },
    ],
    [2, 4, 5],
    ['#f3e7a6', '#efe08d', '#f4edc2', '#e8e3a3'],
    'pu d',
    0.15,
  ),
  neroli: genre(
    'a sunlit neroli|an orange-blossom scent|a neroli with its feet in the sea',
    'sunlit airy clean tender bright',
    [
      { blossom: 6, citrus: 5 },
      { blossom: 4, whiteFloral: 4, yellowFloral: 1 },
      { musk: 5, amber: 2, wood: 2 },
    ],
    [4, 2, 4],
    ['#f6e6b8', '#f7ecd0', '#f0dca0'],
    'pu d',
    0.3,
  ),
  aromatic: genre(
    'a clean aromatic|an aromatic of lavender and herbs|a barbershop classic, pressed and brushed',
    'clean brisk composed herbal easy',
    [
      { herbs: 6, citrus: 5, freshSpice: 2 },
      { herbs: 4, rose: 2, warmSpice: 2 },
      { moss: 3, vanilla: 3, wood: 4, musk: 2 },
    ],
    [0, 8, 2],
    ['#c9d8c2', '#b9cfc8', '#d3dcb8', '#a9c3c9'],
    'pua d',
    0.4,
  ),
  aquatic: genre(
    'a cool marine scent|an aquatic with salt on its skin|a walk along the water',
    'cool salty airy transparent breezy',
    [
      { water: 5, citrus: 5, green: 1 },
      { water: 3, herbs: 3, gardenFloral: 2 },
      { musk: 4, wood: 4, amber: 3 },
    ],
    [2, 6, 3],
    ['#b5d6e4', '#9cc6da', '#c6e0e6', '#a8cfd6'],
    'u d',
    0.35,
  ),
  green: genre(
    'a green scent of leaves and stems|a garden after rain|a fresh green floral',
    'green dewy crisp leafy quiet',
    [
      { green: 7, citrus: 3 },
      { gardenFloral: 5, whiteFloral: 3, tea: 1 },
      { musk: 4, vetiver: 3, moss: 2 },
    ],
    [4, 2, 4],
    ['#cfdcae', '#bcd19b', '#dbe5c3'],
    'pu d',
    0.3,
  ),
  fig: genre(
    'a milky green fig|a fig tree at noon|a fig, from leaf to bark',
    'milky green sunlit dusty soft',
    [
      { green: 5, citrus: 2, orchard: 3 },
      { milk: 3, tea: 1, gardenFloral: 2, orchard: 2 },
      { wood: 5, musk: 2, milk: 3 },
    ],
    [3, 2, 6],
    ['#cbd3a4', '#bcc593', '#d8d6b5'],
    'pua d',
    0.4,
  ),
  tea: genre(
    'a calm tea scent|a cup of tea by an open window|a tea accord, poured pale',
    'calm clear airy thoughtful light',
    [
      { citrus: 6, freshSpice: 2, green: 2 },
      { tea: 8, whiteFloral: 2, gardenFloral: 2 },
      { musk: 5, wood: 3, vetiver: 1 },
    ],
    [3, 2, 6],
    ['#dfd3a0', '#d9cf9c', '#e6dfbd'],
    'pua d',
    0.25,
  ),
  rose: genre(
    'a rose with depth|a rose in full bloom|a velvet rose',
    'velvety radiant tender full-bodied elegant',
    [
      { freshSpice: 3, citrus: 3, berries: 4 },
      { rose: 9, whiteFloral: 1, powderFloral: 1 },
      { patchouli: 3, musk: 4, wood: 3, amber: 1 },
    ],
    [7, 1, 4],
    ['#eeb5b3', '#e79aa2', '#f3c9c4', '#dd8790'],
    'paw dn',
    0.55,
  ),
  peony: genre(
    'a fresh floral bouquet|a bunch of spring flowers|a light-footed floral',
    'fresh rosy airy cheerful tender',
    [
      { orchard: 4, citrus: 3, berries: 3 },
      { gardenFloral: 7, rose: 3, whiteFloral: 2 },
      { musk: 6, wood: 2, amber: 1 },
    ],
    [9, 0, 1],
    ['#f6cdd0', '#f3bfc8', '#f8dcd8'],
    'pu d',
    0.35,
  ),
  whiteFloral: genre(
    'a creamy white floral|a bouquet of night-blooming flowers|a white floral with presence',
    'creamy luminous heady smooth radiant',
    [
      { blossom: 3, citrus: 3, orchard: 2, green: 1 },
      { whiteFloral: 9, yellowFloral: 3 },
      { wood: 4, musk: 3, vanilla: 2, amber: 1 },
    ],
    [8, 0, 2],
    ['#f6ead0', '#f7efdc', '#f2e2b9'],
    'pu dn',
    0.65,
  ),
  solar: genre(
    'a solar floral|a warm day at the beach|a scent of sun on skin',
    'sunny creamy salty warm golden',
    [
      { tropical: 3, citrus: 4, water: 1 },
      { yellowFloral: 7, whiteFloral: 3 },
      { milk: 2, vanilla: 3, musk: 4, wood: 2 },
    ],
    [7, 1, 3],
    ['#f5cf8c', '#f2c27a', '#f7dca6'],
    'u d',
    0.5,
  ),
  mimosa: genre(
    'a powdery yellow floral|a spring afternoon in yellow|a honeyed floral',
    'powdery honeyed golden gentle fluffy',
    [
      { citrus: 3, green: 3, orchard: 1 },
      { yellowFloral: 8, honey: 3, powderFloral: 2 },
      { musk: 4, wood: 3, vanilla: 2 },
    ],
    [7, 0, 2],
    ['#f3da84', '#efd06c', '#f6e5a8'],
    'p d',
    0.4,
  ),
  iris: genre(
    'a cool iris|a powdery iris in grey silk|an iris, elegant and a little distant',
    'powdery cool elegant silky restrained',
    [
      { citrus: 4, aldehydes: 2, freshSpice: 2 },
      { powderFloral: 9, rose: 1 },
      { wood: 4, musk: 4, leather: 1, vetiver: 1 },
    ],
    [5, 3, 4],
    ['#d5cbe3', '#c6bad9', '#e3dcea', '#d6cfd6'],
    'paw dn',
    0.5,
  ),
  aldehydic: genre(
    'a sparkling aldehydic floral|a floral in evening dress|a soapy, sparkling bouquet',
    'sparkling polished soapy luminous grand',
    [
      { aldehydes: 7, citrus: 3 },
      { rose: 3, whiteFloral: 4, powderFloral: 3, yellowFloral: 2 },
      { wood: 3, musk: 4, moss: 1, vanilla: 1 },
    ],
    [8, 0, 1],
    ['#f0dfae', '#f1e7cd', '#e9d59b'],
    'paw n',
    0.6,
  ),
  fruity: genre(
    'a playful fruity floral|a bowl of fruit and a bunch of flowers|a juicy, easy-going scent',
    'juicy playful bright sweet carefree',
    [
      { orchard: 4, berries: 5, tropical: 2, citrus: 2 },
      { gardenFloral: 4, whiteFloral: 3, rose: 2 },
      { musk: 5, vanilla: 3, wood: 2 },
    ],
    [9, 0, 1],
    ['#f2a9b0', '#f6b9a4', '#ee93a6', '#f4c2a0'],
    'pu d',
    0.45,
  ),
  tropical: genre(
    'a tropical cocktail|a holiday in a bottle|a sunny blend of fruit and flowers',
    'sunny juicy creamy exotic cheerful',
    [
      { tropical: 8, citrus: 3 },
      { yellowFloral: 5, whiteFloral: 2 },
      { milk: 3, vanilla: 3, musk: 3 },
    ],
    [6, 1, 3],
    ['#f5c07e', '#f3b06b', '#f6d59a'],
    'u d',
    0.4,
  ),
  chypre: genre(
    'a modern chypre|a mossy chypre with a straight back|a chypre of moss and petals',
    'mossy elegant dry poised autumnal',
    [
      { citrus: 6, orchard: 2, green: 2 },
      { rose: 4, whiteFloral: 3, warmSpice: 1 },
      { moss: 5, patchouli: 5, amber: 2, leather: 1 },
    ],
    [6, 2, 4],
    ['#cda15e', '#c2a567', '#d5b678'],
    'aw dn',
    0.65,
  ),
  gourmand: genre(
    'a gourmand to the last drop|a dessert with good manners|a sweet, edible scent',
    'sweet creamy comforting caramelised playful',
    [
      { berries: 3, orchard: 2, citrus: 2, spirits: 1 },
      { nuts: 3, honey: 2, yellowFloral: 2, whiteFloral: 2 },
      { gourmand: 6, vanilla: 6, cocoa: 2, musk: 2, nuts: 1 },
    ],
    [7, 1, 3],
    ['#d9a877', '#e2b98a', '#cf9665', '#e6c39c'],
    'aw n',
    0.75,
  ),
  vanilla: genre(
    'a warm vanilla|a vanilla with woods under it|a vanilla for grown-ups',
    'warm creamy enveloping smooth cosy',
    [
      { citrus: 3, freshSpice: 3, orchard: 1, spirits: 2 },
      { yellowFloral: 3, warmSpice: 3, whiteFloral: 2 },
      { vanilla: 9, amber: 3, wood: 3, musk: 2 },
    ],
    [5, 2, 5],
    ['#e3b06b', '#d99f58', '#ecc489'],
    'aw n',
    0.75,
  ),
  amber: genre(
    'a deep amber|an amber, warm and resinous|a slow-burning amber',
    'resinous warm golden deep glowing',
    [
      { citrus: 3, freshSpice: 4, herbs: 1 },
      { warmSpice: 5, smoke: 2, rose: 2 },
      { amber: 8, resin: 5, vanilla: 3 },
    ],
    [3, 3, 6],
    ['#cf8a3c', '#d79a4b', '#bf7730'],
    'aw n',
    0.8,
  ),
  incense: genre(
    'a quiet incense|an incense, dry and smoky|a scent of stone, smoke and resin',
    'smoky dry still meditative mineral',
    [
      { freshSpice: 5, citrus: 3, aldehydes: 1 },
      { smoke: 7, conifer: 2, warmSpice: 2 },
      { resin: 6, wood: 5, vetiver: 1 },
    ],
    [1, 2, 7],
    ['#a98a6d', '#9a7b63', '#b79d82'],
    'aw n',
    0.7,
  ),
  oud: genre(
    'an oud, dark and polished|a rose and oud in the old manner|an oud with a long shadow',
    'dark smoky opulent resinous lasting',
    [
      { freshSpice: 3, warmSpice: 3, berries: 1, citrus: 2 },
      { rose: 6, warmSpice: 3, smoke: 2 },
      { oud: 9, amber: 4, leather: 2, patchouli: 2 },
    ],
    [2, 3, 7],
    ['#5c3022', '#6b3a25', '#4c261f', '#7a4528'],
    'aw n',
    0.95,
  ),
  saffron: genre(
    'a saffron and suede accord|a glowing, leathery spice|a jewel of saffron and amber',
    'glowing leathery radiant dense refined',
    [
      { warmSpice: 4, berries: 2, freshSpice: 3 },
      { warmSpice: 4, rose: 3, smoke: 1, whiteFloral: 2 },
      { leather: 5, amber: 5, wood: 4 },
    ],
    [2, 3, 6],
    ['#c9682f', '#b9552b', '#d58347'],
    'aw n',
    0.9,
  ),
  spicy: genre(
    'a warm, spicy scent|a spice trade in miniature|a spicy wood with good manners',
    'spicy warm confident dry glowing',
    [
      { freshSpice: 6, citrus: 4 },
      { warmSpice: 7, herbs: 2, rose: 1 },
      { wood: 5, vanilla: 3, amber: 3, tobacco: 1 },
    ],
    [1, 7, 3],
    ['#c8733f', '#d08a54', '#b96434'],
    'aw dn',
    0.7,
  ),
  woody: genre(
    'a dry, modern wood|a cedar with clean edges|a wood for every day',
    'dry clean modern grounded calm',
    [
      { citrus: 4, freshSpice: 4, herbs: 2 },
      { conifer: 2, herbs: 3, powderFloral: 2, tea: 1 },
      { wood: 9, vetiver: 3, musk: 3, amber: 2 },
    ],
    [1, 6, 5],
    ['#c99a62', '#d6b283', '#bd8a52', '#ddc49c'],
    'paw dn',
    0.55,
  ),
  sandalwood: genre(
    'a creamy sandalwood|a sandalwood, smooth as milk|a soft wood that stays close',
    'creamy smooth soft warm close',
    [
      { freshSpice: 4, citrus: 2, green: 1 },
      { powderFloral: 3, milk: 2, whiteFloral: 2, rose: 1 },
      { wood: 9, milk: 3, musk: 3, vanilla: 2 },
    ],
    [3, 2, 6],
    ['#dfbf95', '#d6b085', '#e6cfae'],
    'paw dn',
    0.6,
  ),
  vetiver: genre(
    'a vetiver, earthy and bright|a rooty, elegant vetiver|a vetiver in a white shirt',
    'earthy dry smart bright rooty',
    [
      { citrus: 6, freshSpice: 3, green: 1 },
      { herbs: 3, warmSpice: 2, conifer: 2, rose: 1 },
      { vetiver: 9, wood: 4, tobacco: 1, moss: 1 },
    ],
    [0, 6, 4],
    ['#c7cf9b', '#b8c48a', '#d3d8b0'],
    'pua d',
    0.5,
  ),
  patchouli: genre(
    'a patchouli, dark and rounded|a patchouli in velvet|an earthy, chocolate-dark patchouli',
    'dark earthy rounded sensual deep',
    [
      { citrus: 3, berries: 2, freshSpice: 2 },
      { rose: 4, warmSpice: 2, cocoa: 1 },
      { patchouli: 9, amber: 3, vanilla: 3, cocoa: 1 },
    ],
    [4, 3, 4],
    ['#94553f', '#a3634a', '#84483a'],
    'aw n',
    0.8,
  ),
  leather: genre(
    'a soft leather|a leather jacket with flowers in its pocket|a dry, smoky leather',
    'smoky soft dry worn-in dark',
    [
      { citrus: 3, freshSpice: 4, herbs: 2 },
      { powderFloral: 3, smoke: 3, rose: 2, warmSpice: 1 },
      { leather: 9, wood: 4, tobacco: 2, amber: 1 },
    ],
    [2, 5, 5],
    ['#8f5a34', '#7c4c2d', '#a06b41'],
    'aw n',
    0.8,
  ),
  tobacco: genre(
    'a honeyed tobacco|a tobacco by the fire|a tobacco, sweet and well aged',
    'honeyed warm aged rich relaxed',
    [
      { spirits: 4, citrus: 2, freshSpice: 3 },
      { honey: 4, warmSpice: 4, smoke: 1 },
      { tobacco: 8, vanilla: 4, wood: 3 },
    ],
    [1, 5, 4],
    ['#9d6231', '#8c5428', '#b0743d'],
    'aw n',
    0.85,
  ),
  spirits: genre(
    'a scent for the last drink of the evening|a boozy wood|a warm, after-dark scent',
    'boozy warm amber-lit mellow bold',
    [
      { spirits: 8, citrus: 2, orchard: 2 },
      { warmSpice: 4, cocoa: 2, honey: 1 },
      { wood: 5, vanilla: 4, leather: 2, tobacco: 2 },
    ],
    [1, 5, 4],
    ['#a8632d', '#b87638', '#93502a'],
    'aw n',
    0.85,
  ),
  coffee: genre(
    'a dark roast|a coffee drunk standing up|a scent of cocoa, coffee and warm skin',
    'roasted dark creamy bittersweet warm',
    [
      { freshSpice: 3, spirits: 2, citrus: 2, nuts: 2 },
      { warmSpice: 2, whiteFloral: 3, cocoa: 4 },
      { cocoa: 6, vanilla: 4, wood: 3, patchouli: 2 },
    ],
    [3, 3, 4],
    ['#6d4127', '#7d4d2f', '#5c3422'],
    'aw n',
    0.8,
  ),
  conifer: genre(
    'a walk in a cold forest|a resinous evergreen|a scent of needles, bark and cold air',
    'cold resinous evergreen brisk wild',
    [
      { citrus: 3, freshSpice: 3, herbs: 3, green: 2 },
      { conifer: 8, smoke: 1 },
      { wood: 5, moss: 4, resin: 3, vetiver: 1 },
    ],
    [0, 5, 5],
    ['#a9b98a', '#97ad7f', '#bccaa0'],
    'aw d',
    0.55,
  ),
  musk: genre(
    'a clean skin musk|a second skin|a musk, soft as washed cotton',
    'clean soft cottony intimate weightless',
    [
      { aldehydes: 3, citrus: 3, orchard: 2 },
      { gardenFloral: 3, powderFloral: 3, whiteFloral: 2 },
      { musk: 9, wood: 3, amber: 2 },
    ],
    [5, 1, 5],
    ['#f4ece8', '#f0e4e0', '#eeeae4', '#f3e3e3'],
    'pua d',
    0.4,
  ),
} as const satisfies Record<string, Genre>;

export type GenreName = keyof typeof genres;
export const genreNames = Object.keys(genres) as readonly GenreName[];
