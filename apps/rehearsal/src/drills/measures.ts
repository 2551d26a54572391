export type Unit = 'ms' | 'count' | 'times';

interface Measure {
  /** As it stands in a table. */
  readonly label: string;
  readonly unit: Unit;
  /** What the worst run of several counts for, rather than the one in the middle. */
  readonly worst?: true;
}

/** Everything that is measured. `null` where there was nothing to measure: no order came back, no page was read. */
export const measures = {
  serviceBackMs: { label: 'first order', unit: 'ms' },
  seenBackMs: { label: 'first order that its shopper saw paid', unit: 'ms' },
  writePauseMs: { label: 'longest pause of writes', unit: 'ms' },
  failedRequests: { label: 'failed requests', unit: 'count', worst: true },
  failedPages: { label: 'failed pages', unit: 'count', worst: true },
  failedAfterRotation: { label: 'failed after it was out of rotation', unit: 'count', worst: true },
  oneMoments: { label: '“one moment”', unit: 'count', worst: true },
  keptPages: { label: 'pages kept from before', unit: 'count' },
  pagesP99BeforeMs: { label: 'p99 of pages before', unit: 'ms' },
  pagesP99Ms: { label: 'p99 of pages', unit: 'ms' },
  pagesP99Ratio: { label: 'p99 of pages, against before', unit: 'times' },
  addressMoves: { label: 'moves of the address', unit: 'count', worst: true },
  outOfRotationMs: { label: 'out of rotation', unit: 'ms' },
  isolatedWrites: { label: 'writes that the isolated node took', unit: 'count', worst: true },
  staleReadsMs: { label: 'stale reads on the isolated node', unit: 'ms' },
  missingAlarms: { label: 'missing alarms', unit: 'count', worst: true },
  wholeMs: { label: 'everything there again', unit: 'ms' },
  missingServers: { label: 'app servers that did not come', unit: 'count', worst: true },
  surplusServers: { label: 'app servers that did not go', unit: 'count', worst: true },
  lostByRestore: { label: 'orders older than the backup that are gone', unit: 'count', worst: true },
  loadStalledMs: { label: 'longest stall of the load itself', unit: 'ms' },
  brokenJourneys: { label: 'shoppers who met a page that made no sense', unit: 'count', worst: true },
  lostPatience: { label: 'shoppers who gave up before they ordered', unit: 'count', worst: true },
  turnedAway: { label: 'arrivals beyond the load’s bounds', unit: 'count' },
  lostOrders: { label: 'lost orders', unit: 'count', worst: true },
  doubledOrders: { label: 'doubled orders', unit: 'count', worst: true },
  ledgerFindings: { label: 'disagreements in the ledger', unit: 'count', worst: true },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;

export type Measures = Partial<Readonly<Record<MeasureName, number | null>>>;

/** "3.8 s", "45 ms", "12", "1.4×"; a dash for what could not be measured. */
export function formatMeasure(name: MeasureName, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  switch (measures[name].unit) {
    case 'ms':
      return value >= 1_000 ? `${(value / 1_000).toFixed(1)} s` : `${Math.round(value)} ms`;
    case 'times':
      return `${value.toFixed(1)}×`;
    case 'count':
      return String(value);
  }
}

/** The value in the middle of an odd number of them, the higher of the two middle ones else; null counts as the highest. */
export function median(values: readonly (number | null)[]): number | null {
  const sorted = values.toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** What several runs come to: the median, or the worst where nothing may be averaged away. */
export function overRuns(name: MeasureName, values: readonly (number | null)[]): number | null {
  const measure: Measure = measures[name];
  if (!measure.worst) return median(values);
  return values.some((value) => value === null) ? null : Math.max(...(values as number[]));
}
