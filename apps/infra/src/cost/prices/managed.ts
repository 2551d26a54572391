import { PriceMissing } from './instances.ts';
import type { Price } from './price.ts';

/** Aurora MySQL, standard configuration, in USD per hour of one instance. */
const auroraHourly: Readonly<Record<string, number>> = {
  't4g.medium': 0.073,
  't4g.large': 0.146,
  'r7g.large': 0.276,
  'r7g.xlarge': 0.553,
  'r7g.2xlarge': 1.106,
  'r7g.4xlarge': 2.211,
  'r8g.large': 0.276,
  'r8g.xlarge': 0.552,
  'r8g.2xlarge': 1.104,
  'r8g.4xlarge': 2.208,
};

/** The class of Aurora with the memory of an instance that Aurora does not have itself. */
const auroraInstead: Readonly<Record<string, string>> = {
  't4g.nano': 't4g.medium',
  't4g.micro': 't4g.medium',
  't4g.small': 't4g.medium',
  't4g.xlarge': 'r7g.large',
  't4g.2xlarge': 'r7g.xlarge',
};

/** @throws PriceMissing when Aurora has no class that is like the instance type */
export function auroraClass(instanceType: string): { readonly name: string; readonly price: Price } {
  const like = auroraInstead[instanceType] ?? instanceType;
  const usd = auroraHourly[like];
  if (usd === undefined) {
    throw new PriceMissing(
      `There is no price of Aurora on db.${like} in apps/infra/src/cost/prices/managed.ts. Add it, or name in auroraInstead what Aurora has instead.`,
    );
  }
  return { name: `db.${like}`, price: { usd, per: 'hour', source: 'aurora-toolkit' } };
}

/** Nodes of ElastiCache by the memory that they leave to memcached. */
const cacheNodes = [
  { name: 'cache.t4g.micro', gibibytes: 0.5, usd: 0.016 },
  { name: 'cache.t4g.small', gibibytes: 1.37, usd: 0.032 },
  { name: 'cache.t4g.medium', gibibytes: 3.09, usd: 0.065 },
  { name: 'cache.r7g.large', gibibytes: 13.07, usd: 0.219 },
] as const;

/** The smallest node with as much memory, or the largest of the table. */
export function cacheNode(gibibytes: number): { readonly name: string; readonly price: Price } {
  const node = cacheNodes.find((candidate) => candidate.gibibytes >= gibibytes) ?? cacheNodes.at(-1)!;
  return {
    name: node.name,
    price: {
      usd: node.usd,
      per: 'hour',
      source: 'cache-nodes',
      where: 'Redis OSS; memcached costs the same',
    },
  };
}

export const managedPrices = {
  auroraStorage: { usd: 0.1, per: 'GB-month', source: 'infracost-aurora' },
  auroraRequests: {
    usd: 0.000_000_2,
    per: 'read or write of storage',
    source: 'infracost-aurora',
    where: '0.20 for 1,000,000',
  },
  auroraBackup: { usd: 0.021, per: 'GB-month', source: 'infracost-aurora' },
  natGateway: { usd: 0.045, per: 'hour', source: 'vpc' },
  natGatewayData: { usd: 0.045, per: 'GB', source: 'vpc' },
} as const satisfies Readonly<Record<string, Price>>;
