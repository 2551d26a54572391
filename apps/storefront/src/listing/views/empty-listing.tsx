import { ButtonLink } from '../../web/index.ts';
import type { Choice } from '../choices.ts';
import type { CatalogueIndex, ListingQuery } from '../model.ts';
import { listingHref, unfiltered, type ListingScope } from '../scope.ts';

/** Ways on from a listing that shows nothing: fewer filters, other words, or the shop's own entrances. */
export function EmptyListing({
  scope,
  query,
  choices,
  index,
}: {
  scope: ListingScope;
  query: ListingQuery;
  choices: readonly Choice[];
  index: Pick<CatalogueIndex, 'categories'>;
}) {
  return (
    <div class="empty-listing">
      {choices.length > 0 ? (
        <>
          <p>No product fits all of these choices. Leave one out:</p>
          <ul class="chips">
            {choices.map(({ label, without }) => (
              <li>
                <a class="chip" href={listingHref(scope, without)} rel="nofollow">
                  Without “{label}”
                </a>
              </li>
            ))}
          </ul>
          <ButtonLink href={listingHref(scope, unfiltered(scope, query))} kind="secondary">
            Clear all filters
          </ButtonLink>
        </>
      ) : (
        <>
          <p>
            {query.text === undefined
              ? 'There is nothing here at the moment. It may come back: the shop fills itself every day.'
              : 'Try fewer words, or only the brand, the name or a note: “vetiver”, “eau de parfum 50 ml”.'}
          </p>
          <ul class="chips">
            {index.categories().map(({ slug, name }) => (
              <li>
                <a class="chip" href={`/categories/${slug}`}>
                  {name}
                </a>
              </li>
            ))}
            <li>
              <a class="chip" href="/brands">
                Brands A to Z
              </a>
            </li>
            <li>
              <a class="chip" href="/notes">
                Notes
              </a>
            </li>
          </ul>
        </>
      )}
    </div>
  );
}
