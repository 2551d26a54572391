import { describe, expect, it } from 'vitest';
import { Dice } from '../testing/random-catalogue.ts';
import { noBits, rowsOf } from './bits.ts';
import { Posting } from './posting.ts';

const rows = (posting: Posting) => {
  const found: number[] = [];
  posting.each((row) => found.push(row));
  return found;
};

describe('Posting', () => {
  it.each([
    ['thin', 50_000, 400],
    ['dense', 600, 400],
    ['dense and then thin', 200_000, 3_000],
  ])('holds what a set holds, however it is kept: %s', (_, highest, count) => {
    const dice = new Dice(highest);
    const posting = new Posting();
    const set = new Set<number>();
    for (let step = 0; step < count; step += 1) {
      // Mostly ascending, as a catalogue is loaded, with changes anywhere between.
      const row = dice.happens(0.7) ? Math.floor((step / count) * highest) : dice.below(highest);
      if (dice.happens(0.8)) {
        posting.add(row);
        set.add(row);
      } else {
        posting.remove(row);
        set.delete(row);
      }
    }
    const expected = [...set].sort((one, other) => one - other);
    expect(posting.count).toBe(expected.length);
    expect(rows(posting)).toEqual(expected);
    const bits = noBits(highest);
    posting.addTo(bits);
    expect([...rowsOf(bits)]).toEqual(expected);
    for (let probe = 0; probe < 500; probe += 1) {
      const row = dice.below(highest);
      expect(posting.has(row)).toBe(set.has(row));
    }
  });
});
