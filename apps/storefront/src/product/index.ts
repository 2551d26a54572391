export type { ProductDependencies } from './product-reads.ts';
export { createProductRouter } from './router.tsx';
