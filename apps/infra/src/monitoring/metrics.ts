import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { metricCatalogue, metricNamespace, metricRates, type MetricName } from '@perfume/telemetry';

type NamesOf<Of extends 'shop' | 'server'> = {
  [Name in MetricName]: (typeof metricCatalogue)[Name]['of'] extends Of ? Name : never;
}[MetricName];

/** Data servers, by the names that they have in metrics. */
export const dataServers = ['a', 'b'] as const;

export type DataServer = (typeof dataServers)[number];

export interface MetricOptions {
  /** How values of several servers and of a minute become one. Default: the sum of counts, the largest of gauges. */
  readonly statistic?: string;
  /** Default one minute, which is how often servers report. */
  readonly period?: Duration;
  readonly label?: string;
}

/** The metrics of one shop, by the names under which its programs emit them. */
export interface ShopMetrics {
  /** A metric that all servers write into. */
  shop(name: NamesOf<'shop'>, options?: MetricOptions): Metric;
  /** A metric that each data server has of its own. */
  server(name: NamesOf<'server'>, server: DataServer, options?: MetricOptions): Metric;
  /** A part of two counts, in percent; absent while there was neither. */
  rate(name: keyof typeof metricRates, label: string): IMetric;
}

export function metricsOf(shop: string): ShopMetrics {
  const metric = (name: MetricName, dimensions: Record<string, string>, options: MetricOptions) => {
    const { kind } = metricCatalogue[name];
    return new Metric({
      namespace: metricNamespace,
      metricName: name,
      dimensionsMap: { Shop: shop, ...dimensions },
      statistic: options.statistic ?? (kind === 'count' ? 'Sum' : 'Maximum'),
      period: options.period ?? Duration.minutes(1),
      label: options.label ?? name,
    });
  };
  const ofShop = (name: NamesOf<'shop'>, options: MetricOptions = {}) => metric(name, {}, options);
  return {
    shop: ofShop,
    server: (name, server, options = {}) =>
      metric(name, { Server: server }, { label: `${name} ${server}`, ...options }),
    rate: (name, label) => {
      const { hits, misses } = metricRates[name];
      // Ids that are the rate's own, since a graph shows several rates.
      const [found, missed] = [`of${hits}`, `of${misses}`];
      return new MathExpression({
        label,
        expression: `100 * ${found} / (${found} + ${missed})`,
        period: Duration.minutes(1),
        usingMetrics: { [found]: ofShop(hits), [missed]: ofShop(misses) },
      });
    },
  };
}

/** A metric of the group of app servers, as Amazon counts it. */
export function groupMetric(group: string, metricName: string, label = metricName): Metric {
  return new Metric({
    namespace: 'AWS/AutoScaling',
    metricName,
    dimensionsMap: { AutoScalingGroupName: group },
    statistic: 'Minimum',
    period: Duration.minutes(1),
    label,
  });
}

/** Mean CPU use of the group of app servers, in percent: what scaling goes by. */
export function groupCpu(group: string): Metric {
  return new Metric({
    namespace: 'AWS/EC2',
    metricName: 'CPUUtilization',
    dimensionsMap: { AutoScalingGroupName: group },
    statistic: 'Average',
    period: Duration.minutes(1),
    label: 'mean',
  });
}
