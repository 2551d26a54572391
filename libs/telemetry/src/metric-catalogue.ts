/** The namespace of every metric of the shop in CloudWatch. */
export const metricNamespace = 'Perfume';

/** Units of CloudWatch that the shop uses. */
export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'Percent' | 'Bytes' | 'None';

/**
 * How values of one interval become one: a `count` is added up, of a `gauge` the last one counts, a `distribution` keeps all
 * of them to within 8 %, so that CloudWatch can give any percentile over all servers.
 */
export type MetricKind = 'count' | 'gauge' | 'distribution';

export interface MetricDescription {
  readonly unit: MetricUnit;
  readonly kind: MetricKind;
  /** What the number says and, where it is no plain count, of what. */
  readonly meaning: string;
  /** The program that knows it. */
  readonly emitter: 'storefront' | 'failover' | 'data-server';
  /**
   * `shop`: all servers write into the one metric with the dimension Shop. `server`: each server has a metric of its own, with
   * the dimensions Shop and Server; only for servers that keep their names, since every name is paid for.
   */
  readonly of: 'shop' | 'server';
}

const shop = <Kind extends MetricKind>(kind: Kind, unit: MetricUnit, meaning: string) =>
  ({ kind, unit, meaning, emitter: 'storefront', of: 'shop' }) as const;
const agent = <Kind extends MetricKind>(kind: Kind, unit: MetricUnit, meaning: string) =>
  ({ kind, unit, meaning, emitter: 'failover', of: 'server' }) as const;
const dataServer = <Kind extends MetricKind>(kind: Kind, unit: MetricUnit, meaning: string) =>
  ({ kind, unit, meaning, emitter: 'data-server', of: 'server' }) as const;

/**
 * Every metric that a program of the shop emits. Dashboard and alarms take their names from here, and so does
 * docs/reference/metrics.md: a metric that is not in this table cannot be emitted.
 */
export const metricCatalogue = {
  Requests: shop('count', 'Count', 'Requests of shoppers that were answered, kept pages included'),
  RequestLatency: shop(
    'distribution',
    'Milliseconds',
    'Time of a request that no kept page answered; the load balancer’s TargetResponseTime has all of them',
  ),
  Errors4xx: shop('count', 'Count', 'Answers with a status from 400 to 499'),
  Errors5xx: shop('count', 'Count', 'Answers with a status from 500 on'),
  AbortedRequests: shop('count', 'Count', 'Requests whose shopper went away before the answer was whole'),
  OrdersPlaced: shop('count', 'Count', 'Orders made; a repeat of the same placing is none'),
  OrdersPaid: shop('count', 'Count', 'Orders that became paid'),
  PageCacheHits: shop('count', 'Count', 'Requests answered with a page kept in the process'),
  PageCacheMisses: shop('count', 'Count', 'Public pages that had to be made'),
  PageCacheSharedHits: shop('count', 'Count', 'Pages taken over from another server through memcached'),
  PageCacheWithoutStock: shop('count', 'Count', 'Pages answered without stock as changes could not be read'),
  PageCacheBytes: shop('gauge', 'Bytes', 'Pages kept in the process'),
  CatalogueFeedAge: shop('gauge', 'Seconds', 'Time since the changes of the catalogue were last read'),
  CacheHits: shop('count', 'Count', 'Values found in the process or in memcached'),
  CacheMisses: shop('count', 'Count', 'Values that had to be computed'),
  CacheFailures: shop('count', 'Count', 'How often memcached was lost: an error, a late answer, a move'),
  CacheBreakerOpen: shop('gauge', 'None', '1 while memcached is not asked since it did not answer, else 0'),
  OutboxAge: shop('gauge', 'Seconds', 'How long the oldest due work of the outbox has been waiting'),
  OutboxFailed: shop('gauge', 'Count', 'Work of the outbox that was given up within the last hour'),
  DatabaseWaits: shop('count', 'Count', 'Callers that waited for a connection of the pool'),
  DatabaseSlowWaits: shop('count', 'Count', 'Callers that waited longer than 100 ms for a connection'),
  DatabaseRefused: shop('count', 'Count', 'Callers refused at once as the database was away'),
  DatabaseFailovers: shop(
    'count',
    'Count',
    'Pools dropped as their server was lost, moved or refused service',
  ),
  DatabaseTimeouts: shop('count', 'Count', 'Statements without an answer in time'),
  DatabaseRetries: shop('count', 'Count', 'Transactions that were run again'),
  DatabaseBreakerOpen: shop('gauge', 'None', '1 while the database is taken to be away, else 0'),
  EventLoopDelay: shop('gauge', 'Milliseconds', 'The longest delay of the event loop within the interval'),
  ProcessMemory: shop('gauge', 'Bytes', 'Memory of the process'),

  HoldsAddress: agent('gauge', 'None', '1 on the data server that holds the address, else 0'),
  GaleraPrimary: agent('gauge', 'None', '1 while the server is in the part with the majority, else 0'),
  GaleraSynced: agent('gauge', 'None', '1 while the server is ready and has every write, else 0'),
  GaleraMembers: agent('gauge', 'Count', 'Members that the server counts, the witness included'),
  GaleraFlowControl: agent('gauge', 'Percent', 'Part of the time in which writes waited for this cluster'),
  WriteProbe: agent('distribution', 'Milliseconds', 'Time of a write of the agent on its own server'),
  WriteProbeFailures: agent('count', 'Count', 'Writes of the agent that failed or had no answer in time'),
  PeerReachable: agent('gauge', 'None', '1 while the other data server’s agent answers, else 0'),
  FailoverMoves: agent('count', 'Count', 'Times that this server took the address'),
  FailoverStepDowns: agent('count', 'Count', 'Times that this server gave the address up'),
  FailoverLoops: agent('count', 'Count', 'Turns of the agent’s loop; none means that it stands still'),
  AddressApiFailures: agent('count', 'Count', 'Calls of Amazon’s API that failed or had no answer in time'),

  BackupAge: dataServer('gauge', 'Seconds', 'Time since the last full backup was stored'),
  BinlogAge: dataServer('gauge', 'Seconds', 'Time since binary logs were last stored'),
  BackupFailures: dataServer('count', 'Count', 'Backups that failed'),
  DataDiskUsed: dataServer('gauge', 'Percent', 'Used part of the data volume'),
  TunnelHandshakeAge: dataServer(
    'gauge',
    'Seconds',
    'Time since the oldest handshake with a peer of the tunnel',
  ),
} as const satisfies Readonly<Record<string, MetricDescription>>;

export type MetricName = keyof typeof metricCatalogue;

type NamesOf<Kind extends MetricKind> = {
  [Name in MetricName]: (typeof metricCatalogue)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

export type CountName = NamesOf<'count'>;
export type GaugeName = NamesOf<'gauge'>;
export type DistributionName = NamesOf<'distribution'>;

/** Every name by itself, so that a reader of the code can follow it: `metricNames.OrdersPlaced`. */
export const metricNames = Object.fromEntries(Object.keys(metricCatalogue).map((name) => [name, name])) as {
  readonly [Name in MetricName]: Name;
};

/**
 * Figures that are a part of two counts, in percent: 100 × hits ÷ (hits + misses). They are worked out where they are shown,
 * since an average of each server's percentage would weigh a quiet server like a busy one.
 */
export const metricRates = {
  PageCacheHitRate: { hits: 'PageCacheHits', misses: 'PageCacheMisses' },
  CacheHitRate: { hits: 'CacheHits', misses: 'CacheMisses' },
} as const satisfies Readonly<Record<string, { readonly hits: CountName; readonly misses: CountName }>>;
