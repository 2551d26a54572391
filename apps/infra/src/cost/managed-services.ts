import { divideMemory } from '@perfume/instances';
import type { ShopConfig } from '../config/index.ts';
import { memoryGiB } from './prices/instances.ts';
import { auroraClass, cacheNode, managedPrices } from './prices/managed.ts';
import { hoursPerMonth } from './prices/price.ts';
import { servicePrices } from './prices/services.ts';
import { line, type CostLine } from './resources/cost-line.ts';
import { assumed } from './trade/assumptions.ts';
import type { Usage } from './trade/usage.ts';

/** Instances of Aurora, nodes of ElastiCache and NAT gateways: one in each zone. */
const inEachZone = 2;

/**
 * What the same shop has instead of its data servers, witness and public addresses: Aurora MySQL with a reader to fail over
 * to, memcached of ElastiCache with as much memory, app servers in private subnets behind NAT gateways.
 */
export function managedLines(config: ShopConfig, usage: Usage): CostLine[] {
  const { instanceType } = config.data;
  const aurora = auroraClass(instanceType);
  const node = cacheNode(divideMemory(memoryGiB(instanceType) * 1_024).cache / 1_024);
  const group = 'Database and cache';
  const requests =
    usage.views * assumed('storageRequestsPerView') + usage.orders * assumed('storageRequestsPerOrder');
  return [
    line({
      group,
      what: `Aurora MySQL: ${aurora.name}`,
      quantity: inEachZone,
      unit: 'instance',
      price: aurora.price,
      times: hoursPerMonth,
    }),
    line({
      group,
      what: 'Aurora MySQL: storage',
      quantity: usage.databaseGigabytes,
      unit: 'GB',
      price: managedPrices.auroraStorage,
    }),
    line({
      group,
      what: 'Aurora MySQL: reads and writes of storage',
      quantity: requests,
      unit: 'request',
      price: managedPrices.auroraRequests,
      byTrade: true,
    }),
    line({
      group: 'Backups and storage',
      what: 'Aurora MySQL: backups',
      quantity: usage.databaseGigabytes * assumed('auroraBackups'),
      unit: 'GB',
      price: managedPrices.auroraBackup,
    }),
    line({
      group,
      what: `ElastiCache for memcached: ${node.name}`,
      quantity: inEachZone,
      unit: 'node',
      price: node.price,
      times: hoursPerMonth,
    }),
    line({
      group: 'Network',
      what: 'NAT gateways',
      quantity: inEachZone,
      unit: 'gateway',
      price: managedPrices.natGateway,
      times: hoursPerMonth,
    }),
    line({
      group: 'Network',
      what: 'NAT gateways: data',
      quantity: usage.appServers * assumed('natGigabytesPerServer'),
      unit: 'GB',
      price: managedPrices.natGatewayData,
    }),
    line({
      group: 'Network',
      what: 'NAT gateways: public addresses',
      quantity: inEachZone,
      unit: 'address',
      price: servicePrices.publicAddress,
      times: hoursPerMonth,
    }),
  ];
}
