import type { ComponentChildren } from 'preact';
import { formatCount, Icon } from '../../web/index.ts';
import { toggled } from '../choices.ts';
import type { Facet, FacetOption, ListingQuery } from '../model.ts';
import { listingHref, type ListingScope } from '../scope.ts';

/** Options that are seen at once; the others wait behind "show more". */
const atOnce = 8;
/** Options of one facet in the page; beyond these a name is typed. */
const inPage = 30;

/** One facet as links: each leads to the listing with that value chosen, or without it when it is. */
export function FacetGroup({
  facet,
  scope,
  query,
  open,
  children,
}: {
  facet: Facet;
  scope: ListingScope;
  query: ListingQuery;
  open: boolean;
  /** Under the options: a field for typing a name that is not among them. */
  children?: ComponentChildren;
}) {
  const shown = shownOptions(facet.options);
  const chosen = facet.options.filter(({ selected }) => selected).length;
  const list = (options: readonly FacetOption[]) => (
    <ul class="facet__options">
      {options.map((option) => (
        <li>
          <OptionLink code={facet.code} option={option} scope={scope} query={query} />
        </li>
      ))}
    </ul>
  );
  return (
    <FacetFold code={facet.code} label={facet.label} chosen={chosen} open={open}>
      {list(shown.slice(0, atOnce))}
      {shown.length > atOnce && (
        <details class="facet__more" data-fold={`${facet.code}-more`}>
          <summary class="facet__more-title">Show {shown.length - atOnce} more</summary>
          {list(shown.slice(atOnce))}
        </details>
      )}
      {children}
    </FacetFold>
  );
}

/** A facet's frame: its name opens and closes it, without script. */
export function FacetFold({
  code,
  label,
  chosen,
  open,
  children,
}: {
  code: string;
  label: string;
  chosen: number;
  open: boolean;
  children: ComponentChildren;
}) {
  return (
    <details class="facet" open={open || chosen > 0} data-fold={code}>
      <summary class="facet__title" id={`facet-${code}`}>
        <span>
          {label}
          {chosen > 0 && (
            <span class="facet__chosen">
              {' '}
              {chosen}
              <span class="visually-hidden"> chosen</span>
            </span>
          )}
        </span>
        <Icon name="chevron-down" />
      </summary>
      <div class="facet__body">{children}</div>
    </details>
  );
}

/** The chosen options wherever they stand, and as many of the others as the page may carry, in the facet's own order. */
function shownOptions(options: readonly FacetOption[]): readonly FacetOption[] {
  if (options.length <= inPage) return options;
  let room = inPage - options.filter(({ selected }) => selected).length;
  return options.filter(({ selected }) => selected || room-- > 0);
}

function OptionLink({
  code,
  option: { value, label, count, selected },
  scope,
  query,
}: {
  code: string;
  option: FacetOption;
  scope: ListingScope;
  query: ListingQuery;
}) {
  return (
    <a
      class="facet__option"
      id={`facet-${code}-${value}`}
      href={listingHref(scope, toggled(query, code, value))}
      rel="nofollow"
      aria-current={selected ? 'true' : undefined}
    >
      <span class="facet__box">{selected && <Icon name="check" />}</span>
      <span class="facet__label">{label}</span>
      <span class="facet__count">
        {formatCount(count)}
        <span class="visually-hidden">{count === 1 ? ' product' : ' products'}</span>
      </span>
    </a>
  );
}
