/** The words of the catalogue: what a product is, apart from what it costs and how many there are. */

export const productKinds = ['perfume', 'cologne', 'hair-care', 'skin-care', 'gift-set'] as const;
export type ProductKind = (typeof productKinds)[number];

export const genders = ['women', 'men', 'unisex'] as const;
export type Gender = (typeof genders)[number];

/** In order of strength, strongest first. */
export const concentrations = [
  'extrait',
  'eau-de-parfum',
  'eau-de-toilette',
  'eau-de-cologne',
  'eau-fraiche',
  'mist',
  'oil',
] as const;
export type Concentration = (typeof concentrations)[number];

export const itemConditions = ['sealed', 'tester', 'unboxed'] as const;
export type ItemCondition = (typeof itemConditions)[number];

export const noteLevels = ['top', 'heart', 'base', 'flat'] as const;
export type NoteLevel = (typeof noteLevels)[number];

export const sizeUnits = ['ml', 'g', 'piece'] as const;
export type SizeUnit = (typeof sizeUnits)[number];

/** A size: `amount` in hundredths of `unit` (100 ml is 10,000), so that 3.4 fl oz and 7.5 ml stay exact. */
export interface Size {
  readonly amount: number;
  readonly unit: SizeUnit;
}

/** Anything with a page of its own: the name that is shown and the slug of its URL. */
export interface Named {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

export interface ProductImage {
  readonly assetKey: string;
  readonly alt: string;
  /** Pixels; they hold the picture's space before it has loaded. */
  readonly width: number;
  readonly height: number;
}

/** Notes as data: a pyramid has top, heart and base (any may be empty); a flat list has only `flat`. */
export interface NotesOfProduct {
  readonly form: 'pyramid' | 'flat' | 'none';
  readonly top: readonly Named[];
  readonly heart: readonly Named[];
  readonly base: readonly Named[];
  readonly flat: readonly Named[];
}

/** `weight` from 1 to 100, the strongest accord being the heaviest. */
export interface WeightedAccord extends Named {
  readonly weight: number;
}

/** Vote counts from poor to very long lasting; never negative. */
export type LongevityVotes = readonly [number, number, number, number, number];
/** Vote counts from soft to enormous; never negative. */
export type SillageVotes = readonly [number, number, number, number];

/** Values of the typed attributes of a product's kind, by attribute code; see attributes.ts. */
export type AttributeValues = Readonly<Record<string, readonly string[]>>;

export interface Variant {
  readonly id: number;
  readonly slug: string;
  readonly sku: string;
  readonly gtin: string | null;
  readonly size: Size | null;
  readonly condition: ItemCondition;
}

export interface Product {
  readonly id: number;
  readonly slug: string;
  readonly kind: ProductKind;
  readonly status: 'draft' | 'active' | 'deleted';
  readonly brand: Named;
  /** From the root of the tree to the product's own category. */
  readonly categoryPath: readonly Named[];
  readonly name: string;
  readonly description: string | null;
  readonly gender: Gender | null;
  readonly concentration: Concentration | null;
  readonly launchYear: number | null;
  readonly perfumer: string | null;
  readonly notes: NotesOfProduct;
  readonly accords: readonly WeightedAccord[];
  readonly longevityVotes: LongevityVotes | null;
  readonly sillageVotes: SillageVotes | null;
  readonly attributes: AttributeValues;
  readonly images: readonly ProductImage[];
  /** Active variants in the order in which they are shown. */
  readonly variants: readonly Variant[];
  readonly version: number;
  readonly createdAt: Date;
}
