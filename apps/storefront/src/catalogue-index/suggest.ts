import type { CategoryNode, CountedName, Suggestion } from '../listing/model.ts';
import { ordered } from './listing/ordering.ts';
import { folded, isGlue, wordsOf } from './search/fold.ts';
import { search, type SearchOutcome } from './search/search.ts';
import { meaningOf } from './search/synonyms.ts';
import { countBits } from './sets/bits.ts';
import type { CatalogueStore } from './store/catalogue-store.ts';

/** Places of the list that each type may take before the products fill the rest. */
const most = { brand: 2, category: 1, note: 2 };
/** Places kept for whole searches at the end of the list. */
const queriesKept = 1;

/** The names that suggestions choose from. */
export interface SuggestedNames {
  readonly brands: readonly CountedName[];
  readonly notes: readonly CountedName[];
  readonly categories: readonly CategoryNode[];
}

/** Brands, categories, notes, products and a search to go on with, for a text that is being typed. */
export function suggestionsFor(
  store: CatalogueStore,
  names: SuggestedNames,
  text: string,
  limit: number,
): readonly Suggestion[] {
  const words = wordsOf(text);
  if (words.length === 0 || limit < 1) return [];
  const outcome = search(store, text, true);
  const typed = [words.join(' '), words.map((word) => meaningOf(word)?.shortFor ?? word).join(' ')];
  const suggestions: Suggestion[] = [
    ...namesLike(names.brands, typed, most.brand).map((brand) => ({
      type: 'brand' as const,
      label: brand.name,
      detail: productsInWords(brand.count),
      path: `/brands/${brand.slug}`,
    })),
    ...namesLike(flat(names.categories), typed, most.category).map((category) => ({
      type: 'category' as const,
      label: category.name,
      detail: productsInWords(category.count),
      path: `/categories/${category.slug}`,
    })),
    ...namesLike(names.notes, typed, most.note).map((note) => ({
      type: 'note' as const,
      label: note.name,
      detail: productsInWords(note.count),
      path: `/notes/${note.slug}`,
    })),
  ];
  const query = queryFrom(store, text, words, outcome);
  const room = limit - (query ? queriesKept : 0);
  const products = productSuggestions(store, outcome, room);
  // Names give way to products only as far as the products need it: half of the list is theirs.
  const shownNames = suggestions.slice(0, Math.max(room - products.length, Math.ceil(room / 2)));
  return [...shownNames, ...products.slice(0, room - shownNames.length), ...(query ? [query] : [])].slice(
    0,
    limit,
  );
}

function productSuggestions(store: CatalogueStore, outcome: SearchOutcome, limit: number): Suggestion[] {
  const { products, tables } = store;
  const matched = {
    rows: outcome.rows,
    total: countBits(outcome.rows),
    beforeVariants: outcome.rows,
    variantFilter: null,
    leads: products.lead,
    without: new Map(),
    search: outcome,
  };
  return Array.from(ordered(store, matched, 'relevance').subarray(0, limit), (row) => ({
    type: 'product',
    label: products.names.get(row),
    detail: tables.brand.labels[products.brand[row]!]!,
    path: `/products/${products.slugs.get(row)}`,
  }));
}

/** The typed text with its last word completed or its errors mended; null when that is what stands there already. */
function queryFrom(
  store: CatalogueStore,
  text: string,
  words: readonly string[],
  { understoodAs, relaxed, rows }: SearchOutcome,
): Suggestion | null {
  if (relaxed || countBits(rows) < 2) return null;
  const completed = understoodAs ?? completedText(store, words);
  if (completed === null || completed === folded(text).trim()) return null;
  return {
    type: 'query',
    label: completed,
    detail: null,
    path: `/search?${new URLSearchParams({ q: completed }).toString()}`,
  };
}

function completedText({ tables: { vocabulary } }: CatalogueStore, words: readonly string[]): string | null {
  const last = words.at(-1)!;
  if (last.length < 2 || isGlue(last)) return null;
  let best: { word: string; weight: number } | null = null;
  const own = vocabulary.numberOf(last);
  if (own !== undefined && vocabulary.weight(own) > 0) return null;
  for (const word of vocabulary.completions(last)) {
    const weight = vocabulary.weight(vocabulary.numberOf(word)!);
    if (weight > (best?.weight ?? 0)) best = { word, weight };
  }
  return best && [...words.slice(0, -1), best.word].join(' ');
}

/** Names that begin with the text, then those of which a word does; the commonest first. */
function namesLike<T extends CountedName>(
  names: readonly T[],
  texts: readonly string[],
  limit: number,
): readonly T[] {
  const found: { name: T; closeness: number }[] = [];
  for (const name of names) {
    if (name.count === 0) continue;
    const key = keyOf(name.name);
    const closeness = Math.max(...texts.map((text) => closenessOf(key, text)));
    if (closeness > 0) found.push({ name, closeness });
  }
  return found
    .sort((one, other) => other.closeness - one.closeness || other.name.count - one.name.count)
    .slice(0, limit)
    .map(({ name }) => name);
}

function closenessOf(key: string, text: string): number {
  if (key.startsWith(text)) return key === text ? 3 : 2;
  return key.includes(` ${text}`) ? 1 : 0;
}

const keys = new Map<string, string>();
const mostKeys = 50_000;

/** A name's words, folded and joined with blanks; the same few thousand names are asked for at every letter typed. */
function keyOf(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    if (keys.size >= mostKeys) keys.clear();
    keys.set(name, (key = wordsOf(name).join(' ')));
  }
  return key;
}

const flat = (nodes: readonly CategoryNode[]): readonly CategoryNode[] =>
  nodes.flatMap((node) => [node, ...flat(node.children)]);

const productsInWords = (count: number) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'product' : 'products'}`;
