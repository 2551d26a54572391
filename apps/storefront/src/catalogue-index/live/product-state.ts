import type { Collection } from '../../catalogue/index.ts';
import { cardOf } from '../listing/cards.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { ProductDifference, ProductScopes } from './changes.ts';
import { isIn } from './membership.ts';

/** A product at one moment: the listings it is in, and each side of it as a text that is equal when the side is. */
export interface ProductState extends Record<keyof ProductDifference, string> {
  readonly scopes: ProductScopes;
}

/** How a product stands in the store now; null when it is not active. */
export function stateOf(
  store: CatalogueStore,
  collections: readonly Collection[],
  productId: number,
  at: Date,
): ProductState | null {
  const row = store.rowOf(productId);
  if (row === undefined) return null;
  const { products, variants, tables } = store;
  const first = products.firstVariant[row]!;
  const places = Array.from({ length: products.variantCount[row]! }, (_, position) => first + position);
  const stock = places.map((place) => variants.inStock[place]).join();
  // That a product ceases to be new is a matter of days: pages do not live as long.
  const card = { ...cardOf(store, '', row, products.lead[row]!, at), isNew: false };
  const notes = products.notes.get(row);
  return {
    scopes: {
      categories: categoriesOf(store, row),
      brand: tables.brand.slugs[products.brand[row]!]!,
      notes: Array.from(notes, (note) => tables.note.slugs[note]!),
      collections: collections.filter(({ rule }) => isIn(store, rule, row, at)).map(({ slug }) => slug),
    },
    card: JSON.stringify([card, products.smellVersion[row]]),
    offers: places
      .map((place) => [variants.cents[place], variants.wasCents[place], variants.per100Cents[place]].join())
      .concat(stock)
      .join(';'),
    kind: JSON.stringify([
      ...[card.slug, card.name, card.kind, card.imageKey, card.imageAlt],
      ...[products.brand[row], products.category[row], products.gender[row], products.concentration[row]],
      ...[products.year[row], products.perfumer[row]],
      ...[notes, products.accords.get(row), products.attributes.get(row)].map((list) => list.join()),
      places.map((place) => [variants.ids[place], variants.size[place], variants.condition[place]].join()),
    ]),
    place: [products.popularity[row], products.createdAt[row], stock].join(';'),
    words: [products.nameWords.get(row).join(), products.descriptionHash[row]].join(';'),
  };
}

/** What differs between two moments of a product; everything when it was not there at one of them. */
export function differenceOf(before: ProductState | null, after: ProductState | null): ProductDifference {
  if (before === null && after === null) return nothing;
  if (before === null || after === null) return everything;
  return {
    card: before.card !== after.card,
    offers: before.offers !== after.offers,
    kind: before.kind !== after.kind,
    place: before.place !== after.place,
    words: before.words !== after.words,
  };
}

const all = (is: boolean): ProductDifference => ({ card: is, offers: is, kind: is, place: is, words: is });
const nothing = all(false);
export const everything = all(true);

function categoriesOf({ products, tables }: CatalogueStore, row: number): readonly string[] {
  const slugs: string[] = [];
  const own = tables.category.slugs[products.category[row]!];
  let category = tables.categories.find(({ slug }) => slug === own);
  while (category && !slugs.includes(category.slug)) {
    slugs.push(category.slug);
    const { parentId } = category;
    category = tables.categories.find(({ id }) => id === parentId);
  }
  return slugs;
}
