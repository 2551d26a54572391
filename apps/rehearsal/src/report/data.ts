import type { MeasureName } from '../drills/measures.ts';
import type { FindingKind } from '../ledger/findings.ts';
import type { Outcome, Step } from '../shoppers/index.ts';
import type { TopologyFacts } from '../topology.ts';

/** What a rehearsal was done on. */
export interface Machine {
  readonly cpus: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
}

/** A whole rehearsal as its report tells it and as its JSON file holds it. Times within a run are seconds after its fault. */
export interface ReportData {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly machine: Machine;
  readonly facts: TopologyFacts | null;
  readonly passed: boolean;
  readonly drills: readonly DrillReport[];
}

export interface DrillReport {
  readonly name: string;
  readonly sentence: string;
  readonly passed: boolean;
  readonly bars: readonly BarReport[];
  /** The run whose first order came back in the middle of all runs; its timeline stands for them. */
  readonly shownRun: number;
  readonly runs: readonly RunReport[];
}

export interface BarReport {
  readonly measure: MeasureName;
  readonly label: string;
  readonly atMost: number;
  readonly value: number | null;
  readonly met: boolean;
  /** Of each run. */
  readonly values: readonly (number | null)[];
}

export interface RunReport {
  readonly run: number;
  readonly faultAt: string;
  readonly from: number;
  readonly to: number;
  readonly failure: string | null;
  readonly measures: Readonly<Partial<Record<MeasureName, number | null>>>;
  readonly story: readonly StoryReport[];
  readonly series: Series;
  /** When each confirmed order was taken. */
  readonly orders: readonly number[];
  readonly holder: readonly Span[];
  readonly instances: readonly InstanceReport[];
  readonly ledger: LedgerReport | null;
  /** Requests that let a shopper down, and readers' pages that were not there, the first of them. */
  readonly failed: readonly FailedRequest[];
  readonly missing: readonly string[];
}

export interface StoryReport {
  readonly at: number;
  readonly kind: 'fault' | 'relief' | 'note';
  readonly text: string;
  readonly proofs: readonly {
    readonly statement: string;
    readonly observations: readonly { readonly command: string; readonly seen: string }[];
  }[];
}

/** Counts and latencies in stretches of equal length. */
export interface Series {
  readonly stretchSeconds: number;
  readonly stretches: readonly Stretch[];
}

export interface Stretch {
  readonly at: number;
  /** Requests that were answered, or failed, in it. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Of readers' pages, in ms; null where there were none. */
  readonly pagesP50: number | null;
  readonly pagesP99: number | null;
  /** The slowest write. */
  readonly slowestWrite: number | null;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly state: string;
}

export interface InstanceReport {
  readonly id: string;
  readonly label: string;
  readonly spans: readonly Span[];
}

export interface FailedRequest {
  /** When it was sent. */
  readonly at: number;
  readonly ms: number;
  readonly who: 'shopper' | 'reader';
  readonly step: Step;
  readonly outcome: Outcome;
  /** The status, or why there was none. */
  readonly why: string;
}

export interface LedgerReport {
  readonly buyers: number;
  readonly confirmed: number;
  readonly inBooks: number;
  readonly unknownOrdered: number;
  readonly unknownNothing: number;
  readonly findings: readonly { readonly kind: FindingKind; readonly what: string }[];
}
