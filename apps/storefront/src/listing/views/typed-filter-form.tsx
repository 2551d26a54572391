import { Button } from '../../web/index.ts';
import type { ListingQuery } from '../model.ts';
import type { ListingScope } from '../scope.ts';
import { typedFieldOf, type TypedFacet } from '../typed-filter.ts';
import { HiddenQuery } from './hidden-query.tsx';

const labels: Record<TypedFacet, string> = {
  brand: 'Another brand',
  note: 'Another note',
  without: 'Another note to leave out',
};

/** For the names that a facet's list has no room for. */
export function TypedFilterForm({
  code,
  scope,
  query,
  unknown,
}: {
  code: TypedFacet;
  scope: ListingScope;
  query: ListingQuery;
  /** What was typed and is no name here. */
  unknown: string | null;
}) {
  const id = typedFieldOf(code);
  return (
    <form class="typed-filter" action={scope.path} method="get">
      <HiddenQuery scope={scope} query={{ ...query, page: 1 }} />
      <label class="typed-filter__label" for={id}>
        {labels[code]}
      </label>
      <div class="typed-filter__row">
        <input
          class="field__input"
          id={id}
          type="text"
          name={id}
          value={unknown ?? ''}
          maxLength={120}
          autoComplete="off"
          aria-invalid={unknown === null ? undefined : true}
          aria-describedby={unknown === null ? undefined : `${id}-error`}
        />
        <Button kind="secondary">
          Add<span class="visually-hidden"> {labels[code].toLowerCase()}</span>
        </Button>
      </div>
      {unknown !== null && (
        <p class="field__error" id={`${id}-error`}>
          We know no {code === 'brand' ? 'brand' : 'note'} called “{unknown}”. Check its spelling or pick one
          above.
        </p>
      )}
    </form>
  );
}
