import { Button, useShop } from '../../web/index.ts';
import type { ListingResult } from '../model.ts';
import type { ListingScope } from '../scope.ts';
import { HiddenQuery } from './hidden-query.tsx';

/** Lowest and highest price, in whole or broken units of the shop's currency. */
export function PriceFilter({
  scope,
  result: { query, priceRange },
}: {
  scope: ListingScope;
  result: ListingResult;
}) {
  const { currency } = useShop();
  const edge = (cents: number | undefined) =>
    cents === undefined ? undefined : String(Math.round(cents / 100));
  return (
    <form class="price-filter" action={scope.path} method="get">
      <HiddenQuery scope={scope} query={{ ...query, minCents: null, maxCents: null, page: 1 }} />
      <div class="price-filter__row">
        <PriceInput
          id="price-min"
          name="min"
          label={`From (${currency})`}
          cents={query.minCents}
          placeholder={edge(priceRange?.minCents)}
        />
        <PriceInput
          id="price-max"
          name="max"
          label={`To (${currency})`}
          cents={query.maxCents}
          placeholder={edge(priceRange?.maxCents)}
        />
        <Button kind="secondary">
          Set<span class="visually-hidden"> price range</span>
        </Button>
      </div>
    </form>
  );
}

function PriceInput({
  id,
  name,
  label,
  cents,
  placeholder,
}: {
  id: string;
  name: string;
  label: string;
  cents: number | null;
  placeholder: string | undefined;
}) {
  return (
    <div class="price-filter__end">
      <label for={id}>{label}</label>
      <input
        class="field__input"
        id={id}
        type="text"
        inputMode="decimal"
        name={name}
        value={cents === null ? '' : String(cents / 100)}
        placeholder={placeholder}
        maxLength={9}
        autoComplete="off"
      />
    </div>
  );
}
