import { foldKey } from '../catalogue/index.ts';
import type { CatalogueIndex, CountedName } from './model.ts';

/** The field in which a facet's value can be typed instead of picked, by facet. */
const fields = { brand: 'find-brand', note: 'find-note', without: 'find-without' } as const;

export type TypedFacet = keyof typeof fields;

/** A name typed into a facet's own field, and what it was found to be. */
export interface TypedFilter {
  readonly code: TypedFacet;
  readonly text: string;
  /** The facet's value; null when nothing here has such a name. */
  readonly value: string | null;
}

/** Longer names than this do not exist here. */
const longestName = 120;

export function isTypedFacet(code: string): code is TypedFacet {
  return Object.hasOwn(fields, code);
}

/** The name of the field in which a value of this facet is typed. */
export function typedFieldOf(code: TypedFacet): string {
  return fields[code];
}

/** Whether an address carries a typed name. */
export function asksByTypedName(params: URLSearchParams): boolean {
  return Object.values(fields).some((field) => (params.get(field)?.trim() ?? '') !== '');
}

/** The name that was typed, if one was, looked up among the brands or notes; case, accents and spaces do not matter. */
export function readTypedFilter(
  params: URLSearchParams,
  index: Pick<CatalogueIndex, 'brands' | 'notes'>,
): TypedFilter | null {
  for (const code of Object.keys(fields).filter(isTypedFacet)) {
    const text = params.get(fields[code])?.trim().slice(0, longestName) ?? '';
    if (text === '') continue;
    return { code, text, value: bestMatch(text, code === 'brand' ? index.brands() : index.notes()) };
  }
  return null;
}

/** The name itself, else the commonest name that begins with the text, else the commonest that contains it. */
function bestMatch(text: string, names: readonly CountedName[]): string | null {
  const wanted = foldKey(text);
  if (wanted === '') return null;
  let best: { slug: string; closeness: number; count: number } | null = null;
  for (const { slug, name, count } of names) {
    const key = foldKey(name);
    const closeness = key === wanted ? 3 : key.startsWith(wanted) ? 2 : key.includes(wanted) ? 1 : 0;
    if (closeness === 0) continue;
    if (!best || closeness > best.closeness || (closeness === best.closeness && count > best.count))
      best = { slug, closeness, count };
  }
  return best?.slug ?? null;
}
