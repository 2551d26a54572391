/** Letters that Unicode does not take apart, as people type them. */
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

/** Lower case, without accents. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  // Most of what is folded is plain ASCII, and normalising costs more than finding that out.
  if (isAscii(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter);
}

/**
 * The words of a text, folded. An apostrophe ends a word ("l'eau" is "l", "eau"), an English genitive's falls away
 * ("women's" is "women"), initials joined by "&" are one word ("d&g" is "dg"), and a number's "no" stands by itself.
 */
export function wordsOf(text: string): string[] {
  let plain = folded(text);
  if (/['’‘`´&]/.test(plain))
    plain = plain
      .replace(/(?<=\p{L})['’‘`´]s(?!\p{L})/gu, '')
      .replace(/(?<!\p{L})(\p{L}) ?& ?(\p{L})(?!\p{L})/gu, '$1$2');
  const words = plain.match(isAscii(plain) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
  return mayBeNumbered.test(plain) ? words.flatMap((word) => numbered.exec(word)?.slice(1) ?? [word]) : words;
}

const numbered = /^(n|no|nr)(\d+)$/;
/** Found in a whole text at once, as hardly any text has such a word. */
const mayBeNumbered = /(?<![a-z0-9])nr?o?\d/;
const isAscii = (text: string) => !/[^ -~]/.test(text);

/** Words that hold a name together and by which nobody searches: they never narrow a search that has other words. */
const glue = new Set(
  'a an and by da das de dei del della der des di do du e el en et for from i il in la las le les lo los no nr of on or pour s the to und von with y'.split(
    ' ',
  ),
);

/** Whether a word may be missing from a product that has all the others; single letters are what lost accents leave. */
export function isGlue(word: string): boolean {
  return glue.has(word) || (word.length === 1 && !/\d/.test(word));
}
