/** A name in one piece: composed letters, single blanks, none around it. */
export function tidied(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Z}\s]+/gu, ' ')
    .trim();
}

/** Words that stay small inside a name. */
const smallWords = new Set(
  'a al and by d da de dei del della der des di do du e el en et for i il la le les of on the to und van von y'.split(
    ' ',
  ),
);

/**
 * How well a name is spelt, to be compared with other spellings of the same name: accents and apostrophes that were kept,
 * capitals as in a title, small words small. Lone letters are what is left where an apostrophe was lost.
 */
export function spellingScore(name: string): number {
  const words = name.split(' ');
  const letters = name.replace(/[^\p{L}]/gu, '');
  let score = 0;
  if (/\P{ASCII}/u.test(name.replace(/[’‘]/g, ''))) score += 4;
  if (/\p{L}['’]\p{L}/u.test(name)) score += 2;
  score -= 2 * words.filter((word) => /^[lds]$/.test(word)).length;
  if (letters.length > 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    score -= 4;
  if (letters === letters.toLowerCase() && letters !== letters.toUpperCase()) score -= 4;
  for (const word of words.slice(1)) {
    const small = smallWords.has(word.toLowerCase());
    if (small && word !== word.toLowerCase()) score -= 1;
    if (!small && /^\p{Ll}/u.test(word)) score -= 1;
  }
  return score;
}

/** The best of several spellings of one name; of equals the one that comes first in code point order. */
export function bestSpelling(names: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly score: number } | undefined;
  for (const name of names) {
    const score = spellingScore(name);
    if (!best || score > best.score || (score === best.score && name < best.name)) best = { name, score };
  }
  return best?.name;
}

/** The name of a note or accord: tidied, its first letter large when the source has it all in small letters. */
export function scentName(name: string): string {
  const text = tidied(name);
  return text === text.toLowerCase() ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
