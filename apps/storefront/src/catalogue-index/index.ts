export type {
  CatalogueChanges,
  CataloguePosition,
  NamedChange,
  ProductChange,
  ProductScopes,
} from './live/changes.ts';
export {
  createCatalogueIndex,
  type CatalogueIndexDependencies,
  type LiveCatalogueIndex,
} from './live/live-index.ts';
