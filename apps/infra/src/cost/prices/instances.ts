import type { Price } from './price.ts';

/** On-demand prices of Graviton instances with Linux, in USD per hour (source: karpenter). */
const hourly: Readonly<Record<string, number>> = {
  't4g.nano': 0.0042,
  't4g.micro': 0.0084,
  't4g.small': 0.0168,
  't4g.medium': 0.0336,
  't4g.large': 0.0672,
  't4g.xlarge': 0.1344,
  't4g.2xlarge': 0.2688,
  'c7g.medium': 0.0363,
  'c7g.large': 0.0725,
  'c7g.xlarge': 0.145,
  'c7g.2xlarge': 0.29,
  'c7g.4xlarge': 0.58,
  'c8g.medium': 0.03988,
  'c8g.large': 0.07976,
  'c8g.xlarge': 0.15952,
  'c8g.2xlarge': 0.31904,
  'c8g.4xlarge': 0.63808,
  'm7g.medium': 0.0408,
  'm7g.large': 0.0816,
  'm7g.xlarge': 0.1632,
  'm7g.2xlarge': 0.3264,
  'm7g.4xlarge': 0.6528,
  'm8g.medium': 0.04488,
  'm8g.large': 0.08976,
  'm8g.xlarge': 0.17952,
  'm8g.2xlarge': 0.35904,
  'm8g.4xlarge': 0.71808,
  'r7g.medium': 0.0536,
  'r7g.large': 0.1071,
  'r7g.xlarge': 0.2142,
  'r7g.2xlarge': 0.4284,
  'r7g.4xlarge': 0.8568,
  'r8g.medium': 0.05891,
  'r8g.large': 0.11782,
  'r8g.xlarge': 0.23564,
  'r8g.2xlarge': 0.47128,
  'r8g.4xlarge': 0.94256,
};

/** Virtual processors by size; t4g has two in each size up to large. */
const processorsBySize: Readonly<Record<string, number>> = {
  medium: 1,
  large: 2,
  xlarge: 4,
  '2xlarge': 8,
  '4xlarge': 16,
};

/**
 * The part of each processor that a t4g instance may use all day without surplus credits (source: EC2's user guide, known
 * from general knowledge; t4g.medium's and large's were seen in a public script).
 */
const baselines: Readonly<Record<string, number>> = {
  't4g.nano': 0.05,
  't4g.micro': 0.1,
  't4g.small': 0.2,
  't4g.medium': 0.2,
  't4g.large': 0.3,
  't4g.xlarge': 0.4,
  't4g.2xlarge': 0.4,
};

/** Nobody has put a price to something; the message says where to add it. */
export class PriceMissing extends Error {
  override readonly name = 'PriceMissing';
}

/** @throws PriceMissing for an instance type that is not in the table */
export function instancePrice(instanceType: string): Price {
  const usd = hourly[instanceType];
  if (usd === undefined) {
    throw new PriceMissing(
      `There is no price of ${instanceType} in apps/infra/src/cost/prices/instances.ts. Add it, or try one of ${Object.keys(hourly).join(', ')}.`,
    );
  }
  return { usd, per: 'hour', source: 'karpenter' };
}

/** Virtual processors of an instance type. */
export function processors(instanceType: string): number {
  const [family, size] = instanceType.split('.') as [string, string];
  const count = processorsBySize[size];
  return family === 't4g' ? Math.max(2, count ?? 2) : (count ?? 1);
}

const memoryPerProcessor: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

const burstableMemory: Readonly<Record<string, number>> = {
  nano: 0.5,
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  '2xlarge': 32,
};

/** Memory of an instance type, in GiB. */
export function memoryGiB(instanceType: string): number {
  const [family, size] = instanceType.split('.') as [string, string];
  if (family === 't4g') return burstableMemory[size] ?? 0;
  return (memoryPerProcessor[family.charAt(0)] ?? 4) * processors(instanceType);
}

/** The part of its processors that an instance may use all day at its price, from 0 to 1. */
export const processorBaseline = (instanceType: string): number => baselines[instanceType] ?? 1;

/** A processor above that part, on t4g, which lends without limit by default. */
export const surplusProcessor: Price = { usd: 0.04, per: 'processor-hour', source: 'general-knowledge' };

/** How much less instances cost with a promise for a year, nothing paid before, from 0 to 1. */
export const yearlyPromise = {
  saves: 0.28,
  source: 'infracost-instance',
  where:
    'convertible reserved t3.medium, 1 year, nothing upfront: 21.90 instead of 30.37 a month; Compute Savings Plans cost about the same, check for t4g, c7g and r7g',
} as const;
