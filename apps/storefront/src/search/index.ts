export { createSearchRouter, type SearchDependencies } from './router.tsx';
