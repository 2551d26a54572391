import {
  failures,
  type Drop,
  type JourneyRecord,
  type OrderAnswer,
  type RequestRecord,
  type Stall,
} from '../shoppers/index.ts';
import type { Measures } from './measures.ts';

export interface Observed {
  readonly requests: readonly RequestRecord[];
  readonly orders: readonly OrderAnswer[];
  readonly drops: readonly Drop[];
  readonly stalls: readonly Stall[];
  readonly journeys: readonly JourneyRecord[];
}

/** Moments of a drill, in ms since 1970. */
export interface Moments {
  readonly begin: number;
  readonly fault: number;
  /** When it had taken effect, moments after it was begun. */
  readonly effect: number;
  /** When it began to be over; absent for what is never mended. */
  readonly relief?: number;
  readonly end: number;
}

/** What every drill measures, from what its shoppers and readers met. */
export function measureRecords(
  observed: Observed,
  { begin, fault, effect, relief = Infinity, end }: Moments,
): Measures {
  const { requests, orders, drops, stalls, journeys } = observed;
  const during = requests.filter(({ at, ms }) => at + ms >= fault && at <= end);
  const pages = during.filter(({ who }) => who === 'reader');
  const before = requests.filter(({ who, at, ms }) => who === 'reader' && at >= begin && at + ms < fault);
  const p99Before = percentile(
    before.map(({ ms }) => ms),
    99,
  );
  // What is read after the fault is over would hide what it was like.
  const p99 = percentile(
    pages.filter(({ at }) => at <= relief).map(({ ms }) => ms),
    99,
  );
  const back = firstOrder(orders, effect);
  const seen = firstSeen(orders, effect);
  const count = (from: readonly RequestRecord[], are: (record: RequestRecord) => boolean) =>
    from.filter(are).length;
  return {
    serviceBackMs: back === null ? null : back - fault,
    seenBackMs: seen === null ? null : seen - fault,
    writePauseMs: longestWritePause(requests, fault, end),
    failedRequests: count(during, ({ outcome }) => failures.has(outcome)),
    failedPages: count(pages, isFailed),
    oneMoments: count(during, ({ outcome }) => outcome === 'one-moment'),
    keptPages: count(during, ({ outcome }) => outcome === 'kept-page'),
    pagesP99BeforeMs: p99Before,
    pagesP99Ms: p99,
    pagesP99Ratio: p99 === null || p99Before === null ? null : p99 / p99Before,
    brokenJourneys: journeys.filter(({ end: how }) => how === 'broken').length,
    lostPatience: journeys.filter(({ end: how }) => how === 'left').length,
    loadStalledMs: Math.max(0, ...stalls.filter(({ at }) => at >= begin && at <= end).map(({ ms }) => ms)),
    turnedAway: drops.filter(({ at }) => at >= begin && at <= end).length,
  };
}

/** Whether a shopper was let down, or a reader did not get a page. */
export function isFailed({ who, outcome }: RequestRecord): boolean {
  return failures.has(outcome) || (who === 'reader' && outcome === 'one-moment');
}

/**
 * When the shop first answered a press after this moment with an order, of those whose shoppers saw them paid in the end;
 * null: none.
 */
export function firstOrder(orders: readonly OrderAnswer[], after: number): number | null {
  return earliest(confirmed(orders, after).map(({ acceptedAt = Infinity }) => acceptedAt));
}

/** When the first of their shoppers saw that the order is paid: some pages and a payment later; null: none. */
export function firstSeen(orders: readonly OrderAnswer[], after: number): number | null {
  return earliest(confirmed(orders, after).map(({ confirmedAt = Infinity }) => confirmedAt));
}

function confirmed(orders: readonly OrderAnswer[], after: number): readonly OrderAnswer[] {
  return orders.filter(({ knows, acceptedPressAt = 0 }) => knows === 'confirmed' && acceptedPressAt >= after);
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times);
}

/**
 * The longest time in which somebody waited to write and nobody's write succeeded, in ms; null when nobody wrote. A quiet
 * moment in which nobody wants anything is no pause.
 */
export function longestWritePause(
  requests: readonly RequestRecord[],
  from: number,
  to: number,
): number | null {
  const writes = requests
    .filter(({ method, at, ms }) => method === 'POST' && at + ms >= from && at <= to)
    .toSorted((a, b) => a.at - b.at);
  const successes = writes
    .filter(({ outcome }) => outcome === 'ok')
    .map(({ at, ms }) => at + ms)
    .toSorted((a, b) => a - b);
  if (writes.length === 0) return null;
  let longest = 0;
  let previous = from;
  for (const success of [...successes, to]) {
    // Who wanted to write in this stretch: asked before its end, and without an answer before its beginning.
    const first = writes.find(({ at, ms }) => at < success && at + ms > previous);
    if (first) longest = Math.max(longest, success - Math.max(previous, first.at));
    previous = success;
  }
  return Math.round(longest);
}

/** The value that so many percent do not exceed (nearest rank); null of none. */
export function percentile(values: readonly number[], percent: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
}
