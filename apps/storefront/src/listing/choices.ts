import type { Facet, ListingQuery, ListingResult } from './model.ts';
import type { ListingScope } from './scope.ts';

type ListField =
  | 'kinds'
  | 'brands'
  | 'genders'
  | 'concentrations'
  | 'sizes'
  | 'conditions'
  | 'notes'
  | 'withoutNotes'
  | 'accords';

const fieldOfFacet: Readonly<Record<string, ListField>> = {
  kind: 'kinds',
  brand: 'brands',
  gender: 'genders',
  concentration: 'concentrations',
  size: 'sizes',
  condition: 'conditions',
  note: 'notes',
  without: 'withoutNotes',
  accord: 'accords',
};

/** A note is wanted or unwanted, never both. */
const opposite: Readonly<Record<string, ListField>> = { note: 'withoutNotes', without: 'notes' };

/** The values of one facet in a query; an attribute's code is its own facet. */
export function chosenValues(query: ListingQuery, code: string): readonly string[] {
  const field = fieldOfFacet[code];
  return field ? query[field] : (query.attributes[code] ?? []);
}

/** The query with one value of one facet chosen, or no longer chosen when it was; it starts at page 1 again. */
export function toggled(query: ListingQuery, code: string, value: string): ListingQuery {
  const values = chosenValues(query, code);
  return withValues(query, code, values.includes(value) ? without(values, value) : [...values, value]);
}

/** The query with one more value of one facet chosen. */
export function withValue(query: ListingQuery, code: string, value: string): ListingQuery {
  return chosenValues(query, code).includes(value) ? { ...query, page: 1 } : toggled(query, code, value);
}

function withValues(query: ListingQuery, code: string, values: readonly string[]): ListingQuery {
  const field = fieldOfFacet[code];
  if (!field) return { ...query, attributes: { ...query.attributes, [code]: values }, page: 1 };
  const against = opposite[code];
  const added = values.at(-1);
  const cleared =
    against && added !== undefined && values.length > chosenValues(query, code).length
      ? { [against]: without(query[against], added) }
      : {};
  return { ...query, ...cleared, [field]: values, page: 1 };
}

const without = (values: readonly string[], value: string) => values.filter((one) => one !== value);

/** One choice that the shopper made, with the query as it is without it. */
export interface Choice {
  /** Names the choice on the page: 'brand-chanel'. */
  readonly id: string;
  readonly label: string;
  readonly without: ListingQuery;
}

/** Everything the shopper chose beyond what the listing itself is about, in the order of the filters. */
export function choicesOf(
  result: ListingResult,
  scope: ListingScope,
  price: (cents: number) => string,
): readonly Choice[] {
  const { query, facets } = result;
  const choices: Choice[] = [];
  for (const code of facetCodes(facets, query)) {
    const fixed = chosenValues({ ...query, ...blank, ...scope.fixed }, code);
    for (const value of chosenValues(query, code)) {
      if (fixed.includes(value)) continue;
      choices.push({
        id: `${code}-${value}`,
        label: choiceLabel(facets, code, value),
        without: toggled(query, code, value),
      });
    }
  }
  const { minCents, maxCents } = query;
  const priceIsFixed =
    minCents === (scope.fixed.minCents ?? null) && maxCents === (scope.fixed.maxCents ?? null);
  if (!priceIsFixed) {
    choices.push({
      id: 'price',
      label: priceRangeLabel(minCents, maxCents, price),
      without: {
        ...query,
        minCents: scope.fixed.minCents ?? null,
        maxCents: scope.fixed.maxCents ?? null,
        page: 1,
      },
    });
  }
  if (query.inStock && !scope.fixed.inStock)
    choices.push({ id: 'in-stock', label: 'In stock', without: { ...query, inStock: false, page: 1 } });
  if (query.onSale && !scope.fixed.onSale)
    choices.push({ id: 'on-sale', label: 'On sale', without: { ...query, onSale: false, page: 1 } });
  if (query.newWithinDays !== null && scope.fixed.newWithinDays !== query.newWithinDays)
    choices.push({
      id: 'new',
      label: `New in the last ${query.newWithinDays} days`,
      without: { ...query, newWithinDays: null, page: 1 },
    });
  return choices;
}

const blank = {
  kinds: [],
  brands: [],
  genders: [],
  concentrations: [],
  sizes: [],
  conditions: [],
  notes: [],
  withoutNotes: [],
  accords: [],
  attributes: {},
};

/** The facets that have options and those that have a choice but no option left, each once. */
function facetCodes(facets: readonly Facet[], query: ListingQuery): readonly string[] {
  return [
    ...new Set([
      ...facets.map(({ code }) => code),
      ...Object.keys(fieldOfFacet),
      ...Object.keys(query.attributes),
    ]),
  ];
}

/** The label of a value as its facet has it; a value that its facet no longer lists is read from its slug. */
function choiceLabel(facets: readonly Facet[], code: string, value: string): string {
  const option = facets.find((facet) => facet.code === code)?.options.find((one) => one.value === value);
  const label = option?.label ?? nameOfSlug(value);
  if (code === 'without') return `Without ${label.toLowerCase()}`;
  return code === 'note' ? `With ${label.toLowerCase()}` : label;
}

/** 'pink-pepper' becomes "Pink pepper". */
function nameOfSlug(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function priceRangeLabel(
  minCents: number | null,
  maxCents: number | null,
  price: (cents: number) => string,
): string {
  if (minCents === null) return `Up to ${price(maxCents ?? 0)}`;
  return maxCents === null ? `From ${price(minCents)}` : `${price(minCents)} to ${price(maxCents)}`;
}
