import { createHash } from 'node:crypto';
import type { Concentration } from './model.ts';

/** Letters that Unicode does not take apart, as people type them without the right keyboard. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Lower case without accents; everything else stays. */
function unaccented(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter);
}

/**
 * A name as it is compared: "L’Eau d’Issey" and "L eau D'Issey" are both "leaudissey". Letters of every script count.
 * Empty when there is neither letter nor digit in it.
 */
export function foldKey(text: string): string {
  return unaccented(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Longer keys than this end in a hash, so that they fit the columns that hold them and still differ. */
const longestNameKey = 80;

/**
 * The key under which a brand, note or accord is known: its name folded, or the name itself where folding leaves nothing of
 * it ("?!"). At most 80 characters.
 */
export function nameKey(name: string): string {
  const key = foldKey(name) || name.trim().toLowerCase();
  if (key.length <= longestNameKey) return key;
  return `${Array.from(key)
    .slice(0, longestNameKey / 2)
    .join('')}|${hash(key)}`;
}

const longestSlug = 120;

/**
 * A text as a part of an address: lower-case ASCII words joined by '-', at most 120 characters, cut between words where
 * possible. Never empty: a text without Latin letters or digits becomes 'x' and a hash of it.
 */
export function slugify(text: string): string {
  const words = unaccented(text)
    .replace(/(?<=[a-z])['’]s(?![a-z])/g, 's')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (words === '') return `x${hash(text)}`;
  if (words.length <= longestSlug) return words;
  const cut = words.slice(0, longestSlug + 1);
  const end = cut.lastIndexOf('-');
  return end > longestSlug / 2 ? cut.slice(0, end) : cut.slice(0, longestSlug);
}

const longestSourceKey = 255;

/**
 * The identity of a product whose supplier gives none: brand, name, concentration and year, folded. Two spellings of one
 * product have one key; two years or concentrations of one name have two.
 */
export function productSourceKey(product: {
  readonly brandName: string;
  readonly name: string;
  readonly concentration: Concentration | null;
  readonly launchYear: number | null;
}): string {
  const key = [
    nameKey(product.brandName),
    nameKey(product.name),
    product.concentration ?? '',
    product.launchYear ?? '',
  ].join('|');
  return key.length <= longestSourceKey ? key : `${key.slice(0, longestSourceKey - 11)}|${hash(key)}`;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 10);
