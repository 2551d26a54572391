import type { Concentration, Gender, ItemCondition, ProductKind } from '../catalogue/model.ts';

export const listingSorts = [
  'relevance',
  'popular',
  'price',
  'price-desc',
  'price-per-100ml',
  'newest',
] as const;
export type ListingSort = (typeof listingSorts)[number];

/** Products on one page of a listing. */
export const pageSize = 24;

/**
 * What a listing shows. Values inside one list are alternatives (OR), lists are combined (AND); `notes` is the exception:
 * all of them must be in the product. Everything is in the URL; see listing/url.ts.
 */
export interface ListingQuery {
  /** What was typed into the search field; absent outside the search page. */
  readonly text?: string;
  /** A category's slug; products of all its descendants count. */
  readonly category?: string;
  readonly kinds: readonly ProductKind[];
  readonly brands: readonly string[];
  readonly genders: readonly Gender[];
  readonly concentrations: readonly Concentration[];
  /** Sizes as variant size slugs: '100-ml', '250-g'. */
  readonly sizes: readonly string[];
  readonly conditions: readonly ItemCondition[];
  readonly minCents: number | null;
  readonly maxCents: number | null;
  readonly notes: readonly string[];
  readonly withoutNotes: readonly string[];
  readonly accords: readonly string[];
  /** Attribute code to chosen values: hair type, skin concern, season. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly inStock: boolean;
  /** Only products first sold within this many days; used by rule-built collections ("New this month"). */
  readonly newWithinDays: number | null;
  readonly onSale: boolean;
  readonly sort: ListingSort;
  /** From 1. */
  readonly page: number;
}

/** What a card in a listing needs, ready to show. */
export interface ProductCard {
  readonly productId: number;
  readonly slug: string;
  readonly name: string;
  readonly brandName: string;
  readonly brandSlug: string;
  readonly kind: ProductKind;
  readonly gender: Gender | null;
  readonly concentration: Concentration | null;
  readonly launchYear: number | null;
  readonly imageKey: string | null;
  readonly imageAlt: string;
  readonly currency: string;
  /** The lowest price among the variants that match the query (in stock first), in cents; null when none is sold now. */
  readonly fromCents: number | null;
  /** The slug of the variant that `fromCents` belongs to. */
  readonly fromVariant: string | null;
  readonly wasCents: number | null;
  /** Cents per 100 ml (or 100 g) of that variant; null for pieces. */
  readonly per100Cents: number | null;
  readonly per100Unit: 'ml' | 'g' | null;
  /** Labels of the sizes that are sold: ['30 ml', '100 ml']. */
  readonly sizes: readonly string[];
  readonly inStock: boolean;
  readonly isNew: boolean;
}

export interface FacetOption {
  /** As it stands in the URL. */
  readonly value: string;
  readonly label: string;
  /** Products that would be shown if only this value of this facet were chosen, with all other facets as they are. */
  readonly count: number;
  readonly selected: boolean;
}

export interface Facet {
  /** The query's parameter: 'brand', 'gender', 'concentration', 'size', 'condition', 'note', 'without', 'accord', or an attribute's code. */
  readonly code: string;
  readonly label: string;
  readonly options: readonly FacetOption[];
}

export interface ListingResult {
  readonly query: ListingQuery;
  readonly total: number;
  readonly pageCount: number;
  readonly cards: readonly ProductCard[];
  readonly facets: readonly Facet[];
  /** Lowest and highest price in cents among the results without the price filter; null when there are none. */
  readonly priceRange: { readonly minCents: number; readonly maxCents: number } | null;
  readonly inStockCount: number;
  /** How the text was understood, when that is not what was typed: "lancomme" → "lancome". */
  readonly understoodAs: string | null;
  /** True when not every word was found and the results match only some of them. */
  readonly relaxed: boolean;
}

export interface Suggestion {
  readonly type: 'brand' | 'product' | 'note' | 'category' | 'query';
  readonly label: string;
  /** Second line: the brand of a product, the count of a brand. */
  readonly detail: string | null;
  readonly path: string;
}

export interface SimilarProduct {
  readonly card: ProductCard;
  readonly sharedNotes: readonly string[];
  readonly sharedAccords: readonly string[];
  /** True when its price per 100 ml is lower than that of the product it is compared with. */
  readonly cheaper: boolean;
}

export interface CountedName {
  readonly slug: string;
  readonly name: string;
  /** Active products. */
  readonly count: number;
}

export interface CategoryNode extends CountedName {
  readonly description: string | null;
  readonly children: readonly CategoryNode[];
}

/**
 * The catalogue in the memory of this process: every listing, count, search and likeness is answered from it without a
 * query to the database. A change feed keeps it at most a second or two behind.
 */
export interface CatalogueIndex {
  list(query: ListingQuery): ListingResult;
  suggest(text: string, limit: number): readonly Suggestion[];
  /** Buyable products that smell like this one, most alike first. */
  similar(productId: number, limit: number): readonly SimilarProduct[];
  card(productId: number): ProductCard | null;
  categories(): readonly CategoryNode[];
  /** Brands with at least one active product, by name. */
  brands(): readonly CountedName[];
  notes(): readonly CountedName[];
  /** Path, last change and images of every active product in id order, for the sitemap. */
  products(): Iterable<{ readonly slug: string; readonly updatedAt: Date }>;
  state(): {
    readonly products: number;
    readonly variants: number;
    readonly loadedAt: Date;
    readonly lastChangeId: number;
  };
}
