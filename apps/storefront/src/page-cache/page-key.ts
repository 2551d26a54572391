import { canonicalListingSearch } from '../listing/index.ts';

/** The name under which a page is kept. */
export interface PageKey {
  readonly key: string;
  /** Whether the page is dear enough to be made once for all servers: it counts or sorts many products. */
  readonly dear: boolean;
}

/** Slugs only: every page has one such path, and other spellings of it are answered without being kept. */
const plainPath = /^\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+){0,2})?$/;
const longestUrl = 2_000;

/**
 * The key of the page at a URL (path and query as the request has them): path and canonical query, and nothing else of the
 * request. Two URLs have the same key only when their pages are the same, as no page reads a parameter that its key leaves
 * out. Undefined for whatever no page is kept of.
 */
export function pageKeyOf(url: string): PageKey | undefined {
  if (url.length > longestUrl) return undefined;
  const question = url.indexOf('?');
  const path = question < 0 ? url : url.slice(0, question);
  if (!plainPath.test(path)) return undefined;
  const kind = kindOf(path);
  if (kind === undefined) return undefined;
  if (question < 0 || kind === 'page') return { key: path, dear: kind === 'listing' || path === '/' };
  const search = canonicalListingSearch(new URLSearchParams(url.slice(question + 1)));
  if (search === null) return undefined;
  return { key: search === '' ? path : `${path}?${search}`, dear: true };
}

/** Listings read their query, other pages none. */
function kindOf(path: string): 'listing' | 'page' | undefined {
  const [, folder, slug, below] = path.split('/');
  switch (folder) {
    case 'categories':
    case 'collections':
      return slug !== undefined && below === undefined ? 'listing' : undefined;
    case 'brands':
    case 'notes':
      if (below !== undefined) return undefined;
      return slug === undefined ? 'page' : 'listing';
    case 'search':
      return slug === undefined ? 'listing' : undefined;
    case 'products':
      return slug === undefined ? undefined : 'page';
    case 'pages':
      return slug !== undefined && below === undefined ? 'page' : undefined;
    case '':
      return 'page';
    default:
      return undefined;
  }
}
