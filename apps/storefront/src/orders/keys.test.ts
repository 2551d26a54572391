import { describe, expect, it } from 'vitest';
import { isRandomKey, newOrderNumber, parseOrderNumber, placementKey, randomKey } from './keys.ts';

describe('order numbers', () => {
  it('are understood however they are typed', () => {
    const number = newOrderNumber();
    expect(number).toHaveLength(12);
    for (const typed of [
      number,
      number.toLowerCase(),
      number.replaceAll('-', ''),
      ` ${number.replaceAll('-', ' ')} `,
    ])
      expect(parseOrderNumber(typed)).toBe(number);
  });

  it.each(['', '123', '7KD-42MX-9QTX', '7KO-42MX-9QT', '0KD-42MX-9QT', '7KD-42MX-9Q<'])(
    '%j is none',
    (typed) => {
      expect(parseOrderNumber(typed)).toBeNull();
    },
  );

  it('hold no letter that looks like a digit and no vowel', () => {
    for (let round = 0; round < 200; round += 1) expect(newOrderNumber()).not.toMatch(/[01AEIOULY]/);
  });
});

describe('keys', () => {
  it('fit their columns', () => {
    expect(isRandomKey(randomKey())).toBe(true);
    expect(placementKey(randomKey(), 4_294_967_295).length).toBeLessThanOrEqual(40);
  });
});
