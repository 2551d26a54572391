import { Distribution } from './distribution.ts';
import { emfLines, type MetricValue } from './emf.ts';
import {
  metricCatalogue,
  type CountName,
  type DistributionName,
  type GaugeName,
  type MetricName,
} from './metric-catalogue.ts';
import type { MetricSink } from './metric-sink.ts';

export interface MetricsOptions {
  /** The name of the shop; the dimension Shop. */
  readonly shop: string;
  /** A server that keeps its name, such as `a`, for metrics of single servers; the dimension Server. */
  readonly server?: string | undefined;
  /** What else stands in each line, for searching in the log: the instance's id, the release. Never a dimension. */
  readonly properties?: Readonly<Record<string, string>>;
  /** How often a line is written, in seconds: 10 to 300. Default 60. */
  readonly intervalSeconds?: number;
  readonly sink: MetricSink;
  /** Told when a collector failed, or a line could not be written, whose numbers are lost then. */
  readonly onError?: (error: unknown) => void;
  readonly now?: () => number;
}

/** Gathers numbers in memory and writes them once per interval; what it holds is bounded by the catalogue. */
export interface Metrics {
  /** Adds to a count. */
  count(name: CountName, by?: number): void;
  /**
   * Adds what a running total of somebody else has grown by since it was last told. The first total told counts from zero;
   * a smaller one than before counts as a new beginning.
   */
  countTotal(name: CountName, total: number): void;
  /** The value as it is now; it stands in the next line only. */
  gauge(name: GaugeName, value: number): void;
  /** Adds one value to a distribution. */
  record(name: DistributionName, value: number): void;
  /**
   * Asked right before each line, for what is cheaper to read once than to tell at every change. It has 2 s; what comes later
   * is for the next line.
   */
  collect(collector: () => void | Promise<void>): void;
  /** Writes what was gathered now. */
  flush(): Promise<void>;
  /** Writes what is left and ends. */
  stop(): Promise<void>;
}

export const shortestIntervalSeconds = 10;
export const longestIntervalSeconds = 300;
/** The longest wait for the collectors, in ms. */
const collectMs = 2_000;

/**
 * Makes the metrics of one process.
 * @throws RangeError for an interval out of bounds, TypeError for a name that no dimension may have
 */
export function createMetrics(options: MetricsOptions): Metrics {
  const { intervalSeconds = 60, sink, onError = () => undefined, now = Date.now } = options;
  checkOptions(options, intervalSeconds);
  const counts = new Map<CountName, number>();
  const totals = new Map<CountName, number>();
  const gauges = new Map<GaugeName, number>();
  const distributions = new Map<DistributionName, Distribution>();
  const collectors: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | undefined;

  const count = (name: CountName, by = 1) => {
    if (Number.isFinite(by)) counts.set(name, (counts.get(name) ?? 0) + by);
  };

  function take(): Map<MetricName, MetricValue> {
    const values = new Map<MetricName, MetricValue>([...counts, ...gauges]);
    for (const [name, distribution] of distributions) {
      const value = distribution.take();
      if (value) values.set(name, value);
    }
    // A count that once was not zero stays in every line: an alarm then tells "none" from "nothing heard".
    for (const name of counts.keys()) counts.set(name, 0);
    gauges.clear();
    return values;
  }

  async function write(): Promise<void> {
    try {
      await within(collectMs, Promise.allSettled(collectors.map(async (collector) => collector()))).then(
        (outcomes) => {
          for (const outcome of outcomes ?? []) if (outcome.status === 'rejected') onError(outcome.reason);
        },
      );
      const values = take();
      const lines = emfLines(values, { ...options, intervalSeconds, timestamp: now() });
      if (lines.length > 0) await sink.write(lines);
    } catch (error) {
      onError(error);
    }
  }

  /** One writing at a time: a second wish for one waits for the first. */
  const flush = () => {
    running = (running ?? Promise.resolve()).then(write);
    return running;
  };

  const timer = setInterval(() => void flush(), intervalSeconds * 1_000);
  timer.unref();

  return {
    count,
    countTotal(name, total) {
      const before = totals.get(name) ?? 0;
      totals.set(name, total);
      count(name, total >= before ? total - before : total);
    },
    gauge(name, value) {
      if (Number.isFinite(value)) gauges.set(name, value);
    },
    record(name, value) {
      let distribution = distributions.get(name);
      if (!distribution) distributions.set(name, (distribution = new Distribution()));
      distribution.record(value);
    },
    collect: (collector) => void collectors.push(collector),
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}

function checkOptions({ shop, server, properties = {} }: MetricsOptions, intervalSeconds: number): void {
  if (!(intervalSeconds >= shortestIntervalSeconds && intervalSeconds <= longestIntervalSeconds))
    throw new RangeError(
      `The interval of metrics must be ${shortestIntervalSeconds} to ${longestIntervalSeconds} seconds, not ${intervalSeconds}.`,
    );
  for (const name of server === undefined ? [shop] : [shop, server])
    if (!/^[\w.-]{1,64}$/.test(name))
      throw new TypeError(
        `“${name}” cannot name a shop or a server in metrics: use 1 to 64 letters, digits, dots, dashes.`,
      );
  for (const property of Object.keys(properties))
    if (property in metricCatalogue || ['Shop', 'Server', '_aws'].includes(property))
      throw new TypeError(`“${property}” is the name of a metric or a dimension and cannot name a property.`);
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  const value = await Promise.race([promise, late]);
  clearTimeout(timer);
  return value;
}

/** Metrics that nobody wants: for tests and for a shop on one machine. */
export const noMetrics: Metrics = {
  count: () => undefined,
  countTotal: () => undefined,
  gauge: () => undefined,
  record: () => undefined,
  collect: () => undefined,
  flush: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};
