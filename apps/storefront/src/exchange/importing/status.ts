import type { ProductDraft, ProductKind, VariantDraft } from '../../catalogue/index.ts';
import type { ExportProduct } from '../../catalogue/export-rows.ts';
import type { ProductRecord } from '../shapes/shape.ts';
import type { MergeOptions } from './merge.ts';

/** Whether there is at least one size with a price. A gift set is its own size. */
export function isSellable(
  kind: ProductKind,
  variants: readonly VariantDraft[],
  priced: ReadonlySet<string>,
): boolean {
  return variants.some(({ sku, size }) => priced.has(sku) && (size !== null || kind === 'gift-set'));
}

/**
 * What becomes of a product. Without a size that has a price it comes in as a draft, whatever the file says, unless drafts
 * are to be published; one that is on sale stays so.
 */
export function decideStatus(
  { product: given, supplier }: ProductRecord,
  before: ExportProduct | undefined,
  { publish, joins }: MergeOptions,
  sellable: boolean,
): { status: ProductDraft['status']; remark?: string } {
  const stated = joins === undefined ? given.status : undefined;
  if (before?.status === 'deleted' && (supplier || stated !== 'active'))
    return {
      status: 'deleted',
      ...(stated !== 'deleted' && { remark: 'The shop has taken this product out; it stays out.' }),
    };
  if (stated === 'deleted' || stated === 'draft') return { status: stated };
  if (before?.status === 'active') return { status: 'active' };
  if (publish) return { status: 'active' };
  if (stated === undefined && before) return { status: before.status };
  if (sellable) return { status: 'active' };
  return { status: 'draft', remark: 'It comes in as a draft: no size of it has a price.' };
}
