export * from './model.ts';
export {
  attributeDefinitions,
  attributeProblems,
  attributesOfKind,
  knownAttributes,
  type AttributeDefinition,
} from './attributes.ts';
export { readCategories, saveCategories, type CategoryDraft, type CategoryRow } from './categories.ts';
export { recordProductChanges, recordVariantChanges } from './change-feed.ts';
export { readCollections, saveCollections, type Collection, type CollectionDraft } from './collections.ts';
export { describeVariants, type VariantDescription } from './describe-variants.ts';
export { findProduct, type FoundProduct, type GoneProduct } from './find-product.ts';
export { draftProblems } from './draft-problems.ts';
export { gtinCheckDigit, isGtin } from './gtin.ts';
export {
  readChanges,
  readIndexNames,
  readIndexProductIds,
  readIndexProducts,
  readIndexVariants,
  readLastChangeId,
  readSettledChangeId,
  type CatalogueChange,
  type IndexProductRow,
  type IndexVariantRow,
} from './index-rows.ts';
export { foldKey, productSourceKey, slugify } from './keys.ts';
export {
  conditionDescriptions,
  conditionLabels,
  concentrationLabels,
  genderLabels,
  kindLabels,
} from './labels.ts';
export { pageTags } from './page-tags.ts';
export { productPath, variantPath } from './paths.ts';
export {
  InvalidProductDraft,
  type DraftProblem,
  type ProductDraft,
  type SavedProduct,
  type VariantDraft,
} from './product-draft.ts';
export { compareProducts, saveProducts, type ComparedDraft } from './saving/save-products.ts';
export { sizeLabel, sizeSlug, variantLabel, variantSlug } from './sizes.ts';
