export {
  createCatalogueIndex,
  type CatalogueIndexDependencies,
  type LiveCatalogueIndex,
} from './live/live-index.ts';
