import { describe, expect, it } from 'vitest';
import { bestSpelling, scentName, tidied } from './spelling.ts';

describe('bestSpelling', () => {
  it.each([
    ['Fragrance du Bois', 'Fragrance Du Bois'],
    ['Hermès', 'Hermes'],
    ["L'Acqua di Fiori", 'L acqua di Fiori'],
    ['Victoria’s Secret', 'Victoria s Secret'],
    ['Chanel', 'CHANEL'],
    ['Nishane', 'nishane'],
    ['Acqua di Parma', 'ACQUA DI PARMA'],
    ['Tom Ford', 'Tom ford'],
  ])('prefers "%s" to "%s", whichever comes first', (better, worse) => {
    expect(bestSpelling([better, worse])).toBe(better);
    expect(bestSpelling([worse, better])).toBe(better);
  });

  it('decides between equals without regard to their order', () => {
    expect(bestSpelling(['Ysl', 'YSL'])).toBe(bestSpelling(['YSL', 'Ysl']));
  });
});

describe('tidied', () => {
  it('composes letters and leaves single blanks', () => {
    expect(tidied('  Herme\u0300s \n Paris\u00a0 ')).toBe('Hermès Paris');
  });
});

describe('scentName', () => {
  it.each([
    ['Thuja ', 'Thuja'],
    [' plum', 'Plum'],
    ['écorce', 'Écorce'],
    ['Iso E Super', 'Iso E Super'],
  ])('"%s" is "%s"', (given, name) => {
    expect(scentName(given)).toBe(name);
  });
});
