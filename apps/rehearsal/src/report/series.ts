import { percentile, type Moments } from '../drills/from-records.ts';
import { outcomes, type Outcome, type RequestRecord } from '../shoppers/index.ts';
import type { Series, Stretch } from './data.ts';

/** At most so many stretches are drawn; each is at least half a second. */
const mostStretches = 240;
const shortestSeconds = 0.5;

/** What became of the requests of a run, stretch by stretch. Times are seconds after the fault. */
export function seriesOf(requests: readonly RequestRecord[], { begin, fault, end }: Moments): Series {
  const seconds = (end - begin) / 1_000;
  const stretchSeconds = Math.max(shortestSeconds, Math.ceil((2 * seconds) / mostStretches) / 2);
  const count = Math.max(1, Math.ceil(seconds / stretchSeconds));
  const indexOf = ({ at, ms }: RequestRecord) => Math.floor((at + ms - begin) / 1_000 / stretchSeconds);
  const groups = Map.groupBy(requests, indexOf);
  return {
    stretchSeconds,
    stretches: Array.from({ length: count }, (_, index) =>
      stretchOf(groups.get(index) ?? [], (begin - fault) / 1_000 + index * stretchSeconds),
    ),
  };
}

function stretchOf(requests: readonly RequestRecord[], at: number): Stretch {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of requests) counts[outcome] += 1;
  const pages = requests.filter(({ who }) => who === 'reader').map(({ ms }) => ms);
  const writes = requests.filter(({ method }) => method === 'POST').map(({ ms }) => ms);
  return {
    at: round(at),
    outcomes: counts,
    pagesP50: percentile(pages, 50),
    pagesP99: percentile(pages, 99),
    slowestWrite: percentile(writes, 100),
  };
}

/** To hundredths. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
