import type { Request, Response } from 'express';
import type { ComponentChildren } from 'preact';
import { breadcrumbJsonLd } from '../seo/index.ts';
import { formatMoney, sendPage, webContext, type Crumb } from '../web/index.ts';
import { choicesOf, withValue } from './choices.ts';
import { listingTags } from './listing-tags.ts';
import type { CatalogueIndex, ListingResult } from './model.ts';
import { listingHref, unfiltered, type ListingScope } from './scope.ts';
import { readTypedFilter } from './typed-filter.ts';
import { emptyListingQuery, parseListingQuery } from './url.ts';
import { BeyondLastPage } from './views/beyond-last-page.tsx';
import { ListingPage } from './views/listing-page.tsx';

export type ListingIndex = Pick<CatalogueIndex, 'list' | 'brands' | 'notes' | 'categories'>;

/** What one kind of listing adds to the page that all of them share. */
export interface ListingDescription {
  readonly scope: ListingScope;
  /** The tag of what the scope fixes; see the catalogue's pageTags. */
  readonly scopeTag: string;
  readonly heading: string;
  readonly description: string;
  readonly crumbs: readonly Crumb[];
  /** False for listings that search engines are to leave alone. */
  readonly indexed: boolean;
  readonly intro?: ComponentChildren;
  readonly notice?: (result: ListingResult) => ComponentChildren;
  readonly after?: ComponentChildren;
  readonly searchText?: string;
}

/**
 * Answers with a listing as its URL asks for it. A name typed into a facet's field leads on to the listing with that value
 * chosen; a page beyond the last is a 404 that leads back.
 */
export async function sendListing(
  req: Request,
  res: Response,
  index: ListingIndex,
  listing: ListingDescription,
): Promise<void> {
  const { scope } = listing;
  const { currency, publicUrl } = webContext(req).config;
  const params = new URL(req.originalUrl, publicUrl).searchParams;
  const query = parseListingQuery(params, scope.fixed);
  const typed = readTypedFilter(params, index);
  if (typed?.value) {
    res.redirect(303, listingHref(scope, withValue(query, typed.code, typed.value)));
    return;
  }
  const result = index.list(query);
  if (query.page > Math.max(1, result.pageCount)) {
    const last = listingHref(scope, { ...query, page: Math.max(1, result.pageCount) });
    await sendPage(req, res, {
      title: 'No such page',
      status: 404,
      robots: 'noindex',
      visibility: 'public',
      body: <BeyondLastPage heading={listing.heading} lastPage={last} pageCount={result.pageCount} />,
    });
    return;
  }
  const filtered = choicesOf(result, scope, (cents) => formatMoney(cents, currency)).length > 0;
  const canonicalPath = canonicalListingPath(scope, result, filtered);
  await sendPage(req, res, {
    title: query.page > 1 ? `${listing.heading}, page ${query.page}` : listing.heading,
    description: listing.description,
    ...(listing.indexed ? { canonicalPath } : {}),
    ...(!listing.indexed || result.total === 0 ? { robots: 'noindex' as const } : {}),
    jsonLd: [breadcrumbJsonLd(listing.crumbs, publicUrl, scope.path)],
    visibility: 'public',
    // A name that nobody knows is answered, but not worth keeping.
    ...(typed === null && { madeOf: listingTags(listing.scopeTag, scope.fixed, query) }),
    ...(listing.searchText !== undefined && { searchText: listing.searchText }),
    body: (
      <ListingPage
        scope={scope}
        result={result}
        heading={listing.heading}
        crumbs={listing.crumbs}
        intro={listing.intro}
        notice={listing.notice?.(result)}
        after={listing.after}
        index={index}
        unknownName={typed}
      />
    ),
  });
}

/** A filtered or sorted listing names the plain one; a later page of the plain one is its own. */
function canonicalListingPath(scope: ListingScope, { query }: ListingResult, filtered: boolean): string {
  const usualSort = scope.fixed.sort ?? emptyListingQuery.sort;
  const plain = { ...unfiltered(scope, query), sort: usualSort };
  const own = !filtered && query.sort === usualSort;
  return listingHref(scope, own ? { ...plain, page: query.page } : plain);
}
