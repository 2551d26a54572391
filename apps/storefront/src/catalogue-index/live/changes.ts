/** The listings that a product is in, by slug. */
export interface ProductScopes {
  /** Its category and those above it. */
  readonly categories: readonly string[];
  readonly brand: string;
  readonly notes: readonly string[];
  readonly collections: readonly string[];
}

/** What became different about one product. All are false when only the number of pieces or a text did. */
export interface ProductDifference {
  /** The card of its leading variant, or what it smells of. */
  readonly card: boolean;
  /** Price, crossed-out price, or whether there is stock, of any variant. */
  readonly offers: boolean;
  /** What it is: name, brand, category, notes, attributes, sizes, picture; whether it is sold at all. */
  readonly kind: boolean;
  /** What decides on its place by popularity, age and stock. */
  readonly place: boolean;
  /** The words by which it is found. */
  readonly words: boolean;
}

/** A change of one product as every listing has to know it. */
export interface ProductChange extends ProductDifference {
  readonly productId: number;
  /** Entries of the change feed that told of it; none where the clock began or ended a sale. */
  readonly feedIds: readonly number[];
  /** Null: it was not sold, or not known. */
  readonly before: ProductScopes | null;
  readonly after: ProductScopes | null;
}

/** A changed collection, or a changed name of a brand or note. */
export interface NamedChange {
  readonly subject: 'brand' | 'note' | 'collection';
  readonly slugs: readonly string[];
  readonly feedIds: readonly number[];
}

/** What the catalogue in memory took in, told once it answers accordingly. */
export interface CatalogueChanges {
  readonly products: readonly ProductChange[];
  readonly named: readonly NamedChange[];
  /** Entries that changed what every page shows: the category tree, which is in the menu and in every trail. */
  readonly everyPage: readonly number[];
  /** The catalogue was loaded anew: anything may be different, and where the reading of the feed began is another place. */
  readonly loadedAnew: boolean;
}

/** How much of the feed and of time the catalogue in memory holds. */
export interface CataloguePosition {
  /** Every entry of the feed up to here has been taken in. */
  readonly finalId: number;
  /** Entries up to here were there when the catalogue was loaded; what they changed is in it, but was never told. */
  readonly loadedId: number;
  readonly loadedAt: Date;
  /** When the next sale begins or ends; null when none does. */
  readonly nextSaleChange: Date | null;
}
