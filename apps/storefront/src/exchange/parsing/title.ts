import type { Concentration, Gender, ItemCondition, Size } from '../../catalogue/model.ts';
import { findSize } from './size.ts';

/** What a supplier's title says beside the name. */
export interface TitleParts {
  /** What is left: the perfume's own name. Never empty unless the title is. */
  readonly name: string;
  readonly size: Size | null;
  readonly concentration: Concentration | null;
  readonly gender: Gender | null;
  /** Null when the title does not speak of it. */
  readonly condition: ItemCondition | null;
}

/** Concentrations by their full names and abbreviations; they leave the name wherever they stand. */
const fullConcentrations: readonly (readonly [RegExp, Concentration])[] = [
  [/\b(?:extrait de parfum|extrait|pure parfum)\b/i, 'extrait'],
  [/\b(?:eau de (?:parfum|perfume)|e\.?d\.?p\b\.?)/i, 'eau-de-parfum'],
  [/\b(?:eau de toilette|e\.?d\.?t\b\.?)/i, 'eau-de-toilette'],
  [/\b(?:eau de cologne|e\.?d\.?c\b\.?)/i, 'eau-de-cologne'],
  [/\beau fra[iî]che\b/i, 'eau-fraiche'],
  [/\b(?:body|hair|fragrance) mist\b/i, 'mist'],
  [/\b(?:perfume|parfum) oil\b/i, 'oil'],
];

/** Words that name a concentration only at the very end, because they are parts of names elsewhere. */
const lastWords: readonly (readonly [RegExp, Concentration])[] = [
  [/\s(?:parfum)$/i, 'extrait'],
  [/\s(?:cologne)$/i, 'eau-de-cologne'],
];

const conditions: readonly (readonly [RegExp, ItemCondition])[] = [
  [/[([]?\s*\btester\b(?:\s*[,/&-]?\s*(?:no|without|with)\s+(?:cap|box))?\s*[)\]]?/i, 'tester'],
  [/[([]?\s*\b(?:unboxed|(?:no|without|w\/o)\s+(?:box|cap)|damaged box)\b\s*[)\]]?/i, 'unboxed'],
];

/** The supplier's own gender phrase. "Pour Homme" and "for Her" are names: they tell the gender but stay. */
const genderPhrases: readonly (readonly [RegExp, Gender])[] = [
  [
    /[([]?\s*\bfor (?:men (?:and|&) women|women (?:and|&) men|unisex)\b\s*[)\]]?|[([]?\s*\bunisex\b\s*[)\]]?/i,
    'unisex',
  ],
  [
    /[([]?\s*\b(?:for (?:women|woman|ladies)|(?:women|ladies)['\u2019]?s)\b\s*[)\]]?|[([](?:women|woman|w)[)\]]/i,
    'women',
  ],
  [/[([]?\s*\b(?:for (?:men|man)|(?:men|gentlemen)['\u2019]?s)\b\s*[)\]]?|[([](?:men|man|m)[)\]]/i, 'men'],
];

/** Words in a name by which it tells its gender. */
const genderWords: readonly (readonly [RegExp, Gender])[] = [
  [/\b(?:unisex)\b/i, 'unisex'],
  [/\b(?:femme|women|woman|for her|donna|lady|elle|ella)\b/i, 'women'],
  [/\b(?:homme|men|man|for him|uomo|monsieur|hombre)\b/i, 'men'],
];

const packaging = /\b(?:natural )?(?:spray|vaporisateur|vapo|splash)\b|\bnew in box\b|\bsealed\b/gi;

/**
 * Takes a supplier's title apart: "Maison Vire Nuit Ambre Eau de Parfum Spray 3.4 oz for Women (Tester)" by Maison Vire is
 * the name "Nuit Ambre". A part leaves the name only while something of the name remains.
 * @param brand the brand, which suppliers put before the name or after a "by"
 */
export function readTitle(title: string, brand: string): TitleParts {
  const found = findSize(title);
  let name = withoutBrand(tidy(title), brand);
  const take = (pattern: RegExp): boolean => {
    if (!pattern.test(name)) return false;
    const left = tidy(name.replace(pattern, ' '));
    if (left !== '') name = left;
    return true;
  };
  for (const text of found?.texts ?? []) {
    const left = tidy(name.replace(text, ' '));
    if (left !== '') name = left;
  }
  // "Tester (no cap)" is a tester: the first that is found decides, all of them leave.
  const [condition = null] = conditions.filter(([pattern]) => take(pattern)).map(([, one]) => one);
  take(packaging);
  const concentration =
    fullConcentrations.find(([pattern]) => take(pattern))?.[1] ??
    lastWords.find(([pattern]) => take(pattern))?.[1] ??
    null;
  const phrase = genderPhrases.find(([pattern]) => take(pattern))?.[1];
  name = withoutBrand(name, brand);
  return { name, size: found?.size ?? null, concentration, gender: phrase ?? genderOf(name), condition };
}

/** The condition that a text speaks of ("Tester, no cap"); null when it speaks of none. */
export function conditionOf(text: string): ItemCondition | null {
  return conditions.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** The gender that a name tells by itself ("L'Homme", "for Her"); null when it does not, or tells both. */
export function genderOf(name: string): Gender | null {
  const told = genderWords.filter(([pattern]) => pattern.test(name)).map(([, gender]) => gender);
  if (told.includes('unisex') || told.length > 1) return 'unisex';
  return told[0] ?? null;
}

/**
 * A name whose last words are a concentration in full, taken apart: "Nuit Ambre Eau de Parfum" is "Nuit Ambre" and eau de
 * parfum, which the shop writes behind the name again. Any other name stays as it is.
 */
export function splitConcentration(name: string): { name: string; concentration: Concentration | null } {
  for (const [words, concentration] of endings) {
    const bare = name.replace(words, '').trim();
    if (bare !== name && bare !== '') return { name: bare, concentration };
  }
  return { name, concentration: null };
}

const endings: readonly (readonly [RegExp, Concentration])[] = [
  [/\sextrait de parfum$/i, 'extrait'],
  [/\seau de parfum$/i, 'eau-de-parfum'],
  [/\seau de toilette$/i, 'eau-de-toilette'],
  [/\seau de cologne$/i, 'eau-de-cologne'],
  [/\seau fra[iî]che$/i, 'eau-fraiche'],
];

function withoutBrand(title: string, brand: string): string {
  const escaped = brand.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (escaped === '') return title;
  const bare = tidy(
    title
      .replace(new RegExp(`^${escaped}(?=[\\s,:-]|$)`, 'iu'), '')
      .replace(new RegExp(`\\s+(?:by|von|de)\\s+${escaped}$`, 'iu'), ''),
  );
  return bare === '' ? title : bare;
}

/** Single blanks, no empty brackets, nothing hanging at the ends. */
function tidy(text: string): string {
  return text
    .replace(/[([]\s*[)\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:/|–-]+|[\s,;:/|–-]+$/g, '')
    .replace(/\s+([,;:])/g, '$1');
}
