import type {
  Concentration,
  Gender,
  ItemCondition,
  NoteLevel,
  ProductImage,
  ProductKind,
  SizeUnit,
} from '../model.ts';

/** The columns of a product that a draft decides; attributes and votes as JSON text in one fixed form. */
export interface ProductColumns {
  readonly status: 'draft' | 'active' | 'deleted';
  readonly kind: ProductKind;
  readonly brand_id: number;
  readonly category_id: number;
  readonly name: string;
  readonly description: string | null;
  readonly gender: Gender | null;
  readonly concentration: Concentration | null;
  readonly launch_year: number | null;
  readonly perfumer: string | null;
  readonly notes_form: 'pyramid' | 'flat' | 'none';
  readonly longevity_votes: string | null;
  readonly sillage_votes: string | null;
  readonly attributes: string;
}

export interface NotePlace {
  readonly level: NoteLevel;
  readonly position: number;
  readonly noteId: number;
}

export interface AccordWeight {
  readonly accordId: number;
  readonly weight: number;
}

export interface VariantState {
  readonly sku: string;
  readonly gtin: string | null;
  readonly slug: string;
  readonly amount: number | null;
  readonly unit: SizeUnit | null;
  readonly condition: ItemCondition;
  readonly position: number;
}

/** Everything about a product that a draft decides, in one order, so that two states can be compared part by part. */
export interface ProductState {
  readonly columns: ProductColumns;
  /** By level and position. */
  readonly notes: readonly NotePlace[];
  /** By id. */
  readonly accords: readonly AccordWeight[];
  readonly images: readonly ProductImage[];
  /** Active variants in the order in which they are shown. */
  readonly variants: readonly VariantState[];
}

/** A product as a draft wants it. */
export interface WantedProduct extends ProductState {
  readonly sourceKey: string;
  /** Undefined: whatever it is. */
  readonly popularity: number | undefined;
  readonly createdAt: Date | undefined;
  /** The address asked for; undefined: one made from `slugBase`. */
  readonly slug: string | undefined;
  readonly slugBase: string;
}

export interface StoredVariant extends VariantState {
  readonly id: number;
}

/** A product as the database has it. */
export interface StoredProduct extends ProductState {
  readonly id: number;
  readonly slug: string;
  readonly slugBase: string;
  readonly version: number;
  readonly popularity: number;
  readonly createdAt: Date;
  readonly variants: readonly StoredVariant[];
  readonly retiredVariants: readonly StoredVariant[];
}

export type ProductPart = 'columns' | 'notes' | 'accords' | 'images' | 'variants' | 'slug';

const keyOfVariant = ({ sku, gtin, slug, amount, unit, condition, position }: VariantState) => [
  sku,
  gtin,
  slug,
  amount,
  unit,
  condition,
  position,
];

/** Whether two variants are the same in everything that a draft decides. */
export function sameVariant(one: VariantState, other: VariantState): boolean {
  return JSON.stringify(keyOfVariant(one)) === JSON.stringify(keyOfVariant(other));
}

/** The parts in which a product differs from what is wanted. */
export function differingParts(stored: StoredProduct, wanted: WantedProduct): ReadonlySet<ProductPart> {
  const parts = new Set<ProductPart>();
  const compare = (part: ProductPart, one: unknown, other: unknown) => {
    if (JSON.stringify(one) !== JSON.stringify(other)) parts.add(part);
  };
  compare(
    'columns',
    [columnValues(stored.columns), stored.popularity, stored.createdAt],
    [
      columnValues(wanted.columns),
      wanted.popularity ?? stored.popularity,
      wanted.createdAt ?? stored.createdAt,
    ],
  );
  compare('notes', stored.notes.map(noteValues), wanted.notes.map(noteValues));
  compare('accords', stored.accords.map(accordValues), wanted.accords.map(accordValues));
  compare('images', stored.images.map(imageValues), wanted.images.map(imageValues));
  compare('variants', stored.variants.map(keyOfVariant), wanted.variants.map(keyOfVariant));
  const slugStays =
    wanted.slug === undefined ? stored.slugBase === wanted.slugBase : stored.slug === wanted.slug;
  if (!slugStays) parts.add('slug');
  return parts;
}

const columnValues = (columns: ProductColumns) => [
  columns.status,
  columns.kind,
  columns.brand_id,
  columns.category_id,
  columns.name,
  columns.description,
  columns.gender,
  columns.concentration,
  columns.launch_year,
  columns.perfumer,
  columns.notes_form,
  columns.longevity_votes,
  columns.sillage_votes,
  columns.attributes,
];
const noteValues = ({ level, position, noteId }: NotePlace) => [level, position, noteId];
const accordValues = ({ accordId, weight }: AccordWeight) => [accordId, weight];
const imageValues = ({ assetKey, alt, width, height }: ProductImage) => [assetKey, alt, width, height];
