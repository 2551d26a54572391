import type { ListingQuery } from '../model.ts';
import type { ListingScope } from '../scope.ts';
import { listingSearchParams } from '../url.ts';

/** The rest of a listing's choices, so that a form that changes one of them keeps the others. */
export function HiddenQuery({
  scope,
  query,
  except,
}: {
  scope: ListingScope;
  query: ListingQuery;
  /** The parameter that the form itself sends. */
  except?: string;
}) {
  return (
    <>
      {[...listingSearchParams(query, scope.fixed)].map(
        ([name, value]) => name !== except && <input type="hidden" name={name} value={value} />,
      )}
    </>
  );
}
