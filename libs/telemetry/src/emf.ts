import type { DistributionValue } from './distribution.ts';
import { metricCatalogue, metricNamespace, type MetricName } from './metric-catalogue.ts';

export type MetricValue = number | DistributionValue;

export interface EmfOptions {
  readonly shop: string;
  readonly server?: string | undefined;
  readonly properties?: Readonly<Record<string, string>>;
  /** Seconds; below a minute CloudWatch is asked to keep the metrics to the second. */
  readonly intervalSeconds: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/**
 * The values as lines of CloudWatch's embedded metric format: one for what is of the whole shop, one for what is of this
 * server. The format allows 100 metrics per line; the catalogue has fewer.
 * Source: CloudWatch user guide, "Specification: Embedded metric format". Distributions are objects of Values and Counts, as
 * the OpenTelemetry collector's awsemf exporter sends them.
 * @returns lines without line ends; none for no values
 */
export function emfLines(
  values: ReadonlyMap<MetricName, MetricValue>,
  options: EmfOptions,
): readonly string[] {
  const { shop, server } = options;
  const names = [...values.keys()];
  const ofServer = (name: MetricName) => server !== undefined && metricCatalogue[name].of === 'server';
  const line = (dimensions: Readonly<Record<string, string>>, chosen: readonly MetricName[]) =>
    chosen.length === 0 ? [] : [emfLine(dimensions, chosen, values, options)];
  return [
    ...line(
      { Shop: shop },
      names.filter((name) => !ofServer(name)),
    ),
    ...(server === undefined ? [] : line({ Shop: shop, Server: server }, names.filter(ofServer))),
  ];
}

function emfLine(
  dimensions: Readonly<Record<string, string>>,
  names: readonly MetricName[],
  values: ReadonlyMap<MetricName, MetricValue>,
  { properties, intervalSeconds, timestamp }: EmfOptions,
): string {
  const resolution = intervalSeconds < 60 ? { StorageResolution: 1 } : {};
  return JSON.stringify({
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [Object.keys(dimensions)],
          Metrics: names.map((Name) => ({ Name, Unit: metricCatalogue[Name].unit, ...resolution })),
        },
      ],
    },
    ...properties,
    ...dimensions,
    ...Object.fromEntries(names.map((name) => [name, values.get(name)])),
  });
}
