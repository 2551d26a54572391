import {
  pageSize,
  type CatalogueIndex,
  type CategoryNode,
  type CountedName,
  type ListingQuery,
  type ListingResult,
  type ListingSort,
  type ProductCard,
  type SimilarProduct,
  type Suggestion,
} from '../listing/model.ts';
import { categoryTree, countedNames } from './counted-names.ts';
import { cardOf } from './listing/cards.ts';
import { countFacets } from './listing/facet-counts.ts';
import { facetsOf } from './listing/facets.ts';
import { match, type Matched } from './listing/matching.ts';
import { ordered } from './listing/ordering.ts';
import { RecentAnswers } from './listing/recent-answers.ts';
import { search, type SearchOutcome } from './search/search.ts';
import { Likenesses } from './similar.ts';
import type { CatalogueStore } from './store/catalogue-store.ts';
import { none } from './store/columns.ts';
import { suggestionsFor } from './suggest.ts';

/** Bytes of answers that are kept until the catalogue changes, at least. */
const leastAnswerBytes = 16 * 2 ** 20;
/** The same for each product of a large catalogue: an answer's sets of rows grow with it, and its columns take several times this. */
const answerBytesPerProduct = 100;
/** Bytes of a listing's facets, about. */
const facetBytes = 40_000;
/** An answer may rest on the clock ("new this month"): it is worked out anew after this long. */
const keptForMs = 60_000;
/** Cards that are kept as they are; with what is drawn of them some 2 kB each. */
const mostCards = 3_000;

/** A listing's answer apart from its page: pages, sorts and cards are cut from it. */
interface Answer extends Pick<ListingResult, 'facets' | 'priceRange' | 'inStockCount'> {
  readonly matched: Matched;
  readonly orders: Map<ListingSort, Uint32Array<ArrayBuffer>>;
  readonly until: number;
}

type Names = Record<'brands' | 'notes', readonly CountedName[]> & {
  readonly categories: readonly CategoryNode[];
};

/** Answers everything that the shop asks of the catalogue from one store. */
export class CatalogueEngine implements Omit<CatalogueIndex, 'state'> {
  readonly #store: CatalogueStore;
  readonly #currency: string;
  readonly #now: () => Date;
  readonly #answers: RecentAnswers<Answer>;
  readonly #searches: RecentAnswers<SearchOutcome>;
  readonly #likenesses: Likenesses;
  readonly #cards = new Map<number, ProductCard>();
  #cardsUntil = 0;
  #names: Names | null = null;
  #answeredVersion = -1;

  constructor(store: CatalogueStore, currency: string, now: () => Date) {
    this.#store = store;
    this.#currency = currency;
    this.#now = now;
    this.#likenesses = new Likenesses(store, currency);
    const bytes = Math.max(leastAnswerBytes, answerBytesPerProduct * store.products.count);
    this.#answers = new RecentAnswers(bytes);
    this.#searches = new RecentAnswers(bytes / 4);
  }

  list(query: ListingQuery): ListingResult {
    const at = this.#current();
    const answer = this.#answer(query, at);
    const { matched, facets, priceRange, inStockCount } = answer;
    const from = (query.page - 1) * pageSize;
    const cards =
      from >= matched.total
        ? []
        : Array.from(this.#order(answer, query.sort).subarray(from, from + pageSize), (row) =>
            this.#card(row, matched.leads[row]!, at),
          );
    return {
      query,
      total: matched.total,
      pageCount: Math.ceil(matched.total / pageSize),
      cards,
      facets,
      priceRange,
      inStockCount,
      understoodAs: matched.search?.understoodAs ?? null,
      relaxed: matched.search?.relaxed ?? false,
    };
  }

  suggest(text: string, limit: number): readonly Suggestion[] {
    this.#current();
    return suggestionsFor(this.#store, this.#allNames(), text, limit);
  }

  similar(productId: number, limit: number): readonly SimilarProduct[] {
    const at = this.#current();
    return this.#likenesses.of(productId, limit, at);
  }

  card(productId: number): ProductCard | null {
    const at = this.#current();
    const row = this.#store.rowOf(productId);
    return row === undefined ? null : this.#card(row, this.#store.products.lead[row]!, at);
  }

  categories(): readonly CategoryNode[] {
    this.#current();
    return this.#allNames().categories;
  }

  brands(): readonly CountedName[] {
    this.#current();
    return this.#allNames().brands;
  }

  notes(): readonly CountedName[] {
    this.#current();
    return this.#allNames().notes;
  }

  *products(): Generator<{ readonly slug: string; readonly updatedAt: Date }> {
    const { byId, products } = this.#store;
    for (const row of byId.items)
      yield { slug: products.slugs.get(row), updatedAt: new Date(products.updatedAt[row]!) };
  }

  /** The moment, with every sale that began or ended by then applied and answers from before a change forgotten. */
  #current(): Date {
    const at = this.#now();
    this.#store.passTime(at);
    if (this.#answeredVersion !== this.#store.version) {
      this.#answers.clear();
      this.#searches.clear();
      this.#cards.clear();
      this.#names = null;
      this.#answeredVersion = this.#store.version;
    }
    return at;
  }

  #answer(query: ListingQuery, at: Date): Answer {
    // Page and sort are cut from the answer.
    const question = JSON.stringify({ ...query, page: 1, sort: '' });
    const kept = this.#answers.get(question);
    if (kept && kept.until > at.getTime()) return kept;
    const matched = match(this.#store, query, this.#search(query.text), at);
    const counts = countFacets(this.#store, matched);
    const answer: Answer = {
      matched,
      facets: facetsOf(this.#store, query, counts, matched.total),
      priceRange: counts.priceRange,
      inStockCount: counts.inStock,
      orders: new Map(),
      until: at.getTime() + keptForMs,
    };
    const leads = matched.variantFilter ? matched.leads.byteLength : 0;
    const bytes =
      facetBytes + matched.rows.byteLength * (2 + matched.without.size) + 8 * matched.total + leads;
    this.#answers.set(question, answer, bytes);
    return answer;
  }

  /** The same card until something changes, so that whoever draws it may keep what it drew. */
  #card(row: number, lead: number, at: Date): ProductCard {
    if (this.#cards.size >= mostCards || at.getTime() > this.#cardsUntil) {
      this.#cards.clear();
      this.#cardsUntil = at.getTime() + keptForMs;
    }
    // A variant is of one product; those of which none is sold are told apart by their own number.
    const key = lead === none ? -1 - row : lead;
    let card = this.#cards.get(key);
    if (!card) this.#cards.set(key, (card = cardOf(this.#store, this.#currency, row, lead, at)));
    return card;
  }

  #search(text: string | undefined): SearchOutcome | null {
    if (text === undefined) return null;
    let outcome = this.#searches.get(text);
    if (!outcome) {
      outcome = search(this.#store, text);
      this.#searches.set(text, outcome, outcome.rows.byteLength + (outcome.scores?.byteLength ?? 0) + 500);
    }
    return outcome;
  }

  #order({ matched, orders }: Answer, sort: ListingSort): Uint32Array<ArrayBuffer> {
    let rows = orders.get(sort);
    if (!rows) {
      rows = ordered(this.#store, matched, sort);
      // Two orders of one listing are looked at often, a third hardly ever.
      if (orders.size >= 2) orders.clear();
      orders.set(sort, rows);
    }
    return rows;
  }

  #allNames(): Names {
    const { tables } = this.#store;
    return (this.#names ??= {
      brands: countedNames(tables.brand),
      notes: countedNames(tables.note),
      categories: categoryTree(this.#store),
    });
  }
}
