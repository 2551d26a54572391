import { Icon } from '../../web/index.ts';
import type { Choice } from '../choices.ts';
import { listingHref, unfiltered, type ListingScope } from '../scope.ts';
import type { ListingQuery } from '../model.ts';

/** What was chosen, each removable by itself, and all at once. */
export function ChosenFilters({
  choices,
  scope,
  query,
}: {
  choices: readonly Choice[];
  scope: ListingScope;
  query: ListingQuery;
}) {
  if (choices.length === 0) return null;
  return (
    <ul class="chips chips--chosen" aria-label="Chosen filters">
      {choices.map(({ id, label, without }) => (
        <li>
          <a class="chip chip--chosen" id={`chosen-${id}`} href={listingHref(scope, without)} rel="nofollow">
            <span class="visually-hidden">Remove filter: </span>
            {label}
            <Icon name="close" />
          </a>
        </li>
      ))}
      <li>
        <a
          class="chip chip--clear"
          id="clear-filters"
          href={listingHref(scope, unfiltered(scope, query))}
          rel="nofollow"
        >
          Clear all
        </a>
      </li>
    </ul>
  );
}
