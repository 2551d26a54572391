import type { Price } from './price.ts';

/** What a shop pays for beside instances. */
export const servicePrices = {
  volumeStorage: { usd: 0.08, per: 'GiB-month', source: 'infracost-ebs', where: 'gp3: 40 GB for 3.20' },
  volumeOperations: {
    usd: 0.005,
    per: 'operation per second above 3,000',
    source: 'infracost-ebs',
    where: 'gp3: 1,000 for 5.00',
  },
  volumeThroughput: {
    usd: 0.04,
    per: 'MiB/s above 125',
    source: 'infracost-ebs',
    where: 'gp3: 5 for 0.20',
  },
  publicAddress: { usd: 0.005, per: 'hour', source: 'public-addresses' },
  interfaceEndpoint: { usd: 0.01, per: 'hour and zone', source: 'interface-endpoints' },
  loadBalancer: {
    usd: 0.0225,
    per: 'hour',
    source: 'infracost-load-balancer',
    where: '730 hours for 16.42',
  },
  loadBalancerCapacity: { usd: 0.008, per: 'LCU-hour', source: 'infracost-load-balancer' },
  betweenZones: {
    usd: 0.02,
    per: 'GB, 0.01 in each direction',
    source: 'infracost-transfer',
    where: 'intra-region: 2,000 GB for 20.00',
  },
  contentOut: { usd: 0.085, per: 'GB', source: 'cloudfront', where: 'United States, Europe; first 10 TB' },
  contentRequests: {
    usd: 0.000_001_2,
    per: 'request by https',
    source: 'infracost-cloudfront',
    where: 'Europe: 0.012 for 10,000; 0.010 in the United States',
  },
  contentToOrigin: { usd: 0.02, per: 'GB sent to the load balancer', source: 'infracost-cloudfront' },
  objectStorage: { usd: 0.023, per: 'GB-month', source: 'infracost-s3' },
  objectWrites: { usd: 0.000_005, per: 'request', source: 'infracost-s3', where: 'PUT: 0.005 for 1,000' },
  secret: { usd: 0.4, per: 'secret', source: 'infracost-secret' },
  metric: {
    usd: 0.3,
    per: 'metric',
    source: 'infracost-instance',
    where: 'detailed monitoring: 7 metrics for 2.10; the first 10,000 metrics cost the same',
  },
  alarmMetric: { usd: 0.1, per: 'metric of an alarm', source: 'infracost-alarm' },
  compositeAlarm: { usd: 0.5, per: 'alarm', source: 'composite-alarms' },
  dashboard: { usd: 3, per: 'dashboard', source: 'infracost-dashboard' },
  logIngestion: { usd: 0.5, per: 'GB', source: 'infracost-logs' },
  logStorage: { usd: 0.03, per: 'GB-month', source: 'infracost-logs' },
  firewall: { usd: 5, per: 'list of rules', source: 'infracost-firewall' },
  firewallRule: { usd: 1, per: 'rule', source: 'infracost-firewall' },
  firewallRequests: { usd: 0.000_000_6, per: 'request', source: 'infracost-firewall' },
  hostedZone: { usd: 0.5, per: 'zone', source: 'infracost-route53' },
} as const satisfies Readonly<Record<string, Price>>;

/** Data to the internet in a month: what the first so many GB cost each, in order. */
export const internetOut = [
  { gigabytes: 100, usd: 0, source: 'general-knowledge', where: 'free each month in every account' },
  { gigabytes: 10_240, usd: 0.09, source: 'infracost-transfer', where: '10,240 GB for 921.60' },
  { gigabytes: 40_960, usd: 0.085, source: 'infracost-transfer', where: '40,960 GB for 3,481.60' },
  { gigabytes: Infinity, usd: 0.07, source: 'infracost-transfer', where: '5,800 GB for 406.00' },
] as const;

/** What each account has for nothing every month, without an end. Offers of the first year are not counted. */
export const monthlyAllowances = {
  contentGigabytes: 1_024,
  contentRequests: 10_000_000,
  logGigabytes: 5,
  alarmMetrics: 10,
  metrics: 10,
  sources: { content: 'cloudfront', watching: 'cloudwatch' },
} as const;

/** What one unit of the load balancer's capacity holds; the largest of these counts. (Vantage's handbook, ELB pricing) */
export const loadBalancerUnit = {
  newConnectionsPerSecond: 25,
  activeConnections: 3_000,
  gigabytesPerHour: 1,
  rulesPerSecond: 1_000,
} as const;
