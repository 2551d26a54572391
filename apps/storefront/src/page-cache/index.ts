export { createPageCache, type PageCache, type PageCacheState } from './page-cache.ts';
export { codeId, releaseId } from './release-id.ts';
export { sharePages } from './shared-pages.ts';
