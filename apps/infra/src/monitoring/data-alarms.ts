import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDescription } from './alarm-description.ts';
import { dataServers, type DataServer, type ShopMetrics } from './metrics.ts';

const minute = Duration.minutes(1);

/** Alarms of the address and of the data servers. */
export function dataAlarms(metrics: ShopMetrics): AlarmDescription[] {
  const both = (expression: string, label: string, of: (server: DataServer) => IMetric) =>
    new MathExpression({
      expression,
      label,
      period: minute,
      usingMetrics: { a: of('a'), b: of('b') },
    });
  const holders = both('FILL(a, 0) + FILL(b, 0)', 'Holders of the address', (server) =>
    metrics.server('HoldsAddress', server, { statistic: Stats.MINIMUM }),
  );
  /** The better of both servers, since one of the two does the work; a silent one counts as very late. */
  const youngest = (name: 'BackupAge' | 'BinlogAge', label: string) =>
    both('MIN([FILL(a, 1000000), FILL(b, 1000000)])', label, (server) => metrics.server(name, server));
  const worst = (
    name: 'AddressApiFailures' | 'WriteProbeFailures' | 'FailoverMoves' | 'BackupFailures',
    label: string,
  ) => both('FILL(a, 0) + FILL(b, 0)', label, (server) => metrics.server(name, server));
  const partOf = 'data-servers-degraded';
  return [
    {
      id: 'nobody-holds-the-address',
      says: 'No data server holds the address: the shop has no database and no shared cache.',
      metric: holders,
      when: 'below',
      threshold: 1,
      minutes: 2,
      silence: 'bad',
    },
    {
      id: 'two-hold-the-address',
      says: 'Both data servers believe that they hold the address.',
      metric: holders,
      when: 'above',
      threshold: 1,
      minutes: 3,
      silence: 'good',
    },
    {
      id: 'the-address-moved',
      says: 'The address moved to the other data server. The shop goes on; find out why.',
      metric: worst('FailoverMoves', 'Moves'),
      when: 'above',
      threshold: 0,
      minutes: 1,
      silence: 'good',
    },
    {
      id: 'amazon-api-fails',
      says: "Calls of Amazon's API by the failover agents fail: a failover could be late.",
      metric: worst('AddressApiFailures', 'Failed calls'),
      when: 'above',
      threshold: 2,
      minutes: 5,
      of: 3,
      silence: 'good',
    },
    {
      id: 'writes-fail',
      says: "The failover agent's own writes fail or are late.",
      metric: worst('WriteProbeFailures', 'Failed writes'),
      when: 'above',
      threshold: 0,
      minutes: 5,
      of: 3,
      silence: 'good',
    },
    ...dataServers.flatMap((server): AlarmDescription[] => [
      {
        id: `data-server-${server}-not-synced`,
        says: `Data server ${server} is not ready, has not every write, or reports nothing.`,
        metric: metrics.server('GaleraSynced', server, { statistic: Stats.MINIMUM }),
        when: 'below',
        threshold: 1,
        minutes: 5,
        silence: 'bad',
        partOf,
      },
      {
        id: `agent-${server}-silent`,
        says: `The failover agent on data server ${server} stands still or reports nothing.`,
        metric: metrics.server('FailoverLoops', server),
        when: 'below',
        threshold: 1,
        minutes: 3,
        silence: 'bad',
        partOf,
      },
      {
        id: `data-disk-${server}-fills`,
        says: `The data volume of server ${server} is more than 80 % full.`,
        metric: metrics.server('DataDiskUsed', server),
        when: 'above',
        threshold: 80,
        minutes: 5,
        silence: 'good',
      },
      {
        id: `tunnel-of-${server}-stale`,
        says: `Data server ${server} has heard nothing from a peer through the tunnel for five minutes.`,
        metric: metrics.server('TunnelHandshakeAge', server),
        when: 'above',
        threshold: 300,
        minutes: 3,
        silence: 'good',
        partOf,
      },
    ]),
    {
      id: 'group-incomplete',
      says: 'Fewer than three members: one more loss would stop the shop. The witness or a data server is missing.',
      metric: both('MIN([FILL(a, 3), FILL(b, 3)])', 'Members', (server) =>
        metrics.server('GaleraMembers', server, { statistic: Stats.MINIMUM }),
      ),
      when: 'below',
      threshold: 3,
      minutes: 5,
      silence: 'bad',
      partOf,
    },
    {
      id: 'backup-late',
      says: 'There is no full backup of the last 26 hours.',
      metric: youngest('BackupAge', 'Age of the last backup'),
      when: 'above',
      threshold: 26 * 3_600,
      minutes: 15,
      silence: 'bad',
    },
    {
      id: 'binary-log-late',
      says: 'Binary logs have not reached S3 for 15 minutes: a restore would lose that much.',
      metric: youngest('BinlogAge', 'Age of the last binary log'),
      when: 'above',
      threshold: 900,
      minutes: 5,
      silence: 'bad',
    },
    {
      id: 'backup-failed',
      says: 'A backup of the database failed.',
      metric: worst('BackupFailures', 'Failed backups'),
      when: 'above',
      threshold: 0,
      minutes: 1,
      silence: 'good',
    },
  ];
}
