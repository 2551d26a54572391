import { Router } from 'express';
import { pageTags } from '../catalogue/index.ts';
import { parseListingQuery, sendListing, type CatalogueIndex, type ListingIndex } from '../listing/index.ts';
import { webContext, type RateLimiter } from '../web/index.ts';
import { SearchIdeas } from './search-ideas.tsx';
import { SearchNotice } from './search-notice.tsx';

/** Longer texts say nothing more; the rest is cut off. */
const longestText = 120;
const shownSuggestions = 8;
/** Shorter texts would suggest half the shop. */
const shortestSuggested = 2;

export interface SearchDependencies {
  readonly index: ListingIndex & Pick<CatalogueIndex, 'suggest'>;
  readonly limit: RateLimiter;
}

/** The search page, which without words is the whole shop, and the suggestions while typing. */
export function createSearchRouter({ index, limit }: SearchDependencies): Router {
  const router = Router();

  router.get('/search', limit({ name: 'search', limit: 120, windowSeconds: 60 }), async (req, res) => {
    const { searchParams } = new URL(req.originalUrl, webContext(req).config.publicUrl);
    const text = parseListingQuery(searchParams, {}).text ?? '';
    await sendListing(req, res, index, {
      scope: { path: '/search', fixed: {} },
      scopeTag: pageTags.everyProduct,
      heading: text === '' ? 'Everything' : `“${text}”`,
      description: 'Search by name, brand, note or size, in any order and spelling.',
      crumbs: [{ label: 'Home', path: '/' }, { label: text === '' ? 'Everything' : 'Search' }],
      indexed: false,
      searchText: text,
      notice: (result) => <SearchNotice result={result} typed={text} />,
      after: <SearchIdeas index={index} />,
    });
  });

  router.get('/search/suggest', limit({ name: 'suggest', limit: 300, windowSeconds: 60 }), (req, res) => {
    const text = textOf(req.query.q);
    res.setHeader('Cache-Control', 'public, max-age=60');
    res.json({ suggestions: text.length < shortestSuggested ? [] : index.suggest(text, shownSuggestions) });
  });

  return router;
}

/** The text as it was typed, spaces tidied; anything that is no single text counts as none. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, longestText) : '';
}
