import { concentrations, genders, productKinds } from '../../catalogue/index.ts';
import type { ProductCard } from '../../listing/model.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { none } from '../store/columns.ts';

/** Products are called new for this long. */
const newForSeconds = 30 * 86_400;

/**
 * A product as a listing shows it.
 * @param lead the variant that it shows; `none` when none is sold
 */
export function cardOf(
  store: CatalogueStore,
  currency: string,
  row: number,
  lead: number,
  at: Date,
): ProductCard {
  const { products, variants, tables } = store;
  const isSold = lead !== none;
  const per100 = isSold ? variants.per100Cents[lead]! : none;
  const unit = isSold ? tables.size.sizes[variants.size[lead]!]?.unit : undefined;
  const brand = products.brand[row]!;
  return {
    productId: products.ids[row]!,
    slug: products.slugs.get(row),
    name: products.names.get(row),
    brandName: tables.brand.labels[brand]!,
    brandSlug: tables.brand.slugs[brand]!,
    kind: productKinds[products.kind[row]! - 1]!,
    gender: genders[products.gender[row]! - 1] ?? null,
    concentration: concentrations[products.concentration[row]! - 1] ?? null,
    launchYear: yearOf(tables.year.labels[products.year[row]!]!),
    imageKey: products.imageKeys.get(row) || null,
    imageAlt: products.imageAlts.get(row),
    currency,
    fromCents: isSold ? variants.cents[lead]! : null,
    fromVariant: isSold ? variants.slugs.get(variants.slug[lead]!) : null,
    wasCents: isSold ? variants.wasCents[lead]! || null : null,
    per100Cents: per100 === none ? null : per100,
    per100Unit: per100 !== none && (unit === 'ml' || unit === 'g') ? unit : null,
    sizes: sizesOf(store, row),
    inStock: isSold && variants.inStock[lead] === 1,
    isNew: at.getTime() / 1000 - products.createdAt[row]! <= newForSeconds,
  };
}

const yearOf = (label: string) => (label === '' ? null : Number(label));

/** Labels of the sizes that are sold, each once, smallest first. */
function sizesOf({ products, variants, tables }: CatalogueStore, row: number): readonly string[] {
  const first = products.firstVariant[row]!;
  const numbers: number[] = [];
  for (let variant = first; variant < first + products.variantCount[row]!; variant += 1) {
    const size = variants.size[variant]!;
    if (tables.size.sizes[size] && !numbers.includes(size)) numbers.push(size);
  }
  const amount = (number: number) => tables.size.sizes[number]?.amount ?? 0;
  return numbers
    .sort((one, other) => amount(one) - amount(other))
    .map((number) => tables.size.labels[number]!);
}
