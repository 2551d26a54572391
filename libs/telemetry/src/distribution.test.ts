import { describe, expect, it } from 'vitest';
import { Distribution, type DistributionValue } from './distribution.ts';

/** The value below which so many percent lie, as CloudWatch works it out from values and their counts. */
function percentile({ Values, Counts, Count }: DistributionValue, percent: number): number {
  let below = 0;
  return Values.find((_value, index) => (below += Counts[index]!) >= (Count * percent) / 100)!;
}

describe('a distribution', () => {
  it('gives percentiles to within 8 %, from a tenth to three minutes', () => {
    const distribution = new Distribution();
    for (let n = 1; n <= 100_000; n += 1) distribution.record(n / 2);
    const taken = distribution.take()!;
    for (const percent of [10, 50, 90, 99, 99.9]) {
      const exact = (percent / 100) * 50_000;
      expect(Math.abs(percentile(taken, percent) / exact - 1)).toBeLessThan(0.08);
    }
    expect(taken).toMatchObject({ Min: 0.5, Max: 50_000, Count: 100_000 });
    expect(taken.Counts.reduce((sum, count) => sum + count, 0)).toBe(100_000);
  });

  it('never has more values than CloudWatch takes', () => {
    const distribution = new Distribution();
    for (let value = 0.001; value < 1e9; value *= 1.01) distribution.record(value);
    const { Values, Counts } = distribution.take()!;
    expect(Values.length).toBeLessThanOrEqual(100);
    expect(Counts.length).toBe(Values.length);
    expect(new Set(Values).size).toBe(Values.length);
  });

  it('gives a single value back as it was', () => {
    const distribution = new Distribution();
    distribution.record(12.3);
    expect(distribution.take()).toEqual({
      Values: [12.3],
      Counts: [1],
      Min: 12.3,
      Max: 12.3,
      Sum: 12.3,
      Count: 1,
    });
  });

  it('begins anew once it was taken, and counts nothing that is no measurement', () => {
    const distribution = new Distribution();
    distribution.record(5);
    distribution.take();
    for (const value of [NaN, Infinity, -1]) distribution.record(value);
    expect(distribution.take()).toBeUndefined();
  });
});
