import { formatCount, Icon } from '../../web/index.ts';
import type { ListingResult } from '../model.ts';
import { listingHref, type ListingScope } from '../scope.ts';

/** Choices that are on or off: only what can be had now, only what is reduced. */
export function Switches({
  scope,
  result: { query, inStockCount },
}: {
  scope: ListingScope;
  result: ListingResult;
}) {
  return (
    <ul class="facet__options switches">
      {!scope.fixed.inStock && (
        <Switch
          id="only-in-stock"
          label="In stock only"
          on={query.inStock}
          count={inStockCount}
          href={listingHref(scope, { ...query, inStock: !query.inStock, page: 1 })}
        />
      )}
      {!scope.fixed.onSale && (
        <Switch
          id="only-on-sale"
          label="On sale only"
          on={query.onSale}
          href={listingHref(scope, { ...query, onSale: !query.onSale, page: 1 })}
        />
      )}
    </ul>
  );
}

function Switch({
  id,
  label,
  on,
  count,
  href,
}: {
  id: string;
  label: string;
  on: boolean;
  count?: number;
  href: string;
}) {
  return (
    <li>
      <a class="facet__option" id={id} href={href} rel="nofollow" aria-current={on ? 'true' : undefined}>
        <span class="facet__box">{on && <Icon name="check" />}</span>
        <span class="facet__label">{label}</span>
        {count !== undefined && (
          <span class="facet__count">
            {formatCount(count)}
            <span class="visually-hidden">{count === 1 ? ' product' : ' products'}</span>
          </span>
        )}
      </a>
    </li>
  );
}
