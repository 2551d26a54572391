import type { ListingQuery } from './model.ts';
import { emptyListingQuery, listingSearch } from './url.ts';

/** One listing of the shop: its address, and what about it is not the shopper's to change. */
export interface ListingScope {
  readonly path: string;
  readonly fixed: Partial<ListingQuery>;
}

/** The address of this listing with these choices, in one canonical order. */
export function listingHref(scope: ListingScope, query: ListingQuery): string {
  const search = listingSearch(query, scope.fixed);
  return search === '' ? scope.path : `${scope.path}?${search}`;
}

/** The listing as it is before anything was chosen; what was searched for stays. */
export function unfiltered(scope: ListingScope, query: ListingQuery): ListingQuery {
  return {
    ...emptyListingQuery,
    ...scope.fixed,
    ...(query.text !== undefined && { text: query.text }),
    sort: query.sort,
  };
}
