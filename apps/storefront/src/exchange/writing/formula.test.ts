import { describe, expect, it } from 'vitest';
import { guardFormula, unguardFormula } from './formula.ts';

describe('guardFormula', () => {
  it.each(['=1+1', '+49 30', '-5', '@sum', '\tx', '\rx', "'=x"])('makes %j text', (cell) => {
    expect(guardFormula(cell)).toBe(`'${cell}`);
  });

  it.each(['', 'Rose', "'Rose", '1-2', 'L’Eau', ' =x'])('leaves %j alone', (cell) => {
    expect(guardFormula(cell)).toBe(cell);
  });

  it('is taken off again exactly, whatever the cell', () => {
    for (const lead of ['', "'", "''", "'''"])
      for (const rest of ['', '=x', '+', '-1', '@', '\t', '\r\n', 'x', "x'="]) {
        const cell = `${lead}${rest}`;
        expect(unguardFormula(guardFormula(cell))).toBe(cell);
      }
  });
});
