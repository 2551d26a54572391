import { describe, expect, it } from 'vitest';
import { parseCount, parseGtin, parseMoment, parseYear } from './numbers.ts';

describe('parseCount', () => {
  it.each([
    ['12', 12],
    ['0', 0],
    ['12.0', 12],
    ['1,200', 1200],
    ['', null],
  ])('reads %s as %s', (text, count) => {
    expect(parseCount(text, 10_000)).toBe(count);
  });

  it.each(['-1', '1.5', 'many', 'NaN', '1e3', '10001', '9'.repeat(40)])('refuses %s', (text) => {
    expect(() => parseCount(text, 10_000)).toThrow();
  });
});

describe('parseYear', () => {
  it.each([
    ['2016', 2016],
    ['1533', 1533],
    ['2016.0', 2016],
    ['', null],
  ])('reads %s as %s', (text, year) => {
    expect(parseYear(text)).toBe(year);
  });

  it.each(['16', '20166', 'soon', '0000'])('refuses %s', (text) => {
    expect(() => parseYear(text)).toThrow(/not a year/);
  });
});

describe('parseMoment', () => {
  it.each([
    ['2026-03-04T05:06:07.089Z', '2026-03-04T05:06:07.089Z'],
    ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['2026-03-04 05:06', '2026-03-04T05:06:00.000Z'],
    ['2026-03-04T05:06:00+02:00', '2026-03-04T03:06:00.000Z'],
  ])('reads %s as %s', (text, iso) => {
    expect(parseMoment(text)?.toISOString()).toBe(iso);
  });

  it.each(['03/04/2026', '2026-02-30', '2026-13-01', 'tomorrow', '2026-03-04T25:00'])(
    'refuses %s',
    (text) => {
      expect(() => parseMoment(text)).toThrow(/not a moment/);
    },
  );
});

describe('parseGtin', () => {
  it('keeps leading zeros and takes blanks, hyphens and the text mark away', () => {
    expect(parseGtin("'0012345678905")).toBe('0012345678905');
    expect(parseGtin('4 006381-333931')).toBe('4006381333931');
    expect(parseGtin('')).toBeNull();
  });

  it('says when a spreadsheet has rounded it', () => {
    expect(() => parseGtin('4.00638E+12')).toThrow(/rounded/);
  });

  it.each(['4006381333932', '123', '40063813339310000', 'abc'])('refuses %s', (text) => {
    expect(() => parseGtin(text)).toThrow(/not a barcode/);
  });
});
