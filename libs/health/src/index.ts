export { createHealth, type Health, type HealthOptions } from './health.ts';
export { drainOnSignal } from './drain.ts';
