import { variantSlug, type CategoryRow, type Named } from '../../catalogue/index.ts';
import type { PriceRecord } from '../../pricing/index.ts';
import { CatalogueEngine } from '../engine.ts';
import { CatalogueStore } from '../store/catalogue-store.ts';
import type { IndexedProduct, IndexedVariant } from '../store/indexed-product.ts';

/** The moment at which small catalogues are looked at. */
export const testMoment = new Date('2026-11-24T12:00:00Z');

const days = 86_400_000;

/** A variant of a small catalogue; by default sealed, 50.00, in stock. */
export function aVariant(
  id: number,
  {
    ml = 100,
    cents = 5_000,
    available = 5,
    condition = 'sealed',
    sale = null,
    ...rest
  }: Partial<IndexedVariant> & {
    readonly ml?: number | null;
    readonly cents?: number | null;
    readonly sale?: Pick<PriceRecord, 'saleCents' | 'saleStartsAt' | 'saleEndsAt' | 'referenceCents'> | null;
  } = {},
): IndexedVariant {
  const size = ml === null ? null : { amount: ml * 100, unit: 'ml' as const };
  const noSale = { saleCents: null, saleStartsAt: null, saleEndsAt: null, referenceCents: null };
  return {
    id,
    slug: variantSlug(size, condition),
    sku: `SKU-${id}`,
    gtin: null,
    size,
    condition,
    available,
    price:
      cents === null
        ? null
        : {
            variantId: id,
            currency: 'USD',
            baseCents: cents,
            supplierListCents: null,
            version: 1,
            ...(sale ?? noSale),
          },
    ...rest,
  };
}

/** A product of a small catalogue; what is not said is plain: a perfume of brand 1 in category 1, without notes. */
export function aProduct(id: number, product: Partial<IndexedProduct> = {}): IndexedProduct {
  return {
    id,
    slug: `product-${id}`,
    kind: 'perfume',
    brandId: 1,
    categoryId: 1,
    name: `Product ${id}`,
    description: null,
    gender: null,
    concentration: null,
    launchYear: null,
    perfumer: null,
    attributes: {},
    popularity: 0,
    createdAt: new Date(testMoment.getTime() - 400 * days),
    updatedAt: testMoment,
    noteIds: [],
    accords: [],
    imageKey: `image-${id}`,
    imageAlt: '',
    variants: [aVariant(id * 10)],
    ...product,
  };
}

export interface SmallCatalogue {
  readonly brands?: readonly string[];
  readonly notes?: readonly string[];
  readonly accords?: readonly string[];
  readonly categories?: readonly CategoryRow[];
  readonly products: readonly IndexedProduct[];
}

/** Names become values whose ids count from 1 in the order given. */
export function named(names: readonly string[]): readonly Named[] {
  return names.map((name, at) => ({
    id: at + 1,
    name,
    slug: name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
  }));
}

export const oneCategory: CategoryRow = {
  id: 1,
  parentId: null,
  slug: 'all',
  name: 'All',
  description: null,
  position: 0,
};

/** A store with these products, and an engine over it whose clock stands at `testMoment` until it is moved. */
export function catalogueOf({
  brands = ['Ardent'],
  notes = [],
  accords = [],
  categories = [oneCategory],
  products,
}: SmallCatalogue) {
  const store = new CatalogueStore();
  store.tables.setNames('brand', named(brands));
  store.tables.setNames('note', named(notes));
  store.tables.setNames('accord', named(accords));
  store.tables.setCategories(categories);
  for (const product of products) store.put(product, testMoment);
  const clock = { now: testMoment };
  return { store, clock, engine: new CatalogueEngine(store, 'USD', () => clock.now) };
}
