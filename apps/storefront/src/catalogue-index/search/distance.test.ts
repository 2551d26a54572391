import { describe, expect, it } from 'vitest';
import { distance } from './distance.ts';

describe('distance', () => {
  it.each([
    ['lancomme', 'lancome', 1],
    ['savage', 'sauvage', 1],
    ['opuim', 'opium', 1],
    ['chanel', 'chanel', 0],
    ['euforia', 'euphoria', 2],
    ['abc', '', 3],
    ['ca', 'abc', 3],
  ])('%s is %s in %i steps', (one, other, steps) => {
    expect(distance(one, other, 3)).toBe(steps);
    expect(distance(other, one, 3)).toBe(steps);
  });

  it('stops counting where too many are needed', () => {
    expect(distance('vetiver', 'opium', 2)).toBe(3);
    expect(distance('a', 'abcdefgh', 2)).toBe(3);
  });
});
