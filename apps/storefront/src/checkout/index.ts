export { addressLines, type Address } from './address.ts';
export type { CheckoutDependencies } from './dependencies.ts';
export { createCheckoutRouter } from './router.ts';
