import type { Drill } from './drill.ts';
import type { DrillRun } from './run-drill.ts';
import { judge, type Verdict } from './verdict.ts';

/** What the runs of a drill come to. */
export interface DrillResult {
  readonly name: string;
  readonly sentence: string;
  readonly runs: readonly DrillRun[];
  readonly verdicts: readonly Verdict[];
  /** Every bar met, by runs that were all done to their end and left the platform whole. */
  readonly passed: boolean;
}

/** Holds what was done of a drill against its bars. */
export function resultOf(drill: Drill, runs: readonly DrillRun[]): DrillResult {
  const done = runs.filter(({ failure }) => failure === undefined);
  const verdicts = judge(
    drill.bars,
    done.map(({ measures }) => measures),
  );
  return {
    name: drill.name,
    sentence: drill.sentence,
    runs,
    verdicts,
    passed:
      done.length === runs.length &&
      runs.length > 0 &&
      runs.every(({ missing }) => missing.length === 0) &&
      verdicts.every(({ met }) => met),
  };
}
