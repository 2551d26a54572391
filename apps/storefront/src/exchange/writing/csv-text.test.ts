import { describe, expect, it } from 'vitest';
import { CsvReader } from '../reading/csv-reader.ts';
import { csvText } from './csv-text.ts';
import { guardFormula, unguardFormula } from './formula.ts';

describe('csvText', () => {
  it('is read back exactly, with formulas guarded on the way', () => {
    const pieces = ['a', '=1+1', '-', "'", '"', ',', '\n', '|', ' ', '日', '😀', ';', '@', '\\'];
    let seed = 5;
    const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    for (let round = 0; round < 400; round += 1) {
      const rows = Array.from({ length: 1 + random(4) }, (_, row) =>
        Array.from({ length: 4 }, (_cell, place) =>
          place === 0
            ? `row ${row}`
            : Array.from({ length: random(5) }, () => pieces[random(pieces.length)]).join(''),
        ),
      );
      const text = csvText(rows.map((row) => row.map(guardFormula)));
      const reader = new CsvReader({ separator: ',' });
      const found = [...reader.push(text), ...reader.end()];
      expect(found.map((row) => ('cells' in row ? row.cells.map(unguardFormula) : row.broken))).toEqual(rows);
    }
  });
});
