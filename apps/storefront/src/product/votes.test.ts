import { describe, expect, it } from 'vitest';
import { fewVotes, longevitySteps, sillageSteps, voteSpread } from './votes.ts';

describe('voteSpread', () => {
  it('keeps every step with its count and share', () => {
    const { total, steps, confidence } = voteSpread(longevitySteps, [10, 0, 40, 30, 20]);
    expect(total).toBe(100);
    expect(steps.map(({ votes, percent }) => [votes, percent])).toEqual([
      [10, 10],
      [0, 0],
      [40, 40],
      [30, 30],
      [20, 20],
    ]);
    expect(steps.filter(({ most }) => most).map(({ label }) => label)).toEqual(['Moderate']);
    expect(confidence).toBe('good');
  });

  it('says that a small count is small', () => {
    expect(voteSpread(sillageSteps, [fewVotes - 1, 0, 0, 0]).confidence).toBe('small');
    expect(voteSpread(sillageSteps, [fewVotes, 0, 0, 0]).confidence).toBe('good');
  });

  it.each([[null], [[0, 0, 0, 0]]])('makes nothing of no votes (%j)', (votes) => {
    const { total, steps, confidence } = voteSpread(sillageSteps, votes);
    expect({ total, confidence }).toEqual({ total: 0, confidence: 'none' });
    expect(steps.some(({ most }) => most)).toBe(false);
  });

  it('counts a negative or missing step as none', () => {
    expect(voteSpread(sillageSteps, [-3, 5]).steps.map(({ votes }) => votes)).toEqual([0, 5, 0, 0]);
  });

  it('marks every step of a tie', () => {
    expect(voteSpread(sillageSteps, [8, 2, 8, 2]).steps.map(({ most }) => most)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
