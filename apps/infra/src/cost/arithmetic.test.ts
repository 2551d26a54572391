import { describe, expect, it } from 'vitest';
import { defineShop } from '../config/index.ts';
import { estimate } from './estimate.ts';
import { instancePrice, memoryGiB, PriceMissing, processors } from './prices/instances.ts';
import { auroraClass, cacheNode } from './prices/managed.ts';
import { line, mergeLines, sum, type TemplateResource } from './resources/cost-line.ts';
import { loadBalancerUnits } from './resources/entrance.ts';
import { priceResources } from './resources/priced-resources.ts';
import { watchingAllowance } from './resources/watching.ts';
import { appServerCapacity, viewsPerSecondOfProcess } from './trade/capacity.ts';
import { internetCost } from './trade/trade-lines.ts';
import { usageOf } from './trade/usage.ts';

const config = defineShop({
  name: 'test',
  region: 'us-east-1',
  app: { instanceType: 't4g.small', maximum: 4 },
  data: { instanceType: 't4g.medium', volumeGiB: 20 },
  shop: { contactEmail: 'help@example.com', mailFrom: 'Perfume <orders@example.com>' },
});

const usage = usageOf(config, 300);

const resource = (type: string, properties: object, logicalId = 'It', stack = 'app'): TemplateResource =>
  ({ stack, logicalId, type, properties }) as TemplateResource;

const launchTemplate = resource('AWS::EC2::LaunchTemplate', {
  LaunchTemplateData: {
    InstanceType: 't4g.small',
    Monitoring: { Enabled: true },
    NetworkInterfaces: [{ AssociatePublicIpAddress: true }],
    BlockDeviceMappings: [{ Ebs: { VolumeSize: 8 } }],
  },
});

describe('data to the internet', () => {
  it('is free for the first 100 GB', () => {
    expect(internetCost(100)).toBe(0);
  });
  it('costs each step of the price list what falls into it', () => {
    expect(internetCost(101)).toBeCloseTo(0.09);
    expect(internetCost(100 + 10_240 + 1)).toBeCloseTo(921.6 + 0.085);
  });
});

describe('an app server', () => {
  it('serves the mix of kept and made pages that its process has time for', () => {
    expect(viewsPerSecondOfProcess({ keptPagesPerSecond: 1_000, madePagesPerSecond: 100 })).toBeCloseTo(
      1 / (0.8 / 1_000 + 0.2 / 100),
    );
  });
  it('keeps its one process busy up to the CPU target of two processors', () => {
    const { busy, targetReachable, viewsPerSecond } = appServerCapacity('c7g.large', 45);
    expect({ busy, targetReachable }).toEqual({ busy: 0.9, targetReachable: true });
    expect(viewsPerSecond).toBeCloseTo(0.9 * viewsPerSecondOfProcess());
  });
  it('never reaches a target that four processors set to one process', () => {
    expect(appServerCapacity('c7g.xlarge', 45)).toMatchObject({ busy: 1, targetReachable: false });
  });
  it('costs its hours, its disk, its address and its metrics', () => {
    const lines = priceResources([launchTemplate], { ...usage, appServers: 3 });
    expect(lines.map(({ monthly }) => Number(monthly.toFixed(2)))).toEqual([
      Number((3 * 730 * 0.0168).toFixed(2)),
      1.92,
      6.3,
      10.95,
    ]);
  });
  it('pays for processors above what its type includes', () => {
    const busy = priceResources([launchTemplate], { ...usage, appServers: 1, appServerBusy: 0.3 });
    const surplus = busy.find(({ what }) => what.includes('above'))!;
    expect(surplus.quantity).toBeCloseTo(0.1 * 2 * 730);
    const idle = priceResources([launchTemplate], { ...usage, appServers: 1, appServerBusy: 0.2 });
    expect(idle.some(({ what }) => what.includes('above'))).toBe(false);
  });
});

describe('trade', () => {
  it('asks for the fewest app servers while they do', () => {
    expect(usage.appServers).toBe(2);
  });
  it('asks for as many as its busiest hour needs, and says when these are more than allowed', () => {
    const { viewsPerSecond } = usage.capacity;
    const ordersPerDay = (viewsPerSecond * 2.5 * 86_400) / 4 / 400;
    expect(usageOf(config, ordersPerDay)).toMatchObject({ appServers: 3, beyondMaximum: false });
    expect(usageOf(config, ordersPerDay * 2)).toMatchObject({ appServers: 4, beyondMaximum: true });
  });
  it('pays the load balancer for the largest of its measures', () => {
    const quiet = { ...usage, requests: 0, pageGigabytes: 0 };
    expect(loadBalancerUnits({ ...quiet, pageGigabytes: 730 })).toBeCloseTo(1);
    const perSecond = 730 * 3_600;
    expect(loadBalancerUnits({ ...quiet, requests: 5 * 25 * perSecond })).toBeCloseTo(1);
  });
});

describe('resources', () => {
  it('of an unknown type stop the sum', () => {
    expect(() => priceResources([resource('AWS::Lambda::Function', {})], usage)).toThrow(
      /AWS::Lambda::Function \(It\) has no price/,
    );
  });
  it('that are buckets nobody described stop the sum', () => {
    expect(() => priceResources([resource('AWS::S3::Bucket', {}, 'Films')], usage)).toThrow(/bucket Films/);
  });
  it('of an instance type without a price name the table', () => {
    expect(() => instancePrice('x9g.large')).toThrow(PriceMissing);
  });
  it('that are volumes pay for what gp3 does not include', () => {
    const volume = resource('AWS::EC2::Volume', { Size: 500, Iops: 6_000, Throughput: 500 });
    expect(sum(priceResources([volume], usage))).toBeCloseTo(500 * 0.08 + 3_000 * 0.005 + 375 * 0.04);
    expect(priceResources([resource('AWS::EC2::Volume', { Size: 20, Iops: 3_000 })], usage)).toHaveLength(1);
  });
  it('that are alarms pay for every metric of their expression', () => {
    const metrics = [{ MetricStat: {} }, { MetricStat: {} }, { Expression: 'm1 + m2' }];
    expect(
      sum(priceResources([resource('AWS::CloudWatch::Alarm', { Metrics: metrics })], usage)),
    ).toBeCloseTo(0.2);
    expect(sum(priceResources([resource('AWS::CloudWatch::Alarm', {})], usage))).toBeCloseTo(0.1);
  });
  it('that are endpoints cost by the zone, gateway endpoints nothing', () => {
    const endpoint = (VpcEndpointType: string) =>
      resource('AWS::EC2::VPCEndpoint', { VpcEndpointType, SubnetIds: ['a', 'b'] });
    expect(sum(priceResources([endpoint('Interface')], usage))).toBeCloseTo(14.6);
    expect(priceResources([endpoint('Gateway')], usage)).toEqual([]);
  });
});

describe('what every account has for nothing', () => {
  it('is taken off as far as it is used, and no further', () => {
    const alarms = line({
      group: 'Watching',
      what: 'Alarms',
      quantity: 4,
      price: { usd: 0.1, per: 'metric', source: 'infracost-alarm' },
    });
    expect(watchingAllowance([alarms]).monthly).toBeCloseTo(-(0.4 + 3));
  });
});

describe('rows', () => {
  it('of one name become one', () => {
    const row = line({
      group: 'Watching',
      what: 'Alarms',
      quantity: 1,
      price: { usd: 0.1, per: 'metric', source: 'infracost-alarm' },
    });
    expect(mergeLines([row, row])).toMatchObject([{ quantity: 2, monthly: 0.2 }]);
  });
});

describe('a shop on managed services', () => {
  it('has Aurora of the same memory and a node with as much room as memcached had', () => {
    expect(auroraClass('r7g.2xlarge').name).toBe('db.r7g.2xlarge');
    expect(auroraClass('t4g.small').name).toBe('db.t4g.medium');
    expect(cacheNode(0.5).name).toBe('cache.t4g.micro');
    expect(cacheNode(8).name).toBe('cache.r7g.large');
    expect([memoryGiB('t4g.medium'), memoryGiB('r7g.2xlarge'), processors('t4g.nano')]).toEqual([4, 64, 2]);
  });
  it('loses what stands on servers of its own and gains the rest', () => {
    const server = resource(
      'AWS::EC2::Instance',
      { InstanceType: 't4g.medium', Monitoring: true, BlockDeviceMappings: [{ Ebs: { VolumeSize: 8 } }] },
      'PairServerA',
      'data',
    );
    const { lines, managed } = estimate({
      config,
      ordersPerDay: 300,
      resources: [launchTemplate, server],
      customMetrics: { shop: 10, servers: 20 },
    });
    const names = (of: typeof lines) => of.map(({ what }) => what);
    expect(names(lines)).toContain('Data servers: t4g.medium');
    expect(names(managed.lines)).not.toContain('Data servers: t4g.medium');
    expect(names(managed.lines)).not.toContain('App servers: public addresses');
    expect(names(managed.lines)).toEqual(
      expect.arrayContaining(['Aurora MySQL: db.t4g.medium', 'NAT gateways']),
    );
  });
});

describe('a further million views', () => {
  it('costs its part of an app server and what it uses, without what is free once', () => {
    const { furtherMillionViews, furtherAppServer, furtherThousandOrders } = estimate({
      config,
      ordersPerDay: 300,
      resources: [launchTemplate],
      customMetrics: { shop: 10, servers: 20 },
    });
    expect(furtherAppServer).toBeCloseTo(730 * 0.0168 + 8 * 0.08 + 7 * 0.3 + 730 * 0.005);
    const serverPart = (furtherAppServer / ((usage.capacity.viewsPerSecond * 730 * 3_600) / 4)) * 1_000_000;
    // 20 KB to data servers for each, half of it between zones; a 400th of an order with 100 KB to two others.
    const betweenZones = (20 * 0.5 + (100 / 400) * 2) * 0.02;
    expect(furtherMillionViews).toBeCloseTo(serverPart + betweenZones);
    expect(furtherThousandOrders).toBeCloseTo(furtherMillionViews * 0.4);
  });
});
