import {
  foldKey,
  variantLabel,
  variantSlug,
  type ProductDraft,
  type ProductKind,
  type VariantDraft,
} from '../../catalogue/index.ts';
import type { ExportProduct } from '../../catalogue/export-rows.ts';
import type { PriceInput, PriceRecord } from '../../pricing/index.ts';
import type { GivenProduct, GivenVariant, LineRemark, ProductRecord, RefusedLine } from '../shapes/shape.ts';
import { labelOf } from '../shapes/shape.ts';
import { mergePrice } from './merge-price.ts';
import { decideStatus, isSellable } from './status.ts';

/** What the shop has of the product that a record speaks of. */
export interface Stored {
  readonly product: ExportProduct | undefined;
  /** Prices in the shop's currency by variant id. */
  readonly prices: ReadonlyMap<number, PriceRecord>;
  /** Products that own an SKU of the record, by SKU. */
  readonly skuOwners: ReadonlyMap<string, ExportProduct>;
}

export interface MergeOptions {
  readonly currency: string;
  /** Drafts become active, also without price or size. */
  readonly publish: boolean;
  /** The line of this file that spoke of the same product before; what it said of the product counts. */
  readonly joins: number | undefined;
}

/** What is to be saved of one record. */
export interface Merged {
  readonly draft: ProductDraft;
  /** By SKU. */
  readonly prices: ReadonlyMap<string, Omit<PriceInput, 'variantId'>>;
  /** Pieces by SKU. */
  readonly onHand: ReadonlyMap<string, number>;
  readonly refused: readonly RefusedLine[];
  readonly remarks: readonly LineRemark[];
}

/** A record of which nothing is left to save. */
export interface RefusedRecord {
  readonly draft?: undefined;
  readonly refused: readonly RefusedLine[];
}

/**
 * Lays what the file says over what the shop has. What the file does not speak of stays: a list of prices costs no product
 * its notes, and sizes that a file leaves out are not retired.
 * @returns no draft when every variant of the record was refused
 */
export function mergeRecord(
  record: ProductRecord,
  stored: Stored,
  options: MergeOptions,
): Merged | RefusedRecord {
  const refused: RefusedLine[] = [];
  const remarks: LineRemark[] = [...record.remarks];
  const label = labelOf(record.product);
  const accepted: GivenVariant[] = [];
  const prices = new Map<string, Omit<PriceInput, 'variantId'>>();
  const drafts = new Map<string, VariantDraft>(
    stored.product?.variants
      .filter(({ retired }) => !retired)
      .map((variant) => [variant.sku, bareVariant(variant)]),
  );
  const priced = new Set<string>();
  for (const { id, sku } of stored.product?.variants ?? []) if (stored.prices.has(id)) priced.add(sku);

  for (const given of record.variants) {
    const before = stored.product?.variants.find(({ sku }) => sku === given.sku);
    const draft: VariantDraft = {
      sku: given.sku,
      gtin: given.gtin === undefined ? (before?.gtin ?? null) : given.gtin,
      size: given.size === undefined ? (before?.size ?? null) : given.size,
      condition: given.condition ?? before?.condition ?? 'sealed',
    };
    const price = mergePrice(given.price, before && stored.prices.get(before.id), options.currency);
    const reason =
      skuProblem(given.sku, stored) ??
      (given.retired ? undefined : placeProblem(draft, drafts)) ??
      price.problem;
    if (reason !== undefined) {
      refused.push({ line: given.line, label, reason });
      continue;
    }
    accepted.push(given);
    if (given.retired) {
      drafts.delete(given.sku);
      continue;
    }
    drafts.set(given.sku, draft);
    if (price.input) {
      prices.set(given.sku, price.input);
      priced.add(given.sku);
    }
  }
  if (accepted.length === 0 && refused.length > 0) return { refused };

  const product = mergeProduct(record, stored.product, options);
  const variants = [...drafts.values()];
  const status = decideStatus(record, stored.product, options, isSellable(product.kind, variants, priced));
  if (status.remark !== undefined) remarks.push({ line: record.line, text: status.remark });
  const onHand = new Map(
    accepted.flatMap(({ sku, onHand: pieces, retired }): [string, number][] =>
      pieces === undefined || retired ? [] : [[sku, pieces]],
    ),
  );
  return { draft: { ...product, status: status.status, variants }, prices, onHand, refused, remarks };
}

function mergeProduct(
  record: ProductRecord,
  before: ExportProduct | undefined,
  { joins }: MergeOptions,
): Omit<ProductDraft, 'status' | 'variants'> {
  if (before && joins !== undefined) return withoutVariants(before);
  const { categoryPath, slug, popularityWhenNew, ...given }: GivenProduct = record.product;
  const kind = given.kind ?? before?.kind ?? 'perfume';
  const categorySlug = categoryPath?.at(-1) ?? before?.categorySlug ?? defaultCategory(kind);
  // Another spelling of the brand that the product has is no other brand.
  const sameBrand = before && foldKey(before.brandName) === foldKey(given.brandName);
  const brandName = sameBrand ? before.brandName : given.brandName;
  if (!before)
    return {
      ...nothing,
      ...given,
      kind,
      categorySlug,
      brandName,
      sourceKey: record.sourceKey,
      ...(slug && { slug }),
      ...(popularityWhenNew !== undefined && { popularity: popularityWhenNew }),
    };
  // An address that the file merely repeats is no wish to keep it when the name changes.
  const wish = slug !== undefined && slug !== before.slug ? { slug } : {};
  return { ...withoutVariants(before), ...given, kind, categorySlug, brandName, ...wish };
}

/** Where a product of this kind goes when nobody says. */
export function defaultCategory(kind: ProductKind): string {
  return kind;
}

const nothing = {
  description: null,
  gender: null,
  concentration: null,
  launchYear: null,
  perfumer: null,
  notes: { form: 'none', top: [], heart: [], base: [], flat: [] },
  accords: [],
  longevityVotes: null,
  sillageVotes: null,
  attributes: {},
  images: [],
} as const;

/** What is said of a product apart from its address, its status and its variants. */
function withoutVariants(product: ExportProduct): Omit<ProductDraft, 'status' | 'variants' | 'slug'> {
  return {
    sourceKey: product.sourceKey,
    kind: product.kind,
    brandName: product.brandName,
    categorySlug: product.categorySlug,
    name: product.name,
    description: product.description,
    gender: product.gender,
    concentration: product.concentration,
    launchYear: product.launchYear,
    perfumer: product.perfumer,
    notes: product.notes,
    accords: product.accords,
    longevityVotes: product.longevityVotes,
    sillageVotes: product.sillageVotes,
    attributes: product.attributes,
    popularity: product.popularity,
    createdAt: product.createdAt,
    images: product.images,
  };
}

function bareVariant({ sku, gtin, size, condition }: VariantDraft): VariantDraft {
  return { sku, gtin, size, condition };
}

function skuProblem(sku: string, { product, skuOwners }: Stored): string | undefined {
  const owner = skuOwners.get(sku);
  if (!owner || owner.id === product?.id) return undefined;
  return `The SKU ${sku} belongs to another product, ${labelOf(owner)} (key ${owner.sourceKey}).`;
}

function placeProblem(draft: VariantDraft, drafts: ReadonlyMap<string, VariantDraft>): string | undefined {
  const slug = variantSlug(draft.size, draft.condition);
  for (const other of drafts.values()) {
    if (other.sku !== draft.sku && variantSlug(other.size, other.condition) === slug)
      return `The product has ${variantLabel(draft).toLowerCase()} already, under the SKU ${other.sku}.`;
  }
  return undefined;
}
