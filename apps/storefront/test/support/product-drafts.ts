import type { ProductDraft, VariantDraft } from '../../src/catalogue/index.ts';

/** A size in ml as a variant of its own. */
export function variantDraft(sku: string, ml: number, changes: Partial<VariantDraft> = {}): VariantDraft {
  return { sku, gtin: null, size: { amount: ml * 100, unit: 'ml' }, condition: 'sealed', ...changes };
}

/** A perfume that can be saved into the category 'perfume', with whatever a test cares about changed. */
export function productDraft(sourceKey: string, changes: Partial<ProductDraft> = {}): ProductDraft {
  return {
    sourceKey,
    status: 'active',
    kind: 'perfume',
    brandName: 'Maison Aurore',
    categorySlug: 'perfume',
    name: `Scent ${sourceKey}`,
    description: 'Woods after rain.',
    gender: 'unisex',
    concentration: 'eau-de-parfum',
    launchYear: 2019,
    perfumer: null,
    notes: { form: 'pyramid', top: ['Bergamot'], heart: ['Iris'], base: ['Vetiver'], flat: [] },
    accords: [
      { name: 'Woody', weight: 100 },
      { name: 'Powdery', weight: 60 },
    ],
    longevityVotes: [1, 2, 3, 4, 5],
    sillageVotes: [4, 3, 2, 1],
    attributes: { season: ['autumn'] },
    images: [],
    variants: [variantDraft(`${sourceKey}-100`, 100)],
    ...changes,
  };
}

/** The category that `productDraft` names, to be saved first. */
export const perfumeCategory = [{ slug: 'perfume', name: 'Perfume', description: null, children: [] }];
