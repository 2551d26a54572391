import type {
  CatalogueChanges,
  NamedChange,
  ProductChange,
  ProductScopes,
} from '../catalogue-index/index.ts';
import { pageTags } from '../catalogue/index.ts';

/** Tags that one change touches, and the entries of the change feed that told of it (none: the clock made it). */
export interface Touch {
  readonly tags: Iterable<string>;
  readonly feedIds: readonly number[];
}

/** What changes of the catalogue touch, apart from what touches every page. */
export function touchesOf({
  products,
  named,
}: Pick<CatalogueChanges, 'products' | 'named'>): readonly Touch[] {
  return [
    ...products.map((change) => ({ tags: tagsOfProduct(change), feedIds: change.feedIds })),
    ...named.map((change) => ({ tags: tagsOfNamed(change), feedIds: change.feedIds })),
  ];
}

/**
 * The pages that a changed product is on or was on. Its own pages show everything of it; its card in other places shows its
 * leading offer; a listing shows or counts what it is, its offers and its place, but neither the number of pieces nor texts.
 */
export function tagsOfProduct(change: ProductChange): ReadonlySet<string> {
  const { productId, before, after } = change;
  const tags = new Set([pageTags.product(productId)]);
  if (change.card) tags.add(pageTags.card(productId));
  if (change.words) tags.add(pageTags.search);
  if (change.kind) tags.add(pageTags.everyKind);
  if (change.offers || change.kind || change.place) {
    tags.add(pageTags.listed(productId)).add(pageTags.everyProduct).add(pageTags.search);
    const [was, is] = [listingsOf(before), listingsOf(after)];
    for (const listing of [...was, ...is]) {
      tags.add(listing);
      const stays = was.has(listing) && is.has(listing);
      if (change.kind || change.place || !stays) tags.add(pageTags.members(listing));
    }
  }
  if (before?.brand !== after?.brand) tags.add(pageTags.brands);
  if (!haveSame(before?.notes ?? [], after?.notes ?? [])) tags.add(pageTags.notes);
  return tags;
}

const haveSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((one) => others.includes(one));

function listingsOf(scopes: ProductScopes | null): ReadonlySet<string> {
  if (scopes === null) return new Set();
  return new Set([
    pageTags.brand(scopes.brand),
    ...scopes.categories.map(pageTags.category),
    ...scopes.notes.map(pageTags.note),
    ...scopes.collections.map(pageTags.collection),
  ]);
}

/** A name that changed; the products that bear it are told as changes of their own. */
function tagsOfNamed({ subject, slugs }: NamedChange): readonly string[] {
  switch (subject) {
    case 'brand':
      return [pageTags.brands, ...slugs.map(pageTags.brand)];
    case 'note':
      return [pageTags.notes, ...slugs.map(pageTags.note)];
    case 'collection':
      return [
        pageTags.collections,
        ...slugs.map(pageTags.collection).flatMap((listing) => [listing, pageTags.members(listing)]),
      ];
  }
}
