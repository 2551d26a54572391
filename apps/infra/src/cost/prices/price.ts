import type { SourceName } from './sources.ts';

/** A list price of us-east-1, in US dollars before tax. */
export interface Price {
  readonly usd: number;
  /** What it is the price of. */
  readonly per: string;
  readonly source: SourceName;
  /** Where in the source it stands, or what it was worked out from. */
  readonly where?: string;
}

/** Used by the hour all month: what Amazon's own calculator counts. */
export const hoursPerMonth = 730;

export const daysPerMonth = hoursPerMonth / 24;

/** The region that all prices are of; what other regions take more is said beside every sum. */
export const pricedRegion = 'us-east-1';

/** When the table was put together, and its sources were read. */
export const pricesReadOn = '2026-11-24';
