import { cpus, release, totalmem } from 'node:os';
import { isFailed } from '../drills/from-records.ts';
import { measures } from '../drills/measures.ts';
import type { DrillResult } from '../drills/result.ts';
import type { DrillRun } from '../drills/run-drill.ts';
import type { StoryLine } from '../drills/story.ts';
import type { LedgerComparison } from '../ledger/index.ts';
import type { TopologyFacts } from '../topology.ts';
import type { DrillReport, LedgerReport, Machine, ReportData, RunReport, StoryReport } from './data.ts';
import { round, seriesOf } from './series.ts';
import { holderSpans, instanceSpans } from './spans.ts';

/** Everything that a report tells, as plain data. */
export function buildReport(
  results: readonly DrillResult[],
  about: { readonly startedAt: Date; readonly endedAt: Date; readonly facts: TopologyFacts | null },
): ReportData {
  return {
    startedAt: about.startedAt.toISOString(),
    endedAt: about.endedAt.toISOString(),
    machine: thisMachine(),
    facts: about.facts,
    passed: results.length > 0 && results.every(({ passed }) => passed),
    drills: results.map(drillReport),
  };
}

function thisMachine(): Machine {
  return {
    cpus: cpus().length,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
  };
}

function drillReport({ name, sentence, passed, verdicts, runs }: DrillResult): DrillReport {
  return {
    name,
    sentence,
    passed,
    bars: verdicts.map(({ measure, atMost, value, met }) => ({
      measure,
      label: measures[measure].label,
      atMost,
      value,
      met,
      values: runs.map((run) => run.measures[measure] ?? null),
    })),
    shownRun: middleRun(runs),
    runs: runs.map(runReport),
  };
}

/** So many failed requests are listed of a run; all of them are counted. */
const mostFailed = 40;

function middleRun(runs: readonly DrillRun[]): number {
  const sorted = runs.toSorted(
    (a, b) => (a.measures.serviceBackMs ?? Infinity) - (b.measures.serviceBackMs ?? Infinity),
  );
  return sorted[Math.floor(sorted.length / 2)]?.run ?? 1;
}

function runReport(run: DrillRun): RunReport {
  const { moments, load, happenings } = run;
  const seconds = (at: number) => round((at - moments.fault) / 1_000);
  return {
    run: run.run,
    faultAt: new Date(moments.fault).toISOString(),
    from: seconds(moments.begin),
    to: seconds(moments.end),
    failure: run.failure ?? null,
    measures: run.measures,
    story: run.story.map((line) => storyReport(line, seconds)),
    series: seriesOf(load.requests, moments),
    orders: load.orders
      .filter(({ knows }) => knows === 'confirmed')
      .map(({ acceptedAt = 0 }) => acceptedAt)
      .filter((at) => at >= moments.begin && at <= moments.end)
      .map(seconds)
      .toSorted((a, b) => a - b),
    holder: holderSpans(happenings, run.holderBefore, moments),
    instances: instanceSpans(happenings, run.instances, moments),
    failed: load.requests
      .filter((request) => request.at + request.ms >= moments.fault && request.at <= moments.end)
      .filter(isFailed)
      .slice(0, mostFailed)
      .map(({ at, ms, who, step, outcome, status, code }) => ({
        at: seconds(at),
        ms: Math.round(ms),
        who,
        step,
        outcome,
        why: String(status ?? code ?? ''),
      })),
    ledger: run.ledger ? ledgerReport(run.ledger) : null,
    missing: run.missing,
  };
}

function storyReport({ at, kind, text, proofs }: StoryLine, seconds: (at: number) => number): StoryReport {
  return {
    at: seconds(at),
    kind,
    text,
    proofs: proofs.map(({ statement, observations }) => ({
      statement,
      observations: observations.map(({ command, seen }) => ({ command, seen })),
    })),
  };
}

function ledgerReport({ buyers, confirmed, inBooks, unknown, findings }: LedgerComparison): LedgerReport {
  return {
    buyers,
    confirmed,
    inBooks,
    unknownOrdered: unknown.ordered,
    unknownNothing: unknown.nothing,
    findings,
  };
}
