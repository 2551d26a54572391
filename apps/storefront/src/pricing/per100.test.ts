import { describe, expect, it } from 'vitest';
import { per100 } from './per100.ts';

describe('per100', () => {
  it.each([
    [5000, { amount: 10_000, unit: 'ml' }, 5000],
    [5000, { amount: 5_000, unit: 'ml' }, 10_000],
    [5000, { amount: 750, unit: 'ml' }, 66_667],
    [1299, { amount: 25_000, unit: 'g' }, 520],
    [1, { amount: 20_000, unit: 'ml' }, 1],
    [1, { amount: 20_001, unit: 'ml' }, 0],
  ] as const)('%i cents for %j are %i', (cents, size, expected) => {
    expect(per100(cents, size)).toEqual({ cents: expected, unit: size.unit });
  });

  it('has no meaning for pieces', () => {
    expect(per100(5000, { amount: 300, unit: 'piece' })).toBeNull();
  });
});
