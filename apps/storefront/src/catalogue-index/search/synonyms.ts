import type { Concentration, Gender, ItemCondition, ProductKind } from '../../catalogue/index.ts';

/** What words stand for besides themselves. */
export interface Meaning {
  readonly concentrations?: readonly Concentration[];
  readonly genders?: readonly Gender[];
  readonly kinds?: readonly ProductKind[];
  /** A condition is asked of the variant, not of the product. */
  readonly condition?: ItemCondition;
  /** What a nickname is short for. */
  readonly shortFor?: string;
}

const meanings = new Map<string, Meaning>();

/** The most words that have a meaning together. */
export const longestMeaning = 4;

/** What these words, folded and joined with blanks, stand for besides themselves. */
export function meaningOf(words: string): Meaning | undefined {
  return meanings.get(words);
}

function mean(meaning: Meaning, ...spellings: readonly string[]): void {
  for (const spelling of spellings) meanings.set(spelling, meaning);
}

mean({ concentrations: ['extrait'] }, 'extrait', 'extrait de parfum', 'parfum extrait', 'pure parfum');
mean({ concentrations: ['extrait'] }, 'pure perfume', 'perfume extract');
mean({ concentrations: ['extrait', 'eau-de-parfum'] }, 'parfum');
mean({ concentrations: ['eau-de-parfum'] }, 'edp', 'eau de parfum', 'eau parfum', 'eau de perfume');
mean({ concentrations: ['eau-de-toilette'] }, 'edt', 'eau de toilette', 'eau toilette', 'toilette');
mean({ concentrations: ['eau-de-cologne'] }, 'edc', 'eau de cologne', 'eau cologne');
mean({ concentrations: ['eau-de-cologne'], kinds: ['cologne'] }, 'cologne', 'colognes');
mean({ concentrations: ['eau-fraiche'] }, 'eau fraiche', 'fraiche');
mean({ concentrations: ['eau-de-parfum', 'eau-de-toilette', 'eau-de-cologne', 'eau-fraiche'] }, 'eau');
mean({ concentrations: ['mist'] }, 'mist', 'body mist', 'hair mist');
mean({ concentrations: ['oil'] }, 'oil', 'perfume oil', 'parfum oil');

mean({ genders: ['men'] }, 'men', 'mens', 'man', 'homme', 'hommes', 'uomo', 'him', 'his', 'gents');
mean({ genders: ['men'] }, 'for men', 'for man', 'for him', 'pour homme', 'pour hommes', 'per uomo');
mean({ genders: ['men'] }, 'pour lui');
mean({ genders: ['women'] }, 'women', 'womens', 'woman', 'femme', 'femmes', 'donna', 'her', 'hers', 'ladies');
mean({ genders: ['women'] }, 'for women', 'for woman', 'for her', 'pour femme', 'pour femmes', 'per donna');
mean({ genders: ['women'] }, 'pour elle');
mean({ genders: ['unisex'] }, 'unisex', 'for all', 'for everyone');

mean({ kinds: ['perfume', 'cologne'] }, 'perfume', 'perfumes', 'fragrance', 'fragrances', 'scent', 'scents');
mean({ kinds: ['hair-care'] }, 'hair care', 'haircare');
mean({ kinds: ['skin-care'] }, 'skin care', 'skincare', 'body care');
mean({ kinds: ['gift-set'] }, 'gift set', 'gift sets', 'giftset', 'giftsets', 'coffret', 'coffrets');

mean({ condition: 'tester' }, 'tester', 'testers');
mean({ condition: 'unboxed' }, 'unboxed', 'unbox', 'no box', 'without box');

const nicknames: Readonly<Record<string, string>> = {
  adg: 'acqua di gio',
  bdc: 'bleu de chanel',
  br540: 'baccarat rouge 540',
  bulgari: 'bvlgari',
  cdg: 'comme des garcons',
  ch: 'carolina herrera',
  ck: 'calvin klein',
  dg: 'dolce gabbana',
  dk: 'donna karan',
  ea: 'elizabeth arden',
  hb: 'hugo boss',
  jlo: 'jennifer lopez',
  jpg: 'jean paul gaultier',
  lv: 'louis vuitton',
  lveb: 'la vie est belle',
  mfk: 'maison francis kurkdjian',
  mmm: 'maison margiela',
  pdm: 'parfums de marly',
  pr: 'paco rabanne',
  rl: 'ralph lauren',
  tdh: 'terre d hermes',
  tf: 'tom ford',
  tm: 'thierry mugler',
  vs: 'victoria secret',
  ysl: 'yves saint laurent',
};
for (const [nickname, shortFor] of Object.entries(nicknames)) mean({ shortFor }, nickname);

/** Kinds of product to fall back on when nothing is called so. */
const kindsByWord: Readonly<Record<string, ProductKind>> = {
  shampoo: 'hair-care',
  shampoos: 'hair-care',
  conditioner: 'hair-care',
  conditioners: 'hair-care',
  cream: 'skin-care',
  creams: 'skin-care',
  lotion: 'skin-care',
  lotions: 'skin-care',
  moisturiser: 'skin-care',
  moisturizer: 'skin-care',
  serum: 'skin-care',
  set: 'gift-set',
  sets: 'gift-set',
  gift: 'gift-set',
  gifts: 'gift-set',
};

/** The kind of product that a word is about, for when no product is called so. */
export function kindOfWord(word: string): ProductKind | undefined {
  return Object.hasOwn(kindsByWord, word) ? kindsByWord[word] : undefined;
}
