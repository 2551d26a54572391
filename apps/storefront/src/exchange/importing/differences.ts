import type { ExportProduct } from '../../catalogue/export-rows.ts';
import type { ProductDraft } from '../../catalogue/index.ts';
import type { PriceRecord } from '../../pricing/index.ts';
import type { Merged } from './merge.ts';

/** The fields of a product under the names of the columns that bring them. */
const fields: readonly (readonly [field: keyof ProductDraft, name: string])[] = [
  ['status', 'status'],
  ['kind', 'kind'],
  ['brandName', 'brand'],
  ['categorySlug', 'category'],
  ['name', 'name'],
  ['description', 'description'],
  ['gender', 'gender'],
  ['concentration', 'concentration'],
  ['launchYear', 'launch year'],
  ['perfumer', 'perfumer'],
  ['notes', 'notes'],
  ['accords', 'accords'],
  ['longevityVotes', 'longevity votes'],
  ['sillageVotes', 'sillage votes'],
  ['attributes', 'attributes'],
  ['popularity', 'popularity'],
  ['createdAt', 'created at'],
  ['images', 'images'],
];

const money = (cents: number | null | undefined): string =>
  cents === null || cents === undefined ? 'none' : (cents / 100).toFixed(2);

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** What becomes different, for people: "price of X 49.99 → 44.99, name "A" → "B"". Says nothing of a new product. */
export function describeDifferences(
  before: ExportProduct,
  { draft, prices, onHand }: Merged,
  priceOf: ReadonlyMap<number, PriceRecord>,
  onHandOf: ReadonlyMap<number, number>,
): readonly string[] {
  const differences: string[] = [];
  for (const [field, name] of fields) {
    const [one, other] = [before[field], draft[field]];
    if (JSON.stringify(one) === JSON.stringify(other)) continue;
    const simple = [one, other].every((value) => value === null || typeof value !== 'object');
    differences.push(simple ? `${name} ${short(one)} → ${short(other)}` : name);
  }
  const known = new Map(before.variants.map((variant) => [variant.sku, variant]));
  const kept = new Set(draft.variants.map(({ sku }) => sku));
  for (const { sku, retired } of before.variants)
    if (!retired && !kept.has(sku)) differences.push(`${sku} retired`);
  for (const { sku, gtin, size, condition } of draft.variants) {
    const variant = known.get(sku);
    if (!variant || variant.retired) differences.push(`${sku} added`);
    else if (
      JSON.stringify([variant.gtin, variant.size, variant.condition]) !==
      JSON.stringify([gtin, size, condition])
    )
      differences.push(`size, condition or barcode of ${sku}`);
    const price = prices.get(sku);
    const old = variant && priceOf.get(variant.id);
    if (price && price.baseCents !== old?.baseCents)
      differences.push(`price of ${sku} ${money(old?.baseCents)} → ${money(price.baseCents)}`);
    if (price && old && saleOf(price) !== saleOf(old)) differences.push(`sale of ${sku}`);
    if (price && old && price.supplierListCents !== old.supplierListCents)
      differences.push(
        `list price of ${sku} ${money(old.supplierListCents)} → ${money(price.supplierListCents)}`,
      );
    const pieces = onHand.get(sku);
    const counted = variant ? (onHandOf.get(variant.id) ?? 0) : 0;
    if (pieces !== undefined && pieces !== counted)
      differences.push(`stock of ${sku} ${counted} → ${pieces}`);
  }
  return differences;
}

const saleOf = (price: Pick<PriceRecord, 'saleCents' | 'saleStartsAt' | 'saleEndsAt'>): string =>
  JSON.stringify([price.saleCents, price.saleStartsAt, price.saleEndsAt]);
