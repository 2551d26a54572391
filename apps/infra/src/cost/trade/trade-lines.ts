import type { ShopConfig } from '../../config/index.ts';
import { internetOut, servicePrices } from '../prices/services.ts';
import { line, type CostLine } from '../resources/cost-line.ts';
import { assumed } from './assumptions.ts';
import type { CustomMetrics } from './custom-metrics.ts';
import { gigabytes, type Usage } from './usage.ts';

/** What no template names: data that travels, metrics of the programs, the domain's zone. */
export function tradeLines(config: ShopConfig, usage: Usage, metrics: CustomMetrics): CostLine[] {
  return [
    ...(config.domain ? [pagesToTheInternet(usage)] : []),
    ...betweenZones(usage),
    line({
      group: 'Watching',
      what: 'Metrics of the shop',
      quantity: metrics.shop,
      unit: 'metric',
      price: servicePrices.metric,
    }),
    line({
      group: 'Watching',
      what: 'Metrics of data servers and witness',
      quantity: metrics.servers,
      unit: 'metric',
      price: servicePrices.metric,
      ownServersOnly: true,
    }),
    ...(config.domain
      ? [
          line({
            group: 'Secrets and names',
            what: "The domain's hosted zone, which is there before",
            quantity: 1,
            unit: 'zone',
            price: servicePrices.hostedZone,
          }),
        ]
      : []),
  ];
}

/** Pages from the load balancer; without a domain CloudFront takes them over for nothing and is counted itself. */
function pagesToTheInternet({ pageGigabytes }: Usage): CostLine {
  return {
    group: 'Pages and static content',
    what: 'Pages to the internet',
    quantity: pageGigabytes,
    unit: 'GB',
    monthly: internetCost(pageGigabytes),
    sources: ['infracost-transfer', 'general-knowledge'],
    byTrade: true,
  };
}

/** In USD; each step of the price list takes what the one before left over. */
export function internetCost(total: number): number {
  let left = total;
  let cost = 0;
  for (const { gigabytes: room, usd } of internetOut) {
    const taken = Math.min(left, room);
    cost += taken * usd;
    left -= taken;
  }
  return cost;
}

/** The load balancer reaches its servers in the other zone for nothing; everything else pays by the gigabyte. */
function betweenZones({ orders, views }: Usage): CostLine[] {
  const group = 'Network';
  const written = gigabytes(orders * assumed('writtenKilobytesPerOrder')) + assumed('idleWritesGigabytes');
  return [
    line({
      group,
      what: 'Between zones: app servers and the data server with the address',
      quantity: gigabytes(views * assumed('internalKilobytes')) * assumed('internalPart'),
      unit: 'GB',
      price: servicePrices.betweenZones,
      byTrade: true,
    }),
    line({
      group,
      what: 'Between zones: replication to the other data server and the witness',
      quantity: written * assumed('replicas'),
      unit: 'GB',
      price: servicePrices.betweenZones,
      ownServersOnly: true,
      byTrade: true,
    }),
  ];
}
