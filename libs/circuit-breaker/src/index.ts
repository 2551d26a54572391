export { Breaker, type BreakerChange, type BreakerOptions, type BreakerState } from './breaker.ts';
