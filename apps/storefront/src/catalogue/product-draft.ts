import type {
  AttributeValues,
  Concentration,
  Gender,
  ItemCondition,
  LongevityVotes,
  ProductImage,
  ProductKind,
  SillageVotes,
  Size,
} from './model.ts';

export interface VariantDraft {
  /** Unique in the shop; a variant is recognised by it. */
  readonly sku: string;
  readonly gtin: string | null;
  readonly size: Size | null;
  readonly condition: ItemCondition;
}

/** A product as whoever brings it (an import, the demo, a form) wants it to be, with everything by name. */
export interface ProductDraft {
  /** The identity by which the product is recognised: the supplier's own, or `productSourceKey`. */
  readonly sourceKey: string;
  readonly status: 'draft' | 'active' | 'deleted';
  readonly kind: ProductKind;
  readonly brandName: string;
  /** Of a category that exists. */
  readonly categorySlug: string;
  readonly name: string;
  readonly description: string | null;
  readonly gender: Gender | null;
  readonly concentration: Concentration | null;
  readonly launchYear: number | null;
  readonly perfumer: string | null;
  readonly notes: {
    readonly form: 'pyramid' | 'flat' | 'none';
    readonly top: readonly string[];
    readonly heart: readonly string[];
    readonly base: readonly string[];
    readonly flat: readonly string[];
  };
  readonly accords: readonly { readonly name: string; readonly weight: number }[];
  readonly longevityVotes: LongevityVotes | null;
  readonly sillageVotes: SillageVotes | null;
  readonly attributes: AttributeValues;
  /** Absent: left as it is, 0 for a new product. */
  readonly popularity?: number;
  /** When it was first sold here. Absent: left as it is, now for a new product. */
  readonly createdAt?: Date;
  readonly images: readonly ProductImage[];
  /** In any order; at most one of each size and condition. */
  readonly variants: readonly VariantDraft[];
  /** The wanted address. Absent: made from brand, name and concentration. */
  readonly slug?: string;
}

export interface SavedProduct {
  readonly sourceKey: string;
  readonly productId: number;
  readonly slug: string;
  readonly outcome: 'new' | 'changed' | 'unchanged';
  /** Ids of the active variants by SKU. */
  readonly variantIds: ReadonlyMap<string, number>;
}

/** What keeps a draft from being saved: the field (as ProductDraft has it) and a sentence for people. */
export interface DraftProblem {
  readonly field: string;
  readonly message: string;
}

/** A draft that cannot be saved. Nothing of its batch was written. */
export class InvalidProductDraft extends Error {
  override readonly name = 'InvalidProductDraft';
  readonly code = 'invalid-product-draft';
  readonly sourceKey: string;
  readonly problems: readonly DraftProblem[];

  constructor(sourceKey: string, problems: readonly DraftProblem[]) {
    super(`${sourceKey}: ${problems.map(({ field, message }) => `${field}: ${message}`).join('; ')}`);
    this.sourceKey = sourceKey;
    this.problems = problems;
  }
}
