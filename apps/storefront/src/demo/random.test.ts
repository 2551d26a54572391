import { describe, expect, it } from 'vitest';
import { randomFrom } from './random.ts';

describe('a stream of random numbers', () => {
  const draw = (...keys: (string | number)[]) => {
    const random = randomFrom(...keys);
    return Array.from({ length: 20 }, () => random.next());
  };

  it('is the same for the same keys and another for others', () => {
    expect(draw(1, 'house', 2)).toEqual(draw(1, 'house', 2));
    expect(draw(1, 'house', 3)).not.toEqual(draw(1, 'house', 2));
  });

  it('stays within its bounds and reaches them', () => {
    const random = randomFrom('bounds');
    const drawn = Array.from({ length: 2_000 }, () => random.int(3, 6));
    expect(new Set(drawn)).toEqual(new Set([3, 4, 5, 6]));
  });

  it('picks by weight', () => {
    const random = randomFrom('weights');
    const drawn = Array.from({ length: 4_000 }, () =>
      random.weighted([
        ['often', 9],
        ['rarely', 1],
        ['never', 0],
      ] as const),
    );
    expect(drawn.filter((one) => one === 'often').length / drawn.length).toBeCloseTo(0.9, 1);
    expect(drawn).not.toContain('never');
  });

  it('samples without repeating, at most what there is', () => {
    const sample = randomFrom('sample').sample([1, 2, 3, 4], 9);
    expect(sample.toSorted()).toEqual([1, 2, 3, 4]);
  });
});
