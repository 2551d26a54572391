import { describe, expect, it } from 'vitest';
import { explore } from './explore.ts';

/** The search in small, for every run: explore.test.ts goes further and takes minutes. */
describe('two agents in a world in which one thing fails, at any time', () => {
  it.each(['settled', 'boot'] as const)('keep every promise from a world that is %s', (begin) => {
    const found = explore({ begin, faults: 1, rounds: 6, restRounds: 40, mostViolations: 1 });
    expect(found.violations).toEqual([]);
    expect(found.worlds).toBeGreaterThan(500);
  });
});
