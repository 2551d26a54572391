export { createBrandRouter, type BrandDependencies } from './router.tsx';
