/** What can be measured by itself. */
export const groupNames = ['cached', 'uncached', 'freshness', 'boot', 'memory', 'size'] as const;
export type GroupName = (typeof groupNames)[number];

/** The figures that the shop wants to reach with 12,000 products; docs/reference/performance.md tells which it does. */
export const figures = {
  /** Share of what bare Express does. */
  cachedShareOfBare: 0.8,
  /** ms */
  uncachedP99: 40,
  /** Seconds from a change to the last page that shows it. */
  freshness: 2,
  /** Seconds from the start of the process to its "ready". */
  boot: 1,
  /** ms, in the first seconds after the boot. */
  pauseAfterBoot: 20,
  /** MiB after load. */
  memory: 250,
  /** MiB of everything that production installs. */
  productionSize: 60,
} as const;
