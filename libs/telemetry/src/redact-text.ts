/** Texts longer than this are cut, in characters: a log line is no place for a page or a file. */
const longestText = 4_000;

/** No address of mail, key or number of a card is shorter, in characters. */
const shortestSecret = 5;

interface Pattern {
  /** What every text that it finds something in holds: looking for it is cheaper than for the pattern. */
  readonly needs: RegExp;
  readonly finds: RegExp;
  readonly becomes: string | ((found: string) => string);
}

/** In this order: an address with a password would else be taken for one of mail. Repeats are bounded, so is their cost. */
const patterns: readonly Pattern[] = [
  // user:password@ of a URL
  { needs: /:\/\/.*@/, finds: /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"']{1,200}@/gi, becomes: '$1' },
  // the query of a URL or of a path
  {
    needs: /\/.*\?/,
    finds: /((?:\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s?"'<>]{1,500}|\/[\w\-./%~]{0,500}))\?[^\s"'<>]+/gi,
    becomes: '$1?…',
  },
  // the secret link of an order: 22 characters that stand for 128 random bits
  { needs: /\/[\w-]{22}/, finds: /(?<=\/)[\w-]{22}(?=[/?#\s"')\]]|$)/g, becomes: '[key]' },
  {
    needs: /@|%40/,
    finds:
      /[\p{L}\p{N}.!#$%&'*+=?^_`{|}~-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu,
    becomes: '[e-mail]',
  },
  { needs: /bearer|basic/i, finds: /\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi, becomes: '$1 [removed]' },
  // a header may hold several values
  {
    needs: /cookie|authorization/i,
    finds: /\b(cookie|authorization)\s*[=:]\s*[^"\n]+/gi,
    becomes: '$1=[removed]',
  },
  {
    needs: /[=:]/,
    finds: /\b(pass(?:word|wd)?|secret|token|api[_-]?key)\s*[=:]\s*[^\s,;&]+/gi,
    becomes: '$1=[removed]',
  },
  // keys of Amazon, of payment providers, and signed tokens
  {
    needs: /AKIA|ASIA|k_live_|k_test_|eyJ/,
    finds: /\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|[sr]k_(?:live|test)_\w{8,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/g,
    becomes: '[removed]',
  },
  {
    needs: /\d[ -]?\d{3}[ -]?\d{3}/,
    finds: /(?<![\w.-])\d(?:[ -]?\d){13,18}(?![\w-])/g,
    becomes: (found) => (isCardNumber(found) ? '[card]' : found),
  },
];

/**
 * A text without what must not stand in a log: addresses of mail, passwords, keys and tokens, card numbers, the query
 * strings of URLs, the secret links of orders. It knows them by their form; a name or a postal address has none and is kept
 * out by the key that it stands under.
 */
export function redactText(text: string): string {
  if (text.length < shortestSecret) return text;
  let redacted = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  for (const { needs, finds, becomes } of patterns) {
    if (!needs.test(redacted)) continue;
    redacted =
      typeof becomes === 'string' ? redacted.replace(finds, becomes) : redacted.replace(finds, becomes);
  }
  return redacted;
}

/** Whether the last of the digits is the check digit that card numbers have (Luhn, ISO/IEC 7812). */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
