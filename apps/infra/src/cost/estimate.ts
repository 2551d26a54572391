import type { ShopConfig } from '../config/index.ts';
import { managedLines } from './managed-services.ts';
import { yearlyPromise } from './prices/instances.ts';
import { hoursPerMonth } from './prices/price.ts';
import { mergeLines, sum, type CostLine, type TemplateResource } from './resources/cost-line.ts';
import { priceResources } from './resources/priced-resources.ts';
import { watchingAllowance } from './resources/watching.ts';
import { assumed } from './trade/assumptions.ts';
import { countCustomMetrics, type CustomMetrics } from './trade/custom-metrics.ts';
import { tradeLines } from './trade/trade-lines.ts';
import { usageOf, type Usage } from './trade/usage.ts';

/** What a shop costs in a month of so much trade. All sums in USD without tax. */
export interface Estimate {
  readonly config: ShopConfig;
  readonly ordersPerDay: number;
  readonly usage: Usage;
  /** The shop as it is deployed. */
  readonly lines: readonly CostLine[];
  readonly monthly: number;
  /** The same shop on Aurora MySQL, ElastiCache and NAT gateways. */
  readonly managed: { readonly lines: readonly CostLine[]; readonly monthly: number };
  /** The whole bill, divided by what was sold and shown. */
  readonly perMillionViews: number;
  readonly perThousandOrders: number;
  /** What each further million of views costs, app servers by their capacity. */
  readonly furtherMillionViews: number;
  /** What further thousand orders cost, with the views that lead to them. */
  readonly furtherThousandOrders: number;
  /** What one app server more costs a month. */
  readonly furtherAppServer: number;
  /** Less a month when instances are promised for a year. */
  readonly yearlyPromiseSaves: number;
}

export interface EstimateOptions {
  readonly config: ShopConfig;
  readonly ordersPerDay: number;
  /** What the templates make; the same at any trade. */
  readonly resources: readonly TemplateResource[];
  /** Default: counted from what the programs emit. */
  readonly customMetrics?: CustomMetrics;
}

/** Works out a month's bill. @throws PriceMissing for what has no price */
export function estimate(options: EstimateOptions): Estimate {
  const { config, ordersPerDay, resources, customMetrics = countCustomMetrics() } = options;
  const usage = usageOf(config, ordersPerDay);
  const bill: Bill = (those) => [
    ...priceResources(resources, those),
    ...tradeLines(config, those, customMetrics),
  ];
  const own = bill(usage);
  const managed = [...own.filter(({ ownServersOnly }) => !ownServersOnly), ...managedLines(config, usage)];
  const lines = mergeLines([...own, watchingAllowance(own)]);
  const managedMerged = mergeLines([...managed, watchingAllowance(managed)]);
  const monthly = sum(lines);
  const furtherAppServer = costOfAppServer(bill, usage);
  const further = furtherMillionViews(bill, usage, furtherAppServer);
  return {
    config,
    ordersPerDay,
    usage,
    lines,
    monthly,
    managed: { lines: managedMerged, monthly: sum(managedMerged) },
    perMillionViews: monthly / (usage.views / 1_000_000),
    perThousandOrders: monthly / (usage.orders / 1_000),
    furtherMillionViews: further,
    furtherThousandOrders: (further * assumed('viewsPerOrder')) / 1_000,
    furtherAppServer,
    yearlyPromiseSaves: yearlyPromise.saves * sum(lines.filter(({ unit }) => unit === 'instance')),
  };
}

function costOfAppServer(bill: Bill, usage: Usage): number {
  const withServers = (appServers: number) => sum(bill({ ...usage, appServers, appServerBusy: 0 }));
  return withServers(usage.appServers + 1) - withServers(usage.appServers);
}

/** An app server's cost, spread over the views that it serves in a month, and what views cost by themselves. */
function furtherMillionViews(bill: Bill, usage: Usage, appServer: number): number {
  const million = 1_000_000;
  const viewsOfServer = (usage.capacity.viewsPerSecond * secondsPerMonth) / assumed('peakToMean');
  const busyViews = Math.max(usage.views, viewsBeyondAllowances);
  const byTrade = (views: number) =>
    sum(bill(scaled(usage, views / usage.views)).filter((each) => each.byTrade));
  return (appServer / viewsOfServer) * million + byTrade(busyViews + million) - byTrade(busyViews);
}

type Bill = (usage: Usage) => CostLine[];

const secondsPerMonth = hoursPerMonth * 3_600;

/** So many views a month are beyond all that is free in an account. */
const viewsBeyondAllowances = 20_000_000;

/** The same shop with so many times its trade, app servers aside. */
function scaled(usage: Usage, factor: number): Usage {
  return {
    ...usage,
    appServerBusy: 0,
    orders: usage.orders * factor,
    views: usage.views * factor,
    requests: usage.requests * factor,
    pageGigabytes: usage.pageGigabytes * factor,
    contentGigabytes: usage.contentGigabytes * factor,
    contentRequests: usage.contentRequests * factor,
  };
}
