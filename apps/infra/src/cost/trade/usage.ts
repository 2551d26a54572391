import type { ShopConfig } from '../../config/index.ts';
import { daysPerMonth, hoursPerMonth } from '../prices/price.ts';
import { appServerCapacity, type AppServerCapacity } from './capacity.ts';
import { assumed } from './assumptions.ts';

/** Orders a day of the examples; a shop of its own settings says how many with --orders-per-day. */
export const ordersPerDayOfExamples = { small: 300, medium: 3_000, large: 20_000 } as const;

/** What a month of trade asks of a shop. */
export interface Usage {
  readonly orders: number;
  readonly views: number;
  /** Through the load balancer. */
  readonly requests: number;
  readonly pageGigabytes: number;
  readonly contentGigabytes: number;
  readonly contentRequests: number;
  /** App servers that are paid for: the fewest, or what the busiest hour needs, as if it lasted all month. */
  readonly appServers: number;
  /** How busy an app server is over the month, from 0 to 1 of all its processors. */
  readonly appServerBusy: number;
  readonly capacity: AppServerCapacity;
  /** Of each data server. */
  readonly databaseGigabytes: number;
  /** More app servers than the settings allow would be needed. */
  readonly beyondMaximum: boolean;
}

const kilobytesPerGigabyte = 1_000_000;

export const gigabytes = (kilobytes: number): number => kilobytes / kilobytesPerGigabyte;

/** Works out what so many orders a day ask of a shop. */
export function usageOf(config: ShopConfig, ordersPerDay: number): Usage {
  const { instanceType, minimum, maximum, cpuTargetPercent } = config.app;
  const capacity = appServerCapacity(instanceType, cpuTargetPercent);
  const orders = ordersPerDay * daysPerMonth;
  const views = orders * assumed('viewsPerOrder');
  const meanViewsPerSecond = views / (hoursPerMonth * 3_600);
  const wanted = Math.ceil((meanViewsPerSecond * assumed('peakToMean')) / capacity.viewsPerSecond);
  const appServers = Math.min(maximum, Math.max(minimum, wanted));
  return {
    orders,
    views,
    requests: views * assumed('requestsPerView'),
    pageGigabytes: gigabytes(views * assumed('pageKilobytes')),
    contentGigabytes: gigabytes(views * assumed('contentKilobytes')),
    contentRequests: views * assumed('contentRequests'),
    appServers,
    appServerBusy: (meanViewsPerSecond / appServers / capacity.viewsPerSecond) * (cpuTargetPercent / 100),
    capacity,
    databaseGigabytes: config.data.volumeGiB * assumed('databasePart'),
    beyondMaximum: wanted > maximum,
  };
}
