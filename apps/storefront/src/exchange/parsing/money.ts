import { Refusal, shown } from './refusal.ts';

/** The highest amount that is believed, in cents: ten million. */
export const highestCents = 1_000_000_000;

const symbols: readonly (readonly [symbol: string, currencies: readonly string[]])[] = [
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['¥', ['JPY', 'CNY']],
  ['$', ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN']],
];

/**
 * An amount of money as integer cents; null for an empty cell. Never through floating point. The rules:
 * - `12`, `12.5`, `12,50`: one or two digits after the last separator are cents.
 * - `1,299.00`, `1.234,56`, `1 299,00`, `1'299.00`: with two kinds of separator the last is the decimal one; groups
 *   before it must have three digits.
 * - `1,299` and `1.299` are refused: they may mean 1299 or 1.299. `1,299,000` and `0.500` are clear.
 * - More decimals than cents only when they are zeros.
 * - A currency sign or code must be the shop's own.
 * @param currency ISO 4217 code of the shop
 * @throws Refusal for anything else, negative amounts and amounts above ten million
 */
export function parseMoney(text: string, currency: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const bare = withoutCurrency(trimmed, currency);
  if (/^[-\u2212\u2013]|[-\u2212]$|^\(.*\)$/.test(bare)) throw new Refusal(`${shown(text)} is negative.`);
  if (!/^\d[\d.,'\u2019\s\u00a0\u202f]*$/.test(bare))
    throw new Refusal(`${shown(text)} is not an amount of money.`);
  const { whole, decimals } = splitAmount(bare, text);
  if (!/^0*$/.test(decimals.slice(2))) throw new Refusal(`${shown(text)} has more decimals than cents.`);
  if (whole.replace(/^0+/, '').length > 8) throw new Refusal(`${shown(text)} is too large for a price.`);
  const cents = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
  if (cents > highestCents) throw new Refusal(`${shown(text)} is too large for a price.`);
  return cents;
}

function withoutCurrency(text: string, currency: string): string {
  let bare = text;
  const code = /^([A-Z]{3})\s*(?=[\d(-])|(?<=[\d)])\s*([A-Z]{3})$/i.exec(bare);
  const named = (code?.[1] ?? code?.[2])?.toUpperCase();
  if (code && named !== undefined) {
    if (named !== currency)
      throw new Refusal(`${shown(text)} is in ${named}; this shop sells in ${currency}.`);
    bare = bare.replace(code[0], '').trim();
  }
  for (const [symbol, currencies] of symbols) {
    if (!bare.includes(symbol)) continue;
    if (!currencies.includes(currency)) throw new Refusal(`${shown(text)} is not in ${currency}.`);
    bare = bare.replace(symbol, '').trim();
  }
  return bare;
}

/** The digits before and after the decimal separator. */
function splitAmount(bare: string, text: string): { whole: string; decimals: string } {
  const marks = bare.match(/\D/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return { whole: bare, decimals: '' };
  const kinds = new Set(marks.map((mark) => (/\s/.test(mark) ? ' ' : mark === '\u2019' ? "'" : mark)));
  const groupsOnly = /^[\s'\u2019]$/.test(last);
  const place = bare.lastIndexOf(last);
  const before = bare.slice(0, place);
  const after = bare.slice(place + 1);
  const decimal = !groupsOnly && (kinds.size > 1 || isDecimal(before, after, marks.length));
  if (!decimal && marks.length === 1 && !groupsOnly)
    throw new Refusal(
      `${shown(text)} can be read in two ways; write ${before}${after}.00 if it means thousands.`,
    );
  const whole = decimal ? before : bare;
  const malformed = () => new Refusal(`${shown(text)} has its separators in unusual places.`);
  if (decimal && (after === '' || bare.split(last).length > 2 || kinds.size > 2)) throw malformed();
  const groups = whole.split(/\D/);
  if (groups.length > 1) {
    const [first = '', ...others] = groups;
    if (first.length > 3 || first === '' || others.some((group) => group.length !== 3)) throw malformed();
  }
  return { whole: groups.join(''), decimals: decimal ? after : '' };
}

/** Whether the only kind of separator, a dot or a comma, is a decimal one. */
function isDecimal(before: string, after: string, count: number): boolean {
  if (count > 1) return false;
  return after.length !== 3 || /^0+$/.test(before);
}
