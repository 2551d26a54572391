import type { Queries } from '../database/index.ts';
import type { Named, Product, ProductKind } from './model.ts';

/** What is still said of a product that is no longer sold. */
export interface GoneProduct {
  readonly id: number;
  readonly name: string;
  readonly kind: ProductKind;
  readonly brand: Named;
  /** From the root of the tree to the product's own category. */
  readonly categoryPath: readonly Named[];
}

/** A product under its address, the slug it has now, what is left of it, or null: there is and was none, or only a draft. */
export type FoundProduct =
  { readonly product: Product } | { readonly movedTo: string } | { readonly gone: GoneProduct } | null;

/** Looks a product up by its slug, or by one that it once had. */
export function findProduct(_queries: Queries, _slug: string): Promise<FoundProduct> {
  return Promise.reject(new Error('findProduct'));
}
