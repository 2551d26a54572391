import { attributeDefinitions } from '../../catalogue/index.ts';
import type { Facet, FacetOption, ListingQuery } from '../../listing/model.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { ValueTable } from '../store/value-table.ts';
import type { FacetCounts } from './facet-counts.ts';

/** Options of one facet that are worked out; names beyond these are typed. */
const mostOptions = 40;

/** The facets of a listing as they are shown: options with products, and those that are chosen in any case. */
export function facetsOf(
  store: CatalogueStore,
  query: ListingQuery,
  counts: FacetCounts,
  total: number,
): readonly Facet[] {
  const { tables } = store;
  const byCount = (
    code: string,
    label: string,
    table: ValueTable,
    numbers: Uint32Array,
    chosen: readonly string[],
  ) => facet(code, label, options(table, commonest(numbers, mostOptions), numbers, chosen));
  const inOrder = (
    code: string,
    label: string,
    table: ValueTable,
    numbers: Uint32Array,
    chosen: readonly string[],
  ) => facet(code, label, options(table, ascending(numbers), numbers, chosen));
  const remaining = counts.note.map((count) => total - count);
  const facets = [
    byCount('brand', 'Brand', tables.brand, counts.brand, query.brands),
    inOrder('gender', 'For', tables.gender, counts.gender, query.genders),
    facet('size', 'Size', sizeOptions(store, counts.size, query.sizes)),
    inOrder(
      'concentration',
      'Concentration',
      tables.concentration,
      counts.concentration,
      query.concentrations,
    ),
    byCount('note', 'With note', tables.note, counts.note, query.notes),
    facet(
      'without',
      'Without note',
      options(tables.note, commonest(counts.note, mostOptions), remaining, query.withoutNotes),
    ),
    byCount('accord', 'Accord', tables.accord, counts.accord, query.accords),
    inOrder('condition', 'Condition', tables.condition, counts.condition, query.conditions),
    inOrder('kind', 'Kind', tables.kind, counts.kind, query.kinds),
    ...attributeDefinitions
      .filter((definition) => definition.facet)
      .map(({ code, label }) => facet(code, label, attributeOptions(store, counts.attribute, code, query))),
  ];
  return facets.filter((one) => tellsSomething(one, total));
}

const facet = (code: string, label: string, options: readonly FacetOption[]): Facet => ({
  code,
  label,
  options,
});

/** A facet whose only option is what every product is anyway is none. */
function tellsSomething({ options: [first, second] }: Facet, total: number): boolean {
  return first !== undefined && (second !== undefined || first.selected || first.count !== total);
}

function options(
  table: ValueTable,
  numbers: readonly number[],
  counts: Uint32Array,
  chosen: readonly string[],
): readonly FacetOption[] {
  const shown = numbers.filter((number) => counts[number]! > 0);
  for (const slug of chosen) {
    const number = table.ofSlug(slug);
    if (number !== 0 && !shown.includes(number)) shown.push(number);
  }
  return shown.map((number) => ({
    value: table.slugs[number]!,
    label: table.labels[number]!,
    count: counts[number]!,
    selected: chosen.includes(table.slugs[number]!),
  }));
}

/** The commonest sizes, from the smallest to the largest, millilitres before grams before pieces. */
function sizeOptions(
  { tables }: CatalogueStore,
  counts: Uint32Array,
  chosen: readonly string[],
): readonly FacetOption[] {
  const place = ({ value }: FacetOption) => {
    const size = tables.size.sizes[tables.size.ofSlug(value)];
    return size ? ['ml', 'g', 'piece'].indexOf(size.unit) * 2 ** 33 + size.amount : Infinity;
  };
  return options(tables.size, commonest(counts, mostOptions), counts, chosen).toSorted(
    (one, other) => place(one) - place(other),
  );
}

function attributeOptions(
  { tables }: CatalogueStore,
  counts: Uint32Array,
  code: string,
  query: ListingQuery,
): readonly FacetOption[] {
  const numbers = ascending(counts).filter((number) => tables.attributeCodes[number] === code);
  const chosen = (query.attributes[code] ?? []).map((value) => `${code}=${value}`);
  return options(tables.attribute, numbers, counts, chosen).map((option) => ({
    ...option,
    value: option.value.slice(code.length + 1),
  }));
}

function ascending(counts: Uint32Array): number[] {
  const numbers: number[] = [];
  for (let number = 1; number < counts.length; number += 1) if (counts[number]! > 0) numbers.push(number);
  return numbers;
}

/** The numbers with the highest counts, highest first, equal ones in ascending order; none without a product. */
function commonest(counts: Uint32Array, most: number): number[] {
  const numbers: number[] = [];
  for (let number = 1; number < counts.length; number += 1) {
    const count = counts[number]!;
    if (count === 0 || (numbers.length === most && count <= counts[numbers[most - 1]!]!)) continue;
    let place = numbers.length;
    while (place > 0 && counts[numbers[place - 1]!]! < count) place -= 1;
    numbers.splice(place, 0, number);
    if (numbers.length > most) numbers.pop();
  }
  return numbers;
}
