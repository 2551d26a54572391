import { Button } from '../../web/index.ts';
import { listingSorts, type ListingQuery, type ListingSort } from '../model.ts';
import type { ListingScope } from '../scope.ts';
import { HiddenQuery } from './hidden-query.tsx';

const labels: Record<ListingSort, string> = {
  relevance: 'Best match',
  popular: 'Most popular',
  price: 'Price, low to high',
  'price-desc': 'Price, high to low',
  'price-per-100ml': 'Price per 100 ml',
  newest: 'Newest',
};

/** The order of the products; the button serves where no script watches the list. */
export function SortForm({ scope, query }: { scope: ListingScope; query: ListingQuery }) {
  const sorts = listingSorts.filter((sort) => sort !== 'relevance' || query.text !== undefined);
  return (
    <form class="sort-form" action={scope.path} method="get">
      <HiddenQuery scope={scope} query={{ ...query, page: 1 }} except="sort" />
      <label class="sort-form__label" for="sort">
        Sort by
      </label>
      <select
        class="field__input field__input--select sort-form__select"
        id="sort"
        name="sort"
        autoComplete="off"
      >
        {sorts.map((sort) => (
          <option value={sort} selected={sort === query.sort}>
            {labels[sort]}
          </option>
        ))}
      </select>
      <Button kind="secondary" class="sort-form__button">
        Sort
      </Button>
    </form>
  );
}
