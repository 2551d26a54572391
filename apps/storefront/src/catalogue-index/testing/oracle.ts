import { currentPrice, per100 } from '../../pricing/index.ts';
import { sizeSlug } from '../../catalogue/index.ts';
import type { ListingQuery } from '../../listing/model.ts';
import type { IndexedProduct, IndexedVariant } from '../store/indexed-product.ts';
import { accordNames, brandNames, categoryRows, noteNames } from './random-catalogue.ts';
import { named, testMoment } from './small-catalogue.ts';

/** The same questions answered the slow and obvious way: every product is looked at, and nothing is kept. */

const brands = named(brandNames);
const notes = named(noteNames);
const accords = named(accordNames);

interface Offer {
  readonly variant: IndexedVariant;
  readonly cents: number;
  readonly wasCents: number | null;
  readonly inStock: boolean;
}

/** A product with the variant that its card shows. */
export interface Shown {
  readonly product: IndexedProduct;
  readonly offer: Offer | null;
}

/** Every product that fits, with the offer that its card shows. */
export function fitting(products: readonly IndexedProduct[], query: ListingQuery): readonly Shown[] {
  return products.flatMap((product) => {
    if (!productFits(product, query)) return [];
    const offers = offersOf(product).filter((offer) => offerFits(offer, query));
    if (offers.length === 0 && asksForOffer(query)) return [];
    return [{ product, offer: best(offers) }];
  });
}

/** The products in the order that the query asks for. */
export function sorted(shown: readonly Shown[], { sort }: ListingQuery): readonly Shown[] {
  return shown.toSorted((one, other) => {
    for (const key of keys[sort]) {
      const difference = key(one) - key(other);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

type Key = (shown: Shown) => number;
const unsold: Key = ({ offer }) => (offer ? 0 : 1);
const soldOut: Key = ({ offer }) => (offer ? (offer.inStock ? 0 : 1) : 2);
const cents: Key = ({ offer }) => offer?.cents ?? 0;
const perHundred: Key = ({ offer }) =>
  (offer?.variant.size && per100(offer.cents, offer.variant.size)?.cents) ?? 2 ** 40;
const popular: Key = ({ product }) => -product.popularity;
const id: Key = ({ product }) => product.id;
const unsoldPopular: Key = (shown) => (shown.offer ? 0 : popular(shown));
const keys: Record<ListingQuery['sort'], readonly Key[]> = {
  relevance: [soldOut, popular, id],
  popular: [soldOut, popular, id],
  newest: [unsold, ({ product }) => -product.createdAt.getTime(), id],
  price: [unsold, unsoldPopular, cents, id],
  // Equal prices from the highest id, as the order is the cheapest first read backwards; what is not sold is not.
  'price-desc': [
    unsold,
    unsoldPopular,
    (shown) => -cents(shown),
    (shown) => (shown.offer ? -1 : 1) * id(shown),
  ],
  'price-per-100ml': [unsold, unsoldPopular, (shown) => (shown.offer ? perHundred(shown) : 0), id],
};

/** How many products would be shown if only this value of this facet were chosen. */
export function facetCount(
  products: readonly IndexedProduct[],
  query: ListingQuery,
  code: string,
  value: string,
): number {
  const field = fields[code];
  const changed =
    code === 'note'
      ? { ...query, notes: [...query.notes, value] }
      : code === 'without'
        ? { ...query, withoutNotes: [...query.withoutNotes, value] }
        : field
          ? { ...query, [field]: [value] }
          : { ...query, attributes: { ...query.attributes, [code]: [value] } };
  return fitting(products, changed).length;
}

const fields: Readonly<Record<string, keyof ListingQuery>> = {
  kind: 'kinds',
  brand: 'brands',
  gender: 'genders',
  concentration: 'concentrations',
  size: 'sizes',
  condition: 'conditions',
  accord: 'accords',
};

/** The lowest and highest price of what fits in everything but the price. */
export function priceRange(products: readonly IndexedProduct[], query: ListingQuery) {
  const free = { ...query, minCents: null, maxCents: null };
  const prices = fitting(products, free).flatMap(({ product }) =>
    offersOf(product)
      .filter((offer) => offerFits(offer, free))
      .map((offer) => offer.cents),
  );
  return prices.length === 0 ? null : { minCents: Math.min(...prices), maxCents: Math.max(...prices) };
}

function offersOf({ variants }: IndexedProduct): readonly Offer[] {
  return variants.flatMap((variant) => {
    if (!variant.price) return [];
    const { cents: now, wasCents } = currentPrice(variant.price, testMoment);
    return [{ variant, cents: now, wasCents, inStock: variant.available > 0 }];
  });
}

function best(offers: readonly Offer[]): Offer | null {
  const inStock = offers.filter((offer) => offer.inStock);
  const [first] = (inStock.length > 0 ? inStock : offers).toSorted((one, other) => one.cents - other.cents);
  return first ?? null;
}

const asksForOffer = (query: ListingQuery) =>
  query.sizes.length > 0 ||
  query.conditions.length > 0 ||
  query.minCents !== null ||
  query.maxCents !== null ||
  query.inStock ||
  query.onSale;

const accepts = <T>(wanted: readonly T[], value: T) => wanted.length === 0 || wanted.includes(value);

function offerFits({ variant, cents: now, wasCents, inStock }: Offer, query: ListingQuery): boolean {
  return (
    accepts(query.sizes, sizeSlug(variant.size)) &&
    accepts(query.conditions, variant.condition) &&
    now >= (query.minCents ?? 0) &&
    now <= (query.maxCents ?? Infinity) &&
    (!query.inStock || inStock) &&
    (!query.onSale || wasCents !== null)
  );
}

function productFits(product: IndexedProduct, query: ListingQuery): boolean {
  const noteSlugs = product.noteIds.map((noteId) => notes[noteId - 1]!.slug);
  const accordSlugs = product.accords.map((accord) => accords[accord.id - 1]!.slug);
  const age = (testMoment.getTime() - product.createdAt.getTime()) / 86_400_000;
  return (
    (query.category === undefined || categorySlugs(product.categoryId).includes(query.category)) &&
    accepts(query.kinds, product.kind) &&
    accepts(query.brands, brands[product.brandId - 1]!.slug) &&
    accepts<string | null>(query.genders, product.gender) &&
    accepts<string | null>(query.concentrations, product.concentration) &&
    query.notes.every((slug) => noteSlugs.includes(slug)) &&
    !query.withoutNotes.some((slug) => noteSlugs.includes(slug)) &&
    (query.accords.length === 0 || query.accords.some((slug) => accordSlugs.includes(slug))) &&
    Object.entries(query.attributes).every(
      ([code, values]) =>
        values.length === 0 || values.some((value) => product.attributes[code]?.includes(value)),
    ) &&
    (query.newWithinDays === null || age <= query.newWithinDays)
  );
}

/** The slugs of a category and of those above it. */
function categorySlugs(categoryId: number | null): readonly string[] {
  const row = categoryRows.find((one) => one.id === categoryId);
  return row ? [row.slug, ...categorySlugs(row.parentId)] : [];
}
