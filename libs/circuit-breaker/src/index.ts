export { Breaker, type BreakerState } from './breaker.ts';
