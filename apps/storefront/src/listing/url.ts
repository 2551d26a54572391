import {
  attributeDefinitions,
  concentrations,
  genders,
  itemConditions,
  productKinds,
} from '../catalogue/index.ts';
import { listingSorts, type ListingQuery, type ListingSort } from './model.ts';

/** A listing before anything was chosen. */
export const emptyListingQuery: ListingQuery = {
  kinds: [],
  brands: [],
  genders: [],
  concentrations: [],
  sizes: [],
  conditions: [],
  minCents: null,
  maxCents: null,
  notes: [],
  withoutNotes: [],
  accords: [],
  attributes: {},
  inStock: false,
  newWithinDays: null,
  onSale: false,
  sort: 'popular',
  page: 1,
};

/** Characters of a search text; the rest is cut off. */
const longestText = 120;
/** Values of one facet in one address; further ones are left out. */
const mostValues = 30;
/** Parameters that are looked at; an honest address has far fewer. */
const mostParameters = 400;
const longestSlug = 200;
/** The dearest price that can be asked for, in cents: ten million. */
const highestCents = 1_000_000_000;
const mostDays = 3_650;

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

interface ListParameter {
  readonly name: string;
  readonly field: ListField;
  readonly isValue: (text: string) => boolean;
}

const oneOf = (words: readonly string[]) => (text: string) => words.includes(text);
const isSlug = (text: string) => text.length <= longestSlug && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

/** In the order in which they stand in an address. */
const listParameters: readonly ListParameter[] = [
  { name: 'kind', field: 'kinds', isValue: oneOf(productKinds) },
  { name: 'brand', field: 'brands', isValue: isSlug },
  { name: 'gender', field: 'genders', isValue: oneOf(genders) },
  { name: 'concentration', field: 'concentrations', isValue: oneOf(concentrations) },
  { name: 'size', field: 'sizes', isValue: isSlug },
  { name: 'condition', field: 'conditions', isValue: oneOf(itemConditions) },
  { name: 'note', field: 'notes', isValue: isSlug },
  { name: 'without', field: 'withoutNotes', isValue: isSlug },
  { name: 'accord', field: 'accords', isValue: isSlug },
];

const attributeParameters = attributeDefinitions
  .filter(({ facet }) => facet)
  .map(({ code, values }) => ({ name: code, isValue: oneOf(values.map(({ value }) => value)) }));

/**
 * What an address asks for. Unknown parameters are ignored, values that cannot be are left out, an impossible page or sort
 * is the usual one: every address gives a listing. What `fixed` says is always part of it.
 */
export function parseListingQuery(params: URLSearchParams, fixed: Partial<ListingQuery>): ListingQuery {
  const given = collect(params);
  const lists = {} as Record<ListField, readonly string[]>;
  for (const { name, field, isValue } of listParameters)
    lists[field] = united(fixed[field], given.get(name), isValue);
  lists.withoutNotes = lists.withoutNotes.filter((note) => !lists.notes.includes(note));

  const text = fixed.text ?? textOf(given.get('q')?.[0]);
  const [minCents, maxCents] = priceRange(given, fixed);
  return {
    ...(text !== undefined && { text }),
    ...(fixed.category !== undefined && { category: fixed.category }),
    ...(lists as Pick<ListingQuery, ListField>),
    minCents,
    maxCents,
    attributes: attributesOf(given, fixed),
    inStock: (fixed.inStock ?? false) || given.get('stock')?.[0] === 'in',
    newWithinDays: fixed.newWithinDays ?? integer(given.get('new')?.[0], mostDays),
    onSale: (fixed.onSale ?? false) || given.get('sale')?.[0] === '1',
    sort: sortOf(given.get('sort')?.[0], text, fixed),
    page: integer(given.get('page')?.[0], Number.MAX_SAFE_INTEGER) ?? 1,
  };
}

/** The parameters of this query beyond what is fixed, in one order, values sorted: two equal listings have one address. */
export function listingSearchParams(query: ListingQuery, fixed: Partial<ListingQuery>): URLSearchParams {
  const params = new URLSearchParams();
  eachParameter(query, fixed, (name, value) => params.append(name, value));
  return params;
}

/** The same as text, for the hundreds of links of a page: they differ in plain words, which need no encoding. */
export function listingSearch(query: ListingQuery, fixed: Partial<ListingQuery>): string {
  let search = '';
  eachParameter(query, fixed, (name, value) => {
    const pair = isPlain.test(value) ? `${name}=${value}` : new URLSearchParams([[name, value]]).toString();
    search = search === '' ? pair : `${search}&${pair}`;
  });
  return search;
}

/** What stands in an address as it is. */
const isPlain = /^[a-z0-9.-]*$/;

function eachParameter(
  query: ListingQuery,
  fixed: Partial<ListingQuery>,
  visit: (name: string, value: string) => void,
): void {
  if (query.text !== undefined && fixed.text === undefined) visit('q', query.text);
  const visitAll = (name: string, values: readonly string[] = [], known: readonly string[] = []) => {
    if (values.length === 0) return;
    for (const value of values.toSorted()) if (!known.includes(value)) visit(name, value);
  };
  for (const { name, field } of listParameters) visitAll(name, query[field], fixed[field]);
  if (!priceIsFixed(fixed)) {
    if (query.minCents !== null) visit('min', String(query.minCents / 100));
    if (query.maxCents !== null) visit('max', String(query.maxCents / 100));
  }
  for (const { name } of attributeParameters)
    visitAll(name, query.attributes[name], fixed.attributes?.[name]);
  if (query.inStock && !fixed.inStock) visit('stock', 'in');
  if (query.onSale && !fixed.onSale) visit('sale', '1');
  if (query.newWithinDays !== null && (fixed.newWithinDays ?? null) === null)
    visit('new', String(query.newWithinDays));
  if (query.sort !== usualSort(query.text, fixed)) visit('sort', query.sort);
  if (query.page > 1) visit('page', String(query.page));
}

/** Values by parameter name, at most so many as a listing can use. */
function collect(params: URLSearchParams): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, string[]>();
  let seen = 0;
  for (const [name, value] of params) {
    if ((seen += 1) > mostParameters) break;
    const values = given.get(name);
    if (!values) given.set(name, [value]);
    else if (values.length < mostValues) values.push(value);
  }
  return given;
}

function united(
  fixed: readonly string[] = [],
  given: readonly string[] = [],
  isValue: (text: string) => boolean,
): readonly string[] {
  return [...new Set([...fixed, ...given.filter(isValue)])].sort();
}

function attributesOf(
  given: ReadonlyMap<string, readonly string[]>,
  fixed: Partial<ListingQuery>,
): ListingQuery['attributes'] {
  const attributes: Record<string, readonly string[]> = {};
  for (const { name, isValue } of attributeParameters) {
    const values = united(fixed.attributes?.[name], given.get(name), isValue);
    if (values.length > 0) attributes[name] = values;
  }
  return attributes;
}

function textOf(typed: string | undefined): string | undefined {
  const text = typed?.replace(/\s+/g, ' ').trim().slice(0, longestText).trim();
  return text === '' ? undefined : text;
}

/** A best match needs words to match; without them the usual order is by popularity. */
function usualSort(text: string | undefined, fixed: Partial<ListingQuery>): ListingSort {
  if (fixed.sort !== undefined && (fixed.sort !== 'relevance' || text !== undefined)) return fixed.sort;
  return text === undefined ? emptyListingQuery.sort : 'relevance';
}

function sortOf(
  typed: string | undefined,
  text: string | undefined,
  fixed: Partial<ListingQuery>,
): ListingSort {
  const sort = listingSorts.find((one) => one === typed);
  return sort === undefined || (sort === 'relevance' && text === undefined) ? usualSort(text, fixed) : sort;
}

const priceIsFixed = ({ minCents, maxCents }: Partial<ListingQuery>) =>
  (minCents ?? null) !== null || (maxCents ?? null) !== null;

/** The lowest and highest price; typed in the wrong order they change places. A listing that fixes one fixes both. */
function priceRange(
  given: ReadonlyMap<string, readonly string[]>,
  fixed: Partial<ListingQuery>,
): readonly [number | null, number | null] {
  if (priceIsFixed(fixed)) return [fixed.minCents ?? null, fixed.maxCents ?? null];
  const min = centsOf(given.get('min')?.[0]);
  const max = centsOf(given.get('max')?.[0]);
  return min !== null && max !== null && min > max ? [max, min] : [min, max];
}

const typedPrice =
  /^(?:\p{Sc}|[a-z]{3})?\s?(\d{1,3}(?:,\d{3})+|\d{1,8})(?:[.,](\d{1,2}))?\s?(?:\p{Sc}|[a-z]{3})?$/iu;

/** "12", "12.5", "12,50", "$12" and "1,200 USD" as cents; anything else is no price. */
function centsOf(typed: string | undefined): number | null {
  const match = typedPrice.exec(typed?.trim() ?? '');
  if (!match) return null;
  const cents = Number(match[1]?.replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents <= highestCents ? cents : null;
}

/** A whole number from 1 to `most`. */
function integer(typed: string | undefined, most: number): number | null {
  if (typed === undefined || !/^[1-9]\d{0,14}$/.test(typed)) return null;
  const number = Number(typed);
  return number <= most ? number : null;
}
