import { knownAttributes } from '../attributes.ts';
import { nameKey } from '../keys.ts';
import { itemConditions, noteLevels, sizeUnits, type Named, type Size } from '../model.ts';
import type { ProductDraft, VariantDraft } from '../product-draft.ts';
import { variantSlug } from '../sizes.ts';
import { tidied } from '../spelling.ts';
import type { AccordWeight, NotePlace, VariantState, WantedProduct } from './product-state.ts';
import { productSlugBase } from './slugs.ts';

/** What the names in drafts lead to, by folded name (categories: by slug). */
export interface KnownNames {
  readonly brands: ReadonlyMap<string, Named>;
  readonly categories: ReadonlyMap<string, number>;
  readonly notes: ReadonlyMap<string, number>;
  readonly accords: ReadonlyMap<string, number>;
}

/** Stands for what does not exist yet when drafts are only compared. */
const notYet = 0;

/** A draft in the one form in which products are compared and stored. */
export function wantedProduct(draft: ProductDraft, known: KnownNames): WantedProduct {
  const brand = known.brands.get(nameKey(draft.brandName));
  const name = tidied(draft.name);
  const notes = notePlaces(draft.notes, known.notes);
  return {
    sourceKey: draft.sourceKey,
    popularity: draft.popularity,
    createdAt: draft.createdAt,
    slug: draft.slug,
    slugBase: productSlugBase({ brandSlug: brand?.slug ?? '', name, concentration: draft.concentration }),
    columns: {
      status: draft.status,
      kind: draft.kind,
      brand_id: brand?.id ?? notYet,
      category_id: known.categories.get(draft.categorySlug) ?? notYet,
      name,
      description: text(draft.description),
      gender: draft.gender,
      concentration: draft.concentration,
      launch_year: draft.launchYear,
      perfumer: draft.perfumer === null ? null : tidied(draft.perfumer),
      notes_form: notes.length === 0 ? 'none' : draft.notes.form,
      longevity_votes: votes(draft.longevityVotes),
      sillage_votes: votes(draft.sillageVotes),
      attributes: JSON.stringify(knownAttributes(draft.kind, draft.attributes)),
    },
    notes,
    accords: accordWeights(draft.accords, known.accords),
    images: draft.images,
    variants: variantStates(draft.variants),
  };
}

function text(description: string | null): string | null {
  const lines = description?.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  return lines ? lines : null;
}

/** No votes at all are the same as none known: an average of nothing is never shown. */
function votes(counts: readonly number[] | null): string | null {
  return counts?.some((count) => count > 0) ? JSON.stringify(counts) : null;
}

/** A note stands once in each level, where it is named first. */
function notePlaces(notes: ProductDraft['notes'], ids: ReadonlyMap<string, number>): readonly NotePlace[] {
  return noteLevels.flatMap((level) => {
    const keys = [...new Set(notes[level].map(nameKey))];
    return keys.map((key, position) => ({ level, position, noteId: ids.get(key) ?? notYet }));
  });
}

/** An accord named twice has the greater of its weights. */
function accordWeights(
  accords: ProductDraft['accords'],
  ids: ReadonlyMap<string, number>,
): readonly AccordWeight[] {
  const weights = new Map<string, number>();
  for (const { name, weight } of accords) {
    const key = nameKey(name);
    weights.set(key, Math.max(weight, weights.get(key) ?? 0));
  }
  return [...weights]
    .map(([key, weight]) => ({ accordId: ids.get(key) ?? notYet, weight }))
    .sort((one, other) => one.accordId - other.accordId);
}

/** Small before large, sealed before tester before unboxed, whatever the order of the draft. */
function variantStates(variants: readonly VariantDraft[]): readonly VariantState[] {
  return variants
    .toSorted(
      (one, other) =>
        unitOrder(one.size) - unitOrder(other.size) ||
        (one.size?.amount ?? 0) - (other.size?.amount ?? 0) ||
        itemConditions.indexOf(one.condition) - itemConditions.indexOf(other.condition),
    )
    .map(({ sku, gtin, size, condition }, position) => ({
      sku,
      gtin,
      slug: variantSlug(size, condition),
      amount: size?.amount ?? null,
      unit: size?.unit ?? null,
      condition,
      position,
    }));
}

const unitOrder = (size: Size | null) => (size === null ? -1 : sizeUnits.indexOf(size.unit));
