import { ButtonLink } from '../../web/index.ts';
import type { Choice } from '../choices.ts';
import type { ListingResult } from '../model.ts';
import type { ListingScope } from '../scope.ts';
import { isTypedFacet, type TypedFilter } from '../typed-filter.ts';
import { FacetFold, FacetGroup } from './facet-group.tsx';
import { PriceFilter } from './price-filter.tsx';
import { Switches } from './switches.tsx';
import { TypedFilterForm } from './typed-filter-form.tsx';

/** Facets beyond these start folded. */
const openFacets = 3;
/** The price stands after this many facets. */
const facetsBeforePrice = 2;

/** Every way to narrow this listing. On a phone it opens below its button, on a wide screen it stands beside the products. */
export function FilterPanel({
  scope,
  result,
  choices,
  unknownName,
}: {
  scope: ListingScope;
  result: ListingResult;
  choices: readonly Choice[];
  unknownName: TypedFilter | null;
}) {
  const { query, facets } = result;
  const groups = facets.map((facet, index) => (
    <FacetGroup
      facet={facet}
      scope={scope}
      query={query}
      open={index < openFacets || unknownName?.code === facet.code}
    >
      {isTypedFacet(facet.code) && (
        <TypedFilterForm
          code={facet.code}
          scope={scope}
          query={query}
          unknown={unknownName?.code === facet.code ? unknownName.text : null}
        />
      )}
    </FacetGroup>
  ));
  const priceIsFixed = scope.fixed.minCents !== undefined || scope.fixed.maxCents !== undefined;
  return (
    <section class="filters" id="filters" aria-labelledby="filters-title">
      <h2 class="filters__title" id="filters-title" tabIndex={-1}>
        Filters
      </h2>
      <Switches scope={scope} result={result} />
      {groups.slice(0, facetsBeforePrice)}
      {!priceIsFixed && (
        <FacetFold code="price" label="Price" chosen={choices.some(({ id }) => id === 'price') ? 1 : 0} open>
          <PriceFilter scope={scope} result={result} />
        </FacetFold>
      )}
      {groups.slice(facetsBeforePrice)}
      <ButtonLink class="filters__show" href="#results">
        Show {result.total.toLocaleString('en-US')} {result.total === 1 ? 'product' : 'products'}
      </ButtonLink>
    </section>
  );
}
