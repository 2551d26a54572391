import { servicePrices } from '../prices/services.ts';
import { daysPerMonth } from '../prices/price.ts';
import { assumed } from '../trade/assumptions.ts';
import { gigabytes, type Usage } from '../trade/usage.ts';
import { line, type CostLine, type TemplateResource } from './cost-line.ts';

/** A data volume: room, and what is asked of it beyond what gp3 includes. */
export function volumeLines({ properties }: TemplateResource): CostLine[] {
  const {
    Size,
    Iops = 3_000,
    Throughput = 125,
  } = properties as {
    Size: number;
    Iops?: number;
    Throughput?: number;
  };
  const group = 'Database and cache';
  const rows = [
    { what: 'Data volumes', quantity: Size, unit: 'GiB', price: servicePrices.volumeStorage },
    {
      what: 'Data volumes: faster than included, operations',
      quantity: Math.max(0, Iops - 3_000),
      unit: 'per second',
      price: servicePrices.volumeOperations,
    },
    {
      what: 'Data volumes: faster than included, throughput',
      quantity: Math.max(0, Throughput - 125),
      unit: 'MiB/s',
      price: servicePrices.volumeThroughput,
    },
  ];
  return rows
    .filter(({ quantity }) => quantity > 0)
    .map((row) => line({ group, ownServersOnly: true, ...row }));
}

/** What lies in a bucket; which one it is, its name in the template tells. */
export function bucketLines({ logicalId, properties }: TemplateResource, usage: Usage): CostLine[] {
  const group = 'Backups and storage';
  const stored = (what: string, quantity: number, more: Partial<CostLine> = {}) => ({
    ...line({ group, what, quantity, unit: 'GB', price: servicePrices.objectStorage }),
    ...more,
  });
  const days = daysKept(properties);
  if (logicalId.startsWith('Assets'))
    return [stored('Pictures and static files', assumed('picturesGigabytes'))];
  if (logicalId.startsWith('Releases')) return [stored('Releases', assumed('releasesGigabytes'))];
  if (logicalId.startsWith('Backups')) {
    const full = usage.databaseGigabytes * assumed('backupPart');
    const perDay = full + gigabytes((usage.orders / daysPerMonth) * assumed('writtenKilobytesPerOrder'));
    return [
      stored(`Full backups and binary logs of ${days} days`, perDay * days, { ownServersOnly: true }),
      {
        ...line({
          group,
          what: 'Backups: a binary log each minute',
          quantity: daysPerMonth * 24 * 60,
          unit: 'request',
          price: servicePrices.objectWrites,
        }),
        ownServersOnly: true,
      },
    ];
  }
  if (/^(Entrance|FrontDoor|Content)?Logs/.test(logicalId)) {
    const requests = logicalId.startsWith('Logs') ? usage.contentRequests : usage.requests;
    return [
      stored('Access logs', ((requests / daysPerMonth) * days * assumed('accessLogBytes')) / 1_000_000_000, {
        byTrade: true,
      }),
    ];
  }
  throw new TypeError(`Say in apps/infra/src/cost/resources/storage.ts what the bucket ${logicalId} holds.`);
}

/** The longest that a rule of the bucket keeps anything, in days. */
function daysKept(properties: TemplateResource['properties']): number {
  const { Rules = [] } = (properties['LifecycleConfiguration'] ?? {}) as {
    Rules?: readonly { ExpirationInDays?: number }[];
  };
  return Math.max(0, ...Rules.map(({ ExpirationInDays = 0 }) => ExpirationInDays));
}
