import { describe, expect, it } from 'vitest';
import { Dice } from '../testing/random-catalogue.ts';
import { orderedBy } from './order.ts';

describe('orderedBy', () => {
  it.each([
    ['few different keys', 3],
    ['keys of 16 bits', 60_000],
    ['keys of 32 bits', 2 ** 32],
  ])('sorts and leaves equal keys as they stood: %s', (_, highest) => {
    const dice = new Dice(highest % 1_000);
    const keys = Uint32Array.from({ length: 2_000 }, () => dice.below(highest));
    const items = Uint32Array.from({ length: 2_000 }, (_, at) => 1_999 - at);
    const expected = [...items].sort((one, other) => keys[one]! - keys[other]! || other - one);
    expect([...orderedBy(items, keys)]).toEqual(expected);
  });

  it('takes an empty list', () => {
    expect(orderedBy(new Uint32Array(), new Uint32Array())).toHaveLength(0);
  });
});
