import { isGtin } from '../../catalogue/index.ts';
import { Refusal, shown } from './refusal.ts';

/**
 * A whole number from 0; null for an empty cell. `12`, `12.0`, `1,200`.
 * @param most the largest that is believed
 * @throws Refusal for anything else
 */
export function parseCount(text: string, most: number): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (/^[-\u2212]\s*\d/.test(trimmed)) throw new Refusal(`${shown(text)} is negative.`);
  const digits = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?$/.exec(trimmed)?.[1]?.replaceAll(',', '');
  if (digits === undefined) throw new Refusal(`${shown(text)} is not a whole number.`);
  const value = Number(digits);
  if (!Number.isSafeInteger(value) || value > most)
    throw new Refusal(`${shown(text)} is more than ${most.toLocaleString('en-US')}.`);
  return value;
}

/**
 * A year of launch; null for an empty cell.
 * @throws Refusal when it is not a year of four digits
 */
export function parseYear(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const digits = /^([12]\d{3})(?:\.0)?$/.exec(trimmed)?.[1];
  if (digits === undefined) throw new Refusal(`${shown(text)} is not a year.`);
  return Number(digits);
}

/**
 * A moment in UTC; null for an empty cell. ISO 8601 with `Z` or an offset; without either it is taken as UTC, and without
 * a time as the day's first moment.
 * @throws Refusal for anything else, such as 03/04/2026, which people read in two ways
 */
export function parseMoment(text: string): Date | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      trimmed,
    );
  const [, day, time = '00:00', zone = 'Z'] = parts ?? [];
  const moment = new Date(`${day ?? ''}T${time}${zone}`);
  const rolledOver = day !== undefined && Number(day.slice(8)) > daysOf(day);
  if (parts === null || Number.isNaN(moment.getTime()) || rolledOver)
    throw new Refusal(`${shown(text)} is not a moment; write it like 2026-03-04T05:06:00Z.`);
  return moment;
}

const daysOf = (day: string): number =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();

/**
 * A barcode (GTIN-8, 12, 13 or 14) as its digits; null for an empty cell. Leading zeros stay, and the apostrophe by which
 * spreadsheets mark text goes.
 * @throws Refusal when it is no barcode, its check digit is wrong, or a spreadsheet has rounded it
 */
export function parseGtin(text: string): string | null {
  const digits = text.trim().replace(/^'/, '').replace(/[\s-]/g, '');
  if (digits === '') return null;
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(digits))
    throw new Refusal(`A spreadsheet has rounded the barcode ${shown(text)}; format the column as text.`);
  if (!isGtin(digits))
    throw new Refusal(`${shown(text)} is not a barcode: its digits do not prove each other.`);
  return digits;
}
