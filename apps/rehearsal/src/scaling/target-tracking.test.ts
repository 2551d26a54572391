import { describe, expect, it } from 'vitest';
import { trackTarget, type Minute } from './target-tracking.ts';

const plan = { minimum: 2, maximum: 6, cpuTargetPercent: 45 };
const minutes = (count: number, cpuPercent: number, servers = 2): Minute[] =>
  Array.from({ length: count }, () => ({ cpuPercent, servers }));

describe('the scaling policy', () => {
  it('asks for as many servers as bring the load to its target, after three minutes above it', () => {
    expect(trackTarget(plan, 2, minutes(2, 90))).toBeUndefined();
    expect(trackTarget(plan, 2, minutes(3, 90))?.desired).toBe(4);
    expect(trackTarget(plan, 2, minutes(3, 46))?.desired).toBe(3);
  });

  it('starts anew when a minute was not above', () => {
    expect(trackTarget(plan, 2, [...minutes(2, 90), ...minutes(1, 40), ...minutes(2, 90)])).toBeUndefined();
  });

  it('never asks for more than the maximum', () => {
    expect(trackTarget(plan, 4, minutes(3, 100, 4))?.desired).toBe(6);
    expect(trackTarget(plan, 6, minutes(3, 100, 6))).toBeUndefined();
  });

  it('gives servers back after a quarter of an hour well below, down to the minimum', () => {
    expect(trackTarget(plan, 4, minutes(14, 10, 4))).toBeUndefined();
    expect(trackTarget(plan, 4, minutes(15, 10, 4))?.desired).toBe(2);
    expect(trackTarget(plan, 4, minutes(15, 30, 4))?.desired).toBe(3);
    expect(trackTarget(plan, 2, minutes(15, 1))).toBeUndefined();
  });

  it('leaves a group alone that is close to its target', () => {
    expect(trackTarget(plan, 4, minutes(15, 42, 4))).toBeUndefined();
  });
});
