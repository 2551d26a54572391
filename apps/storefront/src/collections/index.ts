export { createCollectionRouter, type CollectionDependencies } from './router.tsx';
