/** Where an app server listens; only the load balancer can reach it. */
export const appPort = 8080;

/** What the load balancer asks: booted, event loop alive, not draining; nothing about the database (libs/health). */
export const healthPath = '/health/ready';

/** The lifecycle hooks of the group of app servers. Times in seconds, and what happens when nobody answers by then. */
export const lifecycleHooks = {
  /** A new server gets no traffic until it has itself found its health good; one that never does is given up. */
  launch: { name: 'launch', seconds: 300, otherwise: 'ABANDON' },
  /** A leaving server ends in order: it has been taken out of rotation, drains, and hands over its last logs. */
  terminate: { name: 'terminate', seconds: 120, otherwise: 'CONTINUE' },
} as const;

/** How long a new server fills its caches before its CPU use counts for scaling and the next one is replaced, in seconds. */
export const warmupSeconds = 90;

/** The name of the group of app servers; known beforehand, since its servers report to it by name. */
export function groupName(shop: string): string {
  return `${shop}-app`;
}
