import { describe, expect, it } from 'vitest';
import { countTests, type VitestReport } from './test-results.ts';

const clean: VitestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};

describe('countTests', () => {
  it('takes the numbers of a clean run', () => {
    expect(countTests(clean, true)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  it('counts a test file that could not be loaded as one failure', () => {
    const report = {
      ...clean,
      testResults: [...clean.testResults, { status: 'failed', assertionResults: [] }],
    };
    expect(countTests(report, false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a failing test once, not again for its file', () => {
    const report = {
      ...clean,
      numFailedTests: 1,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }],
    };
    expect(countTests(report, false).failed).toBe(1);
  });

  it('never calls a run clean that ended badly, with a report or without one', () => {
    expect([countTests(clean, false).failed, countTests(undefined, false).failed]).toEqual([1, 1]);
  });

  it('tells skipped and planned tests apart from passed ones', () => {
    expect(countTests({ ...clean, numPendingTests: 2, numTodoTests: 1 }, true).skipped).toBe(3);
  });
});
