import type { Concentration, Gender, ItemCondition, ProductKind } from './model.ts';

/** Names of the controlled words, as shoppers read them. */

export const kindLabels: Readonly<Record<ProductKind, string>> = {
  perfume: 'Perfume',
  cologne: 'Cologne',
  'hair-care': 'Hair care',
  'skin-care': 'Skin care',
  'gift-set': 'Gift set',
};

export const genderLabels: Readonly<Record<Gender, string>> = {
  women: 'Women',
  men: 'Men',
  unisex: 'Unisex',
};

export const concentrationLabels: Readonly<Record<Concentration, string>> = {
  extrait: 'Extrait de parfum',
  'eau-de-parfum': 'Eau de parfum',
  'eau-de-toilette': 'Eau de toilette',
  'eau-de-cologne': 'Eau de cologne',
  'eau-fraiche': 'Eau fraîche',
  mist: 'Body mist',
  oil: 'Perfume oil',
};

export const conditionLabels: Readonly<Record<ItemCondition, string>> = {
  sealed: 'Sealed',
  tester: 'Tester',
  unboxed: 'Unboxed',
};

/** What a condition means for what arrives, in one or two sentences. */
export const conditionDescriptions: Readonly<Record<ItemCondition, string>> = {
  sealed: 'New and unopened, in the box of the house as it left the factory.',
  tester:
    'New and full, made by the house for its counters: the same contents, in a plain box or none, sometimes without a cap.',
  unboxed: 'New and full, without its box.',
};
