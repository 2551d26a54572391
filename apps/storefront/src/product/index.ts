export { createKeptProducts, type KeptProducts } from './kept-products.ts';
export type { ProductDependencies } from './product-reads.ts';
export { createProductRouter } from './router.tsx';
