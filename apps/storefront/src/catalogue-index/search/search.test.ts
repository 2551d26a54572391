import { describe, expect, it } from 'vitest';
import type { IndexedProduct } from '../store/indexed-product.ts';
import { emptyListingQuery, parseListingQuery } from '../../listing/url.ts';
import { aProduct, aVariant, catalogueOf } from '../testing/small-catalogue.ts';

const brands = [
  'Christian Dior',
  'Chanel',
  'Lancome',
  'Yves Saint Laurent',
  'Jean Paul Gaultier',
  'Giorgio Armani',
  'Dolce & Gabbana',
  'Anna Sui',
  'Carolina Herrera',
  'Cerruti',
  'Calvin Klein',
  'Savage & Sons',
  'Kérastase',
  "Victoria's Secret",
];
const notes = ['Pink Pepper', 'Black Pepper', 'Pink Grapefruit', 'Vetiver', 'Blackberry', 'Oud'];

let lastId = 0;
function scent(
  brand: string,
  name: string,
  product: Partial<IndexedProduct> & { ml?: readonly number[] } = {},
) {
  lastId += 1;
  const { ml = [50, 100], ...rest } = product;
  return aProduct(lastId, {
    brandId: 1 + brands.indexOf(brand),
    name,
    slug: `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${lastId}`,
    popularity: 1_000 - lastId,
    variants: ml.map((size, at) => aVariant(lastId * 10 + at, { ml: size, cents: 1_000 * (at + 1) })),
    ...rest,
  });
}

const products = [
  scent('Christian Dior', 'Sauvage', { concentration: 'eau-de-toilette', gender: 'men' }),
  scent('Christian Dior', 'Eau Sauvage', { concentration: 'eau-de-toilette', gender: 'men' }),
  scent('Christian Dior', 'Dior Homme', { gender: 'men' }),
  scent('Christian Dior', "J'adore", { concentration: 'eau-de-parfum', gender: 'women' }),
  scent('Savage & Sons', 'Savage Garden', { description: 'Nothing that Dior ever made.' }),
  scent('Chanel', 'No 5', { concentration: 'extrait', gender: 'women', launchYear: 1921 }),
  scent('Chanel', 'No 5 Eau Premiere'),
  scent('Chanel', 'Channel Crossing', { popularity: 1 }),
  scent('Lancome', 'La Vie Est Belle', { popularity: 2_000 }),
  scent('Lancome', 'Trésor', { gender: 'women' }),
  scent('Yves Saint Laurent', 'Opium', { popularity: 10 }),
  scent('Yves Saint Laurent', 'Black Opium'),
  scent('Jean Paul Gaultier', 'Le Male', { gender: 'men' }),
  scent('Jean Paul Gaultier', 'Le Male Terrible', { gender: 'men' }),
  scent('Giorgio Armani', 'Acqua di Gio', { ml: [30, 100, 200] }),
  scent('Giorgio Armani', 'Acqua di Gio Profumo', { ml: [40, 75] }),
  scent('Dolce & Gabbana', 'Light Blue', { gender: 'women' }),
  scent('Dolce & Gabbana', 'Light Blue pour Homme', { gender: 'men' }),
  scent('Anna Sui', 'La Nuit de Boh me'),
  scent('Carolina Herrera', '212'),
  scent('Carolina Herrera', '212 VIP'),
  scent('Cerruti', '1881'),
  scent('Calvin Klein', 'CK One', { gender: 'unisex', noteIds: [1] }),
  scent('Calvin Klein', 'Eternity', { noteIds: [2, 3], description: 'Pink pepper comes to mind.' }),
  scent('Kérastase', 'Bain Satin Shampoo', { kind: 'hair-care', ml: [250] }),
  scent('Kérastase', 'Masque Intense', { kind: 'hair-care', ml: [200] }),
  scent("Victoria's Secret", 'Blackberry Night'),
  scent("Victoria's Secret", 'Black Rose', { noteIds: [5], perfumer: 'Olivier Cresp' }),
  scent('Chanel', 'Bleu', {
    variants: [
      aVariant(9_001, { ml: 50, cents: 8_000, sku: 'CH-BL-50', gtin: '3145891073607' }),
      aVariant(9_002, {
        ml: 100,
        cents: 5_000,
        condition: 'tester',
        sku: 'CH-BL-100T',
        gtin: '0041554565470',
      }),
    ],
  }),
];
const { engine } = catalogueOf({ brands, notes, products });

const searched = (text: string) => engine.list(parseListingQuery(new URLSearchParams({ q: text }), {}));
const namesFor = (text: string) => searched(text).cards.map(({ name }) => name);

describe('a search finds first', () => {
  it.each([
    ['dior sauvage', 'Sauvage'],
    ['sauvage dior', 'Sauvage'],
    ['SAUVAGE  by Dior', 'Sauvage'],
    ['eau sauvage', 'Eau Sauvage'],
    ['savage dior', 'Sauvage'],
    ['dior homme', 'Dior Homme'],
    ["j'adore", "J'adore"],
    ['j’adore', "J'adore"],
    ['jadore', "J'adore"],
    ['chanel no 5', 'No 5'],
    ['chanel n°5', 'No 5'],
    ['chanel no5', 'No 5'],
    ['chanel number 5', 'No 5'],
    ['channel no 5', 'No 5'],
    ['no 5 extrait', 'No 5'],
    ['chanel 1921', 'No 5'],
    ['lancomme', 'La Vie Est Belle'],
    ['Lancôme Tresor', 'Trésor'],
    ['lancome trésor', 'Trésor'],
    ['la vie est bele', 'La Vie Est Belle'],
    ['ysl opium', 'Opium'],
    ['opium ysl', 'Opium'],
    ['jpg le male', 'Le Male'],
    ['d&g light blue', 'Light Blue'],
    ['dolce and gabbana light blue', 'Light Blue'],
    ['light blue for men', 'Light Blue pour Homme'],
    ['light blue women', 'Light Blue'],
    ['acqua di gio 100 ml', 'Acqua di Gio'],
    ['100ml acqua di gio', 'Acqua di Gio'],
    ['aqua di gio', 'Acqua di Gio'],
    ['la nuit de boheme', 'La Nuit de Boh me'],
    ['la nuit de bohême', 'La Nuit de Boh me'],
    ['212', '212'],
    ['1881', '1881'],
    ['ck one', 'CK One'],
    ['calvin klein one', 'CK One'],
    ['shampoo', 'Bain Satin Shampoo'],
    ['kerastase', 'Bain Satin Shampoo'],
    ['victorias secret blackberry', 'Blackberry Night'],
    ['black berry', 'Blackberry Night'],
    ['olivier cresp', 'Black Rose'],
    ['CH-BL-50', 'Bleu'],
    ['ch bl 50', 'Bleu'],
    ['3145891073607', 'Bleu'],
    ['041554565470', 'Bleu'],
    ['sauv', 'Sauvage'],
    ['dior sauv', 'Sauvage'],
  ])('%s → %s', (text, name) => {
    expect(namesFor(text)[0]).toBe(name);
  });
});

describe('a search understands', () => {
  it('an exact word as that word alone, whatever it resembles', () => {
    expect(namesFor('savage')).toEqual(['Savage Garden']);
    expect(searched('savage').understoodAs).toBeNull();
    expect(namesFor('channel')).toEqual(['Channel Crossing']);
  });

  it('ounces as the nearest size there is, and shows that size', () => {
    const { cards, understoodAs } = searched('acqua di gio 3.4 oz');
    expect(cards.map(({ name, fromVariant }) => [name, fromVariant])).toEqual([['Acqua di Gio', '100-ml']]);
    expect(understoodAs).toBe('acqua di gio 100 ml');
    expect(searched('acqua di gio 6.7oz').cards[0]?.fromVariant).toBe('200-ml');
  });

  it('a bare number as a size only when nothing is called so', () => {
    expect(searched('opium 50').cards[0]?.fromVariant).toBe('50-ml');
    expect(searched('opium 50').understoodAs).toBe('opium 50 ml');
    expect(namesFor('212')).toEqual(['212', '212 VIP']);
  });

  it('a tester as a condition of the variant, not as a word', () => {
    const { cards, relaxed } = searched('bleu tester');
    expect(cards.map(({ name, fromVariant }) => [name, fromVariant])).toEqual([['Bleu', '100-ml-tester']]);
    expect(relaxed).toBe(false);
  });

  it('concentrations by every name they have', () => {
    for (const text of ['dior edt', 'dior eau de toilette', 'eau de toilette dior', 'dior toilette'])
      expect(namesFor(text), text).toEqual(['Sauvage', 'Eau Sauvage']);
    expect(namesFor('dior edp')).toEqual(["J'adore"]);
  });

  it('for whom it is, in several languages', () => {
    for (const text of ['gaultier for men', 'gaultier pour homme', 'gaultier men', 'gaultier for him'])
      expect(namesFor(text), text).toEqual(['Le Male', 'Le Male Terrible']);
  });

  it('notes of two words as one note before two notes that share the words', () => {
    expect(namesFor('pink pepper')).toEqual(['CK One', 'Eternity']);
  });

  it('kinds of product when nothing is called so', () => {
    expect(namesFor('kerastase conditioner')).toEqual(['Bain Satin Shampoo', 'Masque Intense']);
  });

  it('what it corrected, and says so', () => {
    expect(searched('savage dior').understoodAs).toBe('sauvage dior');
    expect(searched('lancomme').understoodAs).toBe('lancome');
    expect(searched('channel no 5').understoodAs).toBe('chanel no 5');
    expect(searched('dior sauvage').understoodAs).toBeNull();
  });

  it('a name before a note before a description', () => {
    expect(namesFor('blackberry')).toEqual(['Blackberry Night', 'Black Rose']);
    expect(namesFor('dior').at(-1)).toBe('Savage Garden');
  });

  it('two misspelt words together', () => {
    expect(namesFor('yves saint lorent opum')[0]).toBe('Opium');
  });
});

describe('quoted words', () => {
  it('are looked for exactly as they stand there', () => {
    expect(searched('"savage dior"').total).toBe(0);
    expect(namesFor('"light blue"')).toEqual(['Light Blue', 'Light Blue pour Homme']);
    expect(searched('"blue light"').total).toBe(0);
    expect(searched('"lancomme"').total).toBe(0);
    expect(namesFor('"christian dior sauvage"')).toEqual(['Sauvage']);
  });

  it('stand beside words that are not quoted', () => {
    expect(namesFor('"light blue" homme')).toEqual(['Light Blue pour Homme']);
  });
});

describe('when no product has every word', () => {
  it('shows those that have most, and says that it did', () => {
    const { cards, relaxed } = searched('dior homme xylophone');
    expect(cards[0]?.name).toBe('Dior Homme');
    expect(relaxed).toBe(true);
  });

  it('leaves a size out that nothing has', () => {
    const { cards, relaxed } = searched('sauvage 999 ml');
    expect(cards[0]?.name).toBe('Sauvage');
    expect(relaxed).toBe(true);
  });

  it('finds nothing where no word means anything', () => {
    expect(searched('xylophone qqqqq')).toMatchObject({ total: 0, relaxed: false, understoodAs: null });
    expect(searched('!!! ???').total).toBe(0);
  });
});

describe('a search and filters', () => {
  it('hold together', () => {
    const query = parseListingQuery(new URLSearchParams('q=dior&gender=women'), {});
    expect(engine.list(query).cards.map(({ name }) => name)).toEqual(["J'adore"]);
  });

  it('put what is sold out behind equal matches in stock', () => {
    const { engine: other } = catalogueOf({
      brands: ['Dior'],
      products: [
        aProduct(1, { name: 'Oud Royal', popularity: 9, variants: [aVariant(10, { available: 0 })] }),
        aProduct(2, { name: 'Oud Noble', popularity: 1 }),
      ],
    });
    const result = other.list({ ...emptyListingQuery, text: 'oud', sort: 'relevance' });
    expect(result.cards.map(({ name }) => name)).toEqual(['Oud Noble', 'Oud Royal']);
  });

  it('survive whatever is typed', () => {
    for (const text of [
      '"',
      '""',
      '" "',
      "'",
      '&',
      '%',
      '\\',
      '\u0000',
      '🜁',
      'ﬀ',
      'a'.repeat(120),
      '"a "b" c"',
      '1'.repeat(120),
    ])
      expect(() => searched(text), text).not.toThrow();
    expect(() => searched(Array.from({ length: 40 }, (_, at) => `zq${at}x`).join(' '))).not.toThrow();
  });
});
