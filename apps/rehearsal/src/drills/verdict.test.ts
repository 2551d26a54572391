import { describe, expect, it } from 'vitest';
import { formatMeasure, median } from './measures.ts';
import { movesOf } from './run-drill.ts';
import { judge } from './verdict.ts';

const clean = { lostOrders: 0, doubledOrders: 0, ledgerFindings: 0 };

describe('the bars of a drill', () => {
  it('are held against the median of the runs', () => {
    const runs = [4_900, 5_300, 4_100].map((serviceBackMs) => ({ ...clean, serviceBackMs }));
    const [verdict] = judge([{ measure: 'serviceBackMs', atMost: 5_000 }], runs);
    expect(verdict).toEqual({ measure: 'serviceBackMs', atMost: 5_000, value: 4_900, met: true });
  });

  it('are missed by one lost order in any run', () => {
    const verdicts = judge([], [clean, clean, { ...clean, lostOrders: 1 }]);
    expect(verdicts.filter(({ met }) => !met).map(({ measure }) => measure)).toEqual(['lostOrders']);
  });

  it('are missed by what could not be measured, in most runs or where every run counts', () => {
    const [back] = judge([{ measure: 'serviceBackMs', atMost: 5_000 }], [{ ...clean, serviceBackMs: null }]);
    expect(back).toMatchObject({ value: null, met: false });
    const verdicts = judge([], [clean, { lostOrders: 0, doubledOrders: 0 }]);
    expect(verdicts.at(-1)).toMatchObject({ measure: 'ledgerFindings', value: null, met: false });
    expect(judge([{ measure: 'writePauseMs', atMost: 1 }], [])[0]?.met).toBe(false);
  });
});

it('the median of an even number is the worse of the two in the middle, and nothing measured is the worst', () => {
  expect([median([1, 4, 2, 3]), median([null, 1, 2]), median([null, null, 1]), median([])]).toEqual([
    3,
    2,
    null,
    null,
  ]);
});

it('measures are written as people read them', () => {
  expect([
    formatMeasure('serviceBackMs', 3_842),
    formatMeasure('pagesP99Ms', 41.4),
    formatMeasure('pagesP99Ratio', 1.36),
    formatMeasure('lostOrders', 0),
    formatMeasure('serviceBackMs', null),
  ]).toEqual(['3.8 s', '41 ms', '1.4×', '0', '–']);
});

const seen = (holder: 'a' | 'b' | null, associationId: string | null = null) =>
  ({ at: 1, kind: 'association', stage: 'seen', holder, associationId }) as const;

it('the address has moved when somebody else has it, not when nobody or the same one has', () => {
  expect(movesOf([seen(null), seen('a')], 'a')).toBe(0);
  expect(movesOf([seen(null), seen('b'), { ...seen('b'), stage: 'effective' }, seen('a')], 'a')).toBe(2);
});

it('the address has gone and come back when its holder has it by another association', () => {
  expect(movesOf([seen('a', 'one'), seen('a', 'two')], 'a')).toBe(2);
  expect(movesOf([seen('a', 'one'), seen(null), seen('a', 'two')], 'a')).toBe(0);
});
