import { processors } from '../prices/instances.ts';

/**
 * What one process of the shop did in docs/reference/performance.md, rounded down, at 16 connections. It was measured on two
 * processors that MariaDB, memcached and the load had to share, under other load, and never on Graviton: an app server has
 * two of its own. So this is the slow case. A test holds the figures to what that page says.
 */
export const measuredProcess = {
  /** "product, from the page cache" */
  keptPagesPerSecond: 15_000,
  /** "product, for the first time", the most expensive page that shoppers ask for often */
  madePagesPerSecond: 240,
} as const;

/** The part of page views that a kept page answers. Assumed low: a busy shop has more, nine in ten. */
export const keptPart = 0.8;

/** An app server runs one process of the shop, which uses one processor and a little of a second one. */
const processorsUsed = 1;

/** Views of pages per second of one process with nothing to spare. */
export function viewsPerSecondOfProcess({
  keptPagesPerSecond,
  madePagesPerSecond,
}:
  typeof measuredProcess | Readonly<Record<keyof typeof measuredProcess, number>> = measuredProcess): number {
  return 1 / (keptPart / keptPagesPerSecond + (1 - keptPart) / madePagesPerSecond);
}

export interface AppServerCapacity {
  /** Views of pages per second at the CPU target. */
  readonly viewsPerSecond: number;
  /** How busy the process is then, from 0 to 1. */
  readonly busy: number;
  /** False where one process cannot make the whole server as busy as the target: the group then never grows by itself. */
  readonly targetReachable: boolean;
}

/** What one app server serves while the group is at its CPU target. */
export function appServerCapacity(instanceType: string, cpuTargetPercent: number): AppServerCapacity {
  const wanted = ((cpuTargetPercent / 100) * processors(instanceType)) / processorsUsed;
  const busy = Math.min(1, wanted);
  return { viewsPerSecond: busy * viewsPerSecondOfProcess(), busy, targetReachable: wanted <= 1 };
}
