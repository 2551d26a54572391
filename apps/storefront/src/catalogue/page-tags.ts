/**
 * What a page can be made of, as tags. The routers name them when they draw a page; a change of the catalogue names them
 * when it touches one: the two meet in the page cache. A listing here is whatever shows or counts products.
 */
export const pageTags = {
  /** Everything about one product: its texts, prices and number of pieces. */
  product: (id: number) => `product:${id}`,
  /** Its card in a row of products that smell alike, and the smell that brought it there. */
  card: (id: number) => `card:${id}`,
  /** Its card in any listing, whichever variant that shows. */
  listed: (id: number) => `listed:${id}`,
  /** The products of a listing, with everything that a listing shows or counts of them. */
  category: (slug: string) => `category:${slug}`,
  brand: (slug: string) => `brand:${slug}`,
  note: (slug: string) => `note:${slug}`,
  collection: (slug: string) => `collection:${slug}`,
  /** Which products are in a listing and in which order by popularity or age, but not what they cost. */
  members: (listing: string) => `members:${listing}`,
  /** What any product of the shop is listed with. */
  everyProduct: 'every-product',
  /** What any product is, apart from price and stock: the counts of facets that reach beyond a listing. */
  everyKind: 'every-kind',
  /** The words by which anything is found, and all that results show. */
  search: 'search',
  /** All brands, all notes, with their names and numbers of products. */
  brands: 'brands',
  notes: 'notes',
  /** Which collections there are, with their names, rules and order. */
  collections: 'collections',
} as const;
