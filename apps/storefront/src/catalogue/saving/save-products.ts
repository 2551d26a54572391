import type { ShopTransaction } from '../../database/index.ts';
import type { ProductDraft, SavedProduct } from '../product-draft.ts';

/** Saves products by their source key. */
export function saveProducts(
  _trx: ShopTransaction,
  _drafts: readonly ProductDraft[],
): Promise<readonly SavedProduct[]> {
  return Promise.reject(new Error('saveProducts'));
}
