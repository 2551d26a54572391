export { createHealth, type Health, type HealthOptions } from './health.ts';
export { drainOnSignal, type DrainOptions } from './drain.ts';
export { elbTimings, setElbTimings } from './elb-timings.ts';
export { watchEventLoop, type EventLoopState } from './event-loop.ts';
