import type { AlarmDescription } from './alarm-description.ts';
import { loadBalancerMetrics, type MeasuredEntrance } from './load-balancer-metrics.ts';
import { groupMetric, type ShopMetrics } from './metrics.ts';

export interface ShopAlarmsProps {
  readonly entrance: MeasuredEntrance;
  /** The name of the group of app servers. */
  readonly group: string;
  readonly metrics: ShopMetrics;
  /** App servers that there are to be, at least and at most. */
  readonly minimum: number;
  readonly maximum: number;
}

/** Alarms of what shoppers meet. */
export function shopAlarms({
  metrics,
  entrance,
  group,
  minimum,
  maximum,
}: ShopAlarmsProps): AlarmDescription[] {
  const balancer = loadBalancerMetrics(entrance);
  const inService = groupMetric(group, 'GroupInServiceInstances');
  return [
    {
      id: 'pages-are-slow',
      says: 'One page in a hundred takes longer than a second.',
      metric: balancer.latency(99),
      when: 'above',
      threshold: 1,
      minutes: 10,
      of: 5,
      silence: 'good',
    },
    {
      id: 'no-app-server-answers',
      says: 'The load balancer itself answers with errors: no app server takes its requests.',
      metric: balancer.unanswered,
      when: 'above',
      threshold: 5,
      minutes: 3,
      of: 2,
      silence: 'good',
      partOf: 'shoppers-see-errors',
    },
    {
      id: 'app-servers-missing',
      says: `Fewer than ${minimum} app servers are in service.`,
      metric: inService,
      when: 'below',
      threshold: minimum,
      minutes: 10,
      silence: 'bad',
    },
    {
      id: 'app-servers-at-their-maximum',
      says: `All ${maximum} app servers that the settings allow are in service: more load would make pages slow.`,
      metric: inService,
      when: 'above',
      threshold: maximum - 0.5,
      minutes: 15,
      silence: 'good',
    },
    {
      id: 'database-away',
      says: 'App servers take the database to be away: shoppers see kept pages and cannot order.',
      metric: metrics.shop('DatabaseBreakerOpen'),
      when: 'above',
      threshold: 0,
      minutes: 3,
      of: 2,
      silence: 'good',
    },
    {
      id: 'cache-away',
      says: 'The cache has not been asked for ten minutes, since it does not answer: pages cost more.',
      metric: metrics.shop('CacheBreakerOpen'),
      when: 'above',
      threshold: 0,
      minutes: 10,
      silence: 'good',
    },
    {
      id: 'catalogue-feed-behind',
      says: 'Changes of the catalogue have not been read for a minute: prices on pages may be old.',
      metric: metrics.shop('CatalogueFeedAge'),
      when: 'above',
      threshold: 60,
      minutes: 3,
      silence: 'good',
    },
    {
      id: 'mail-and-money-waiting',
      says: 'Mail or money has been waiting for more than ten minutes.',
      metric: metrics.shop('OutboxAge'),
      when: 'above',
      threshold: 600,
      minutes: 5,
      silence: 'good',
    },
    {
      id: 'mail-and-money-given-up',
      says: 'Mail could not be sent or money not be moved, and it is not tried again.',
      metric: metrics.shop('OutboxFailed'),
      when: 'above',
      threshold: 0,
      minutes: 1,
      silence: 'good',
    },
  ];
}
