import { sizeLabel } from '../../catalogue/index.ts';
import type { ExportProduct, ExportVariant } from '../../catalogue/export-rows.ts';
import type { PriceRecord } from '../../pricing/index.ts';
import { guardFormula } from '../writing/formula.ts';
import { writeAccords, writeAttributes, writeImages, writeList, writeVotes } from '../parsing/lists.ts';
import { ownColumns, type OwnColumn } from '../shapes/own-columns.ts';

export interface ExportContext {
  /** ISO 4217. */
  readonly currency: string;
  /** Prices in that currency, by variant id. */
  readonly prices: ReadonlyMap<number, PriceRecord>;
  /** Pieces in the warehouse, by variant id. */
  readonly onHand: ReadonlyMap<number, number>;
  /** Slugs from the root of the tree to a category, by the category's slug. */
  readonly categoryPaths: ReadonlyMap<string, readonly string[]>;
}

type Cells = Partial<Readonly<Record<OwnColumn, string>>>;

/** The rows of a product: one for each variant on sale, or one without any. Every cell is safe to open in a spreadsheet. */
export function ownRows(product: ExportProduct, context: ExportContext): readonly (readonly string[])[] {
  const shared = productCells(product, context);
  const variants = product.variants.filter(({ retired }) => !retired);
  const rows: readonly Cells[] =
    variants.length === 0
      ? [shared]
      : variants.map((variant) => ({ ...shared, ...variantCells(variant, context) }));
  return rows.map((cells) => ownColumns.map((column) => guardFormula(cells[column] ?? '')));
}

function productCells(product: ExportProduct, { categoryPaths }: ExportContext): Cells {
  const { notes } = product;
  return {
    Key: product.sourceKey,
    Status: product.status,
    Kind: product.kind,
    Brand: product.brandName,
    Name: product.name,
    Category: (categoryPaths.get(product.categorySlug) ?? [product.categorySlug]).join(' > '),
    Description: product.description ?? '',
    Gender: product.gender ?? '',
    Concentration: product.concentration ?? '',
    'Launch year': product.launchYear === null ? '' : String(product.launchYear),
    Perfumer: product.perfumer ?? '',
    'Notes form': notes.form === 'none' ? '' : notes.form,
    'Top notes': writeList(notes.top),
    'Heart notes': writeList(notes.heart),
    'Base notes': writeList(notes.base),
    Notes: writeList(notes.flat),
    Accords: writeAccords(product.accords),
    'Longevity votes': writeVotes(product.longevityVotes),
    'Sillage votes': writeVotes(product.sillageVotes),
    Attributes: writeAttributes(product.attributes),
    Popularity: String(product.popularity),
    'Created at': product.createdAt.toISOString(),
    Images: writeImages(product.images),
    Slug: product.slug,
  };
}

function variantCells(variant: ExportVariant, { currency, prices, onHand }: ExportContext): Cells {
  const price = prices.get(variant.id);
  const pieces = onHand.get(variant.id);
  return {
    SKU: variant.sku,
    'Variant status': 'active',
    Barcode: variant.gtin ?? '',
    Size: variant.size === null ? '' : sizeLabel(variant.size),
    Condition: variant.condition,
    Currency: price ? currency : '',
    Price: money(price?.baseCents),
    'Sale price': money(price?.saleCents),
    'Sale starts at': price?.saleStartsAt?.toISOString() ?? '',
    'Sale ends at': price?.saleEndsAt?.toISOString() ?? '',
    'Supplier list price': money(price?.supplierListCents),
    'On hand': pieces === undefined ? '' : String(pieces),
  };
}

/** Cents as "12.50", without floating point. */
function money(cents: number | null | undefined): string {
  if (cents === null || cents === undefined) return '';
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
