import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  PeriodOverride,
  SingleValueWidget,
  type IAlarm,
  type IMetric,
  type YAxisProps,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { stackName } from '../config/index.ts';
import { loadBalancerMetrics, type MeasuredEntrance } from './load-balancer-metrics.ts';
import { dataServers, groupCpu, groupMetric, type ShopMetrics } from './metrics.ts';
import { ServerExplorerWidget } from './server-explorer-widget.ts';

export interface ShopDashboardProps {
  readonly entrance: MeasuredEntrance;
  /** The name of the group of app servers. */
  readonly group: string;
  readonly shop: string;
  readonly metrics: ShopMetrics;
  readonly alarms: readonly IAlarm[];
}

const height = 6;

/** One page that answers from top to bottom: is something wrong, do shoppers buy, do servers keep up, is the data safe. */
export class ShopDashboard extends Construct {
  readonly dashboardName: string;

  constructor(scope: Construct, id: string, props: ShopDashboardProps) {
    super(scope, id);
    this.dashboardName = props.shop;
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: props.shop,
      defaultInterval: Duration.hours(3),
      periodOverride: PeriodOverride.INHERIT,
    });
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: 24, height: 4 }),
    );
    dashboard.addWidgets(...shoppers(props));
    dashboard.addWidgets(...pages(props));
    dashboard.addWidgets(...appServers(props));
    dashboard.addWidgets(...address(props));
    dashboard.addWidgets(...database(props));
    dashboard.addWidgets(...servers(props));
  }
}

function shoppers({ metrics, entrance }: ShopDashboardProps) {
  const balancer = loadBalancerMetrics(entrance);
  return [
    new SingleValueWidget({
      title: 'Orders today',
      metrics: [
        metrics.shop('OrdersPlaced', { label: 'placed', period: Duration.days(1) }),
        metrics.shop('OrdersPaid', { label: 'paid', period: Duration.days(1) }),
      ],
      width: 4,
      height,
    }),
    graph('Orders', [
      metrics.shop('OrdersPlaced', { label: 'placed', period: Duration.minutes(5) }),
      metrics.shop('OrdersPaid', { label: 'paid', period: Duration.minutes(5) }),
    ]),
    graph('Requests of shoppers', [
      balancer.requests,
      metrics.shop('Requests', { label: 'answered by app servers' }),
      metrics.shop('AbortedRequests', { label: 'given up by shoppers' }),
    ]),
    graph('Answers that are errors', [
      balancer.unanswered,
      balancer.serverErrors,
      metrics.shop('Errors4xx', { label: 'not found, refused' }),
    ]),
  ];
}

function pages({ metrics, entrance }: ShopDashboardProps) {
  const { latency } = loadBalancerMetrics(entrance);
  return [
    graph('Time of pages', [latency(50), latency(95), latency(99)], { label: 'seconds' }, 8),
    graph(
      'Cache hit rate',
      [metrics.rate('PageCacheHitRate', 'pages'), metrics.rate('CacheHitRate', 'values')],
      { label: 'percent', max: 100 },
      8,
    ),
    graph(
      'Age',
      [
        metrics.shop('OutboxAge', { label: 'oldest mail or money to send' }),
        metrics.shop('CatalogueFeedAge', { label: 'changes of the catalogue' }),
      ],
      { label: 'seconds' },
      8,
    ),
  ];
}

function appServers({ metrics, group }: ShopDashboardProps) {
  return [
    graph('App servers', [
      groupMetric(group, 'GroupDesiredCapacity', 'wanted'),
      groupMetric(group, 'GroupInServiceInstances', 'in service'),
      groupMetric(group, 'GroupPendingInstances', 'starting'),
      groupMetric(group, 'GroupTerminatingInstances', 'leaving'),
    ]),
    graph('CPU of app servers', [groupCpu(group)], { label: 'percent', max: 100 }),
    graph(
      'Event loop and memory',
      [metrics.shop('EventLoopDelay', { label: 'longest delay, ms' })],
      { label: 'ms' },
      6,
      [metrics.shop('ProcessMemory', { label: 'memory' })],
    ),
    graph('Database as app servers see it', [
      metrics.shop('DatabaseFailovers', { label: 'pools dropped' }),
      metrics.shop('DatabaseTimeouts', { label: 'late answers' }),
      metrics.shop('DatabaseRetries', { label: 'transactions run again' }),
      metrics.shop('DatabaseRefused', { label: 'refused, database away' }),
    ]),
  ];
}

function address({ metrics }: ShopDashboardProps) {
  const each = (name: Parameters<ShopMetrics['server']>[0], label = '') =>
    dataServers.map((server) => metrics.server(name, server, { label: `${label}${server}` }));
  return [
    graph('Who holds the address', each('HoldsAddress'), { max: 1 }),
    graph('Moves of the address', [
      ...each('FailoverMoves', 'taken by '),
      ...each('FailoverStepDowns', 'given up by '),
    ]),
    graph('Members of the group', each('GaleraMembers'), { max: 3 }),
    graph(
      'Write of the agent',
      each('WriteProbe'),
      { label: 'ms' },
      6,
      each('WriteProbeFailures', 'failed on '),
    ),
  ];
}

function servers({ shop }: ShopDashboardProps) {
  return [
    new ServerExplorerWidget({
      title: 'CPU of data servers and witness',
      tag: { key: 'Name', values: ['a', 'b', 'c'].map((node) => `${stackName(shop, 'data')}-${node}`) },
      metricName: 'CPUUtilization',
      width: 24,
      height: 8,
    }),
  ];
}

function database({ metrics }: ShopDashboardProps) {
  const each = (name: Parameters<ShopMetrics['server']>[0], label = '') =>
    dataServers.map((server) => metrics.server(name, server, { label: `${label}${server}` }));
  return [
    graph('Has every write', each('GaleraSynced'), { max: 1 }),
    graph('Writes held back', each('GaleraFlowControl'), { label: 'percent' }),
    graph('Data volume used', each('DataDiskUsed'), { label: 'percent', max: 100 }),
    graph('Age of backups', [...each('BackupAge', 'full, '), ...each('BinlogAge', 'binary log, ')], {
      label: 'seconds',
    }),
  ];
}

function graph(
  title: string,
  left: IMetric[],
  leftYAxis: YAxisProps = {},
  width = 6,
  right?: IMetric[],
): GraphWidget {
  return new GraphWidget({
    title,
    left,
    leftYAxis: { min: 0, showUnits: false, ...leftYAxis },
    ...(right && { right, rightYAxis: { min: 0, showUnits: false } }),
    width,
    height,
  });
}
