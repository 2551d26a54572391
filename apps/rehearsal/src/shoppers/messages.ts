import type { Drop, JourneyRecord, OrderAnswer, RequestRecord, Stall } from './records.ts';

/** What a load is made of. */
export interface LoadSettings {
  /** Where shoppers reach the shop. */
  readonly origin: string;
  /** PEM of the authority behind the load balancer's certificate. */
  readonly ca?: string | undefined;
  /** Names the load in its shoppers' e-mail addresses; letters and digits. */
  readonly id: string;
  readonly journeysPerSecond: number;
  /** Readers who only look at pages. */
  readonly pagesPerSecond: number;
  /** Between two pages of a journey, on average, in ms. Default 150. */
  readonly thinkMs?: number;
  /**
   * Before the button is pressed, on average, in ms. Default 8,000: at any moment as many people stand before it as come in
   * that time, so that the first who can order again is not waited for to find a product first.
   */
  readonly lookOverMs?: number;
  /** For one answer, in ms. Default 10,000. */
  readonly deadlineMs?: number;
  readonly mostJourneys?: number;
  readonly mostReaders?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** To the process that makes the load. */
export type LoadCommand =
  | { readonly kind: 'begin'; readonly settings: LoadSettings }
  | { readonly kind: 'rate'; readonly journeysPerSecond: number; readonly pagesPerSecond: number }
  /** No new visitors; those who are there may finish within this time and go home then. */
  | { readonly kind: 'finish'; readonly withinMs: number };

/** From it. */
export type LoadNews =
  | {
      readonly kind: 'records';
      readonly requests: readonly RequestRecord[];
      readonly orders: readonly OrderAnswer[];
      readonly journeys: readonly JourneyRecord[];
      readonly drops: readonly Drop[];
      readonly stalls: readonly Stall[];
    }
  | { readonly kind: 'finished' };

/** The e-mail address of a load's nth shopper. Addresses of one load begin alike. */
export function shopperAddress(loadId: string, nth: number): string {
  return `${loadId}-${nth}@${shopperHost}`;
}

/** Mail to this host reaches nobody (RFC 2606). */
export const shopperHost = 'shoppers.example';
