import { monthlyAllowances, servicePrices } from '../prices/services.ts';
import { assumed } from '../trade/assumptions.ts';
import type { Usage } from '../trade/usage.ts';
import { line, type CostLine, type TemplateResource } from './cost-line.ts';

const group = 'Watching';

/** An alarm costs by the metrics that its expression reads. */
export function alarmLines({ properties }: TemplateResource): CostLine[] {
  const { Metrics } = properties as { Metrics?: readonly { MetricStat?: unknown }[] };
  const metrics = Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
  return [alarmMetrics(metrics)];
}

/** Scaling by a target keeps two alarms of its own. */
export const scalingPolicyLines = (): CostLine[] => [alarmMetrics(2)];

const alarmMetrics = (quantity: number) =>
  line({ group, what: 'Alarms', quantity, unit: 'metric', price: servicePrices.alarmMetric });

export const compositeAlarmLines = (): CostLine[] => [
  line({
    group,
    what: 'Alarms that speak for several',
    quantity: 1,
    unit: 'alarm',
    price: servicePrices.compositeAlarm,
  }),
];

export const dashboardLines = (): CostLine[] => [
  line({ group, what: 'Dashboard', quantity: 1, unit: 'dashboard', price: servicePrices.dashboard }),
];

/** Logs of one kind of server: taken in once, and kept for as long as the group says. */
export function logGroupLines({ logicalId, properties }: TemplateResource, usage: Usage): CostLine[] {
  const servers = logicalId.startsWith('App') ? usage.appServers : logicalId.startsWith('Witness') ? 1 : 2;
  const { RetentionInDays = 30 } = properties as { RetentionInDays?: number };
  const taken = servers * assumed('logGigabytesPerServer');
  const own = logicalId.startsWith('App') ? {} : { ownServersOnly: true };
  return [
    line({
      group,
      what: 'Logs: taken in',
      quantity: taken,
      unit: 'GB',
      price: servicePrices.logIngestion,
      ...own,
    }),
    line({
      group,
      what: 'Logs: kept',
      quantity: (taken * RetentionInDays) / 30,
      unit: 'GB',
      price: servicePrices.logStorage,
      ...own,
    }),
  ];
}

/**
 * What every account has for nothing, as a row of its own below zero, so that it is seen: an account with two shops has it
 * once.
 */
export function watchingAllowance(lines: readonly CostLine[]): CostLine {
  const quantityOf = (what: string) =>
    lines.filter((each) => each.what === what).reduce((total, { quantity }) => total + quantity, 0);
  const logs = Math.min(monthlyAllowances.logGigabytes, quantityOf('Logs: taken in'));
  const alarms = Math.min(monthlyAllowances.alarmMetrics, quantityOf('Alarms'));
  return {
    group,
    what: 'Free in every account: 5 GB of logs, 10 metrics, 10 metrics of alarms',
    quantity: 1,
    unit: 'account',
    monthly: -(
      logs * servicePrices.logIngestion.usd +
      alarms * servicePrices.alarmMetric.usd +
      monthlyAllowances.metrics * servicePrices.metric.usd
    ),
    sources: ['cloudwatch'],
  };
}
