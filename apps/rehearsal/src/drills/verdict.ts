import type { Bar } from './drill.ts';
import { overRuns, type MeasureName, type Measures } from './measures.ts';

/** One bar against what was measured. */
export interface Verdict extends Bar {
  /** The median of the runs or their worst; null when it could not be measured. */
  readonly value: number | null;
  readonly met: boolean;
}

/** What may never happen, whatever the drill. */
export const alwaysBars: readonly Bar[] = [
  { measure: 'lostOrders', atMost: 0 },
  { measure: 'doubledOrders', atMost: 0 },
  { measure: 'ledgerFindings', atMost: 0 },
];

/** Holds the runs of a drill against its bars. What was not measured misses its bar. */
export function judge(bars: readonly Bar[], runs: readonly Measures[]): readonly Verdict[] {
  return [...bars, ...alwaysBars].map((bar) => {
    const value = runs.length === 0 ? null : measureOver(bar.measure, runs);
    return { ...bar, value, met: value !== null && value <= bar.atMost };
  });
}

/** What several runs come to in one measure. */
export function measureOver(measure: MeasureName, runs: readonly Measures[]): number | null {
  return overRuns(
    measure,
    runs.map((run) => run[measure] ?? null),
  );
}
