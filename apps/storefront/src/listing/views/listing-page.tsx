import type { ComponentChildren } from 'preact';
import {
  Breadcrumb,
  ButtonLink,
  formatMoney,
  Icon,
  Pagination,
  useShop,
  type Crumb,
} from '../../web/index.ts';
import { choicesOf } from '../choices.ts';
import type { CatalogueIndex, ListingResult } from '../model.ts';
import { listingHref, type ListingScope } from '../scope.ts';
import type { TypedFilter } from '../typed-filter.ts';
import { CardItem } from './card-item.tsx';
import { ChosenFilters } from './chosen-filters.tsx';
import { EmptyListing } from './empty-listing.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { SortForm } from './sort-form.tsx';

/** Cards whose pictures are seen without scrolling on most screens. */
const eagerCards = 4;

/** A page of products: category, collection, brand, note and search all look like this. */
export function ListingPage({
  scope,
  result,
  heading,
  crumbs,
  intro,
  notice,
  after,
  index,
  unknownName,
}: {
  scope: ListingScope;
  result: ListingResult;
  heading: string;
  crumbs: readonly Crumb[];
  /** Under the heading: what this listing is about. */
  intro?: ComponentChildren;
  /** Above the products: how the search was understood. */
  notice?: ComponentChildren;
  /** Below everything: neighbours of this listing. */
  after?: ComponentChildren;
  index: Pick<CatalogueIndex, 'categories'>;
  unknownName: TypedFilter | null;
}) {
  const { currency } = useShop();
  const { query, total } = result;
  const choices = choicesOf(result, scope, (cents) => formatMoney(cents, currency));
  return (
    <div class="listing wrap">
      <Breadcrumb items={crumbs} />
      <h1 class="listing__title">{heading}</h1>
      {intro}
      <p class="visually-hidden" role="status" data-listing-status></p>
      <div class="listing__region" data-island="listing">
        {notice}
        <div class="listing__bar">
          <p class="listing__count" id="results" tabIndex={-1}>
            {countInWords(result)}
          </p>
          <ButtonLink class="listing__open-filters" kind="secondary" href="#filters">
            <Icon name="filter" />
            Filters{choices.length > 0 && ` (${choices.length})`}
          </ButtonLink>
          {total > 1 && <SortForm scope={scope} query={query} />}
        </div>
        <ChosenFilters choices={choices} scope={scope} query={query} />
        <div class="listing__columns">
          <FilterPanel scope={scope} result={result} choices={choices} unknownName={unknownName} />
          <div class="listing__products">
            {total === 0 ? (
              <EmptyListing scope={scope} query={query} choices={choices} index={index} />
            ) : (
              <ul class="card-grid">
                {result.cards.map((card, position) => (
                  <CardItem
                    card={card}
                    headingLevel={2}
                    eager={position < eagerCards}
                    exactVariant={query.sizes.length > 0 || query.conditions.length > 0}
                  />
                ))}
              </ul>
            )}
            <Pagination
              page={query.page}
              pageCount={result.pageCount}
              hrefFor={(page) => listingHref(scope, { ...query, page })}
            />
          </div>
        </div>
      </div>
      {after}
    </div>
  );
}

function countInWords({ total, query, pageCount }: ListingResult): string {
  if (total === 0) return 'No products';
  const products = `${total.toLocaleString('en-US')} ${total === 1 ? 'product' : 'products'}`;
  return pageCount > 1 ? `${products}, page ${query.page} of ${pageCount.toLocaleString('en-US')}` : products;
}
