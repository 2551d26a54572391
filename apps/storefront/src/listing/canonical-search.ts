import { listingSorts } from './model.ts';
import { asksByTypedName } from './typed-filter.ts';
import { listingSearchParams, parseListingQuery } from './url.ts';

/** An address with more parameters than this was not made by the shop. */
const mostParameters = 100;

/**
 * What an address asks of a listing, in one form: unknown parameters left out, the others as the shop itself writes them.
 * Two addresses of one listing with the same form show the same page, whatever the listing fixes. Null when that cannot be
 * said: a name was typed that has to be looked up, or there are too many parameters.
 */
export function canonicalListingSearch(params: URLSearchParams): string | null {
  if (params.size > mostParameters || asksByTypedName(params)) return null;
  // Which order is the usual one, and so needs no parameter, depends on the listing: what was asked for is kept.
  const sort = listingSorts.find((one) => one === params.get('sort'));
  const unsorted = new URLSearchParams(params);
  unsorted.delete('sort');
  const query = parseListingQuery(unsorted, {});
  const canonical = listingSearchParams({ ...query, page: 1 }, {});
  if (sort !== undefined) canonical.append('sort', sort);
  if (query.page > 1) canonical.append('page', String(query.page));
  return canonical.toString();
}
