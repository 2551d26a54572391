export { createHealth, type Health, type HealthOptions } from './health.ts';
export { drainOnSignal, type DrainOptions } from './drain.ts';
export { setElbTimings } from './elb-timings.ts';
