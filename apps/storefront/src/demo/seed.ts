import type { AssetStore } from '@perfume/asset-store';
import {
  compareProducts,
  saveCategories,
  saveCollections,
  saveProducts,
  type ProductDraft,
} from '../catalogue/index.ts';
import { readIndexProductIds } from '../catalogue/index-rows.ts';
import type { Queries, ShopDatabase, ShopTransaction } from '../database/index.ts';
import { setPrices, type PriceInput } from '../pricing/index.ts';
import { setOnHand } from '../stock/index.ts';
import { demoCatalogue, demoSourceKey, type DemoOptions, type DemoProduct } from './catalogue.ts';
import type { DemoOffer } from './offers/offers.ts';
import { putPictures } from './put-pictures.ts';
import { categoryTree, collections } from './shelf.ts';

export interface SeedOptions {
  readonly database: ShopDatabase;
  readonly assets: AssetStore;
  /** Products; 12,000 unless said otherwise. */
  readonly count?: number;
  /** The same seed gives the same catalogue. */
  readonly seed?: number;
  /** ISO 4217. */
  readonly currency?: string;
  /** Whether the pictures are stored; without them their addresses lead nowhere. Default: true. */
  readonly withPictures?: boolean;
  readonly onProgress?: (progress: SeedProgress) => void;
  readonly now?: () => Date;
}

export interface SeedProgress {
  /** Products that are in the shop. */
  readonly done: number;
  readonly count: number;
}

export interface SeedResult {
  /**
   * `complete`: it was there already. `other-catalogue`: there are products, but not this demo's first; nothing was
   * touched.
   */
  readonly outcome: 'seeded' | 'complete' | 'other-catalogue';
  /** What was added now. */
  readonly products: number;
  readonly variants: number;
}

/** Products that are saved in one transaction. */
const batchSize = 500;

const day = 86_400_000;

/** Days ago: every price was asked for this long; sales were planned later. */
const pricedDaysAgo = 120;
const salesPlannedDaysAgo = 45;

/**
 * Fills an empty catalogue with the demo: categories, collections, products, prices with their history, stock, pictures.
 * A seed that was interrupted is completed, as each batch is one transaction and its pictures come first; a catalogue that
 * holds anything else is left alone.
 */
export async function seedDemo({
  database,
  assets,
  count = 12_000,
  seed = 1,
  currency = 'USD',
  withPictures = true,
  onProgress,
  now = () => new Date(),
}: SeedOptions): Promise<SeedResult> {
  const options: DemoOptions = { seed, count, now: now(), withPictures };
  const begun = await found(database.query, options);
  if (begun === 'complete' || begun === 'other-catalogue')
    return { outcome: begun, products: 0, variants: 0 };
  await database.transaction(async (trx) => {
    await saveCategories(trx, categoryTree);
    await saveCollections(trx, collections);
  });

  const added = { products: 0, variants: 0 };
  let done = 0;
  let saving: Promise<void> = Promise.resolve();
  const save = async (batch: readonly DemoProduct[], products: number) => {
    if (batch.length > 0) {
      added.variants += await database.transaction((trx) => saveBatch(trx, batch, currency, options.now));
      added.products += batch.length;
    }
    done += products;
    onProgress?.({ done, count });
  };
  for (const batch of inBatches(demoCatalogue(options), batchSize)) {
    const missing = begun === 'part' ? await absent(database.query, batch) : batch;
    // The next pictures are drawn and written while the database is busy with the products before them.
    const pictures = putPictures(
      assets,
      missing.flatMap((product) => product.pictures),
      begun === 'part',
    );
    await Promise.all([pictures, saving]);
    saving = save(missing, batch.length);
    // A failure is met at the next await, which may not be this turn's.
    saving.catch(() => undefined);
  }
  await saving;
  return { outcome: 'seeded', ...added };
}

/** How much of this demo the catalogue holds; batches are saved in order, so the last product proves the others. */
async function found(
  queries: Queries,
  options: DemoOptions,
): Promise<'nothing' | 'part' | 'complete' | 'other-catalogue'> {
  const [anyProduct] = await readIndexProductIds(queries, 0, 1);
  if (anyProduct === undefined) return 'nothing';
  const [first] = demoCatalogue(options);
  if (!first) return 'other-catalogue';
  // Only keys are asked about; the last product itself would have to be thought up with all before it.
  const last = { ...first.draft, sourceKey: demoSourceKey(options, options.count - 1) };
  const [hasFirst, hasLast] = await present(queries, [first.draft, last]);
  if (!hasFirst) return 'other-catalogue';
  return hasLast ? 'complete' : 'part';
}

/** Those that the catalogue does not have; what it has may have been edited since and stays as it is. */
async function absent(queries: Queries, batch: readonly DemoProduct[]): Promise<readonly DemoProduct[]> {
  const there = await present(
    queries,
    batch.map(({ draft }) => draft),
  );
  return batch.filter((_, index) => !there[index]);
}

/** Whether the catalogue knows the keys of these drafts, whatever else it has under them. */
async function present(queries: Queries, drafts: readonly ProductDraft[]): Promise<readonly boolean[]> {
  const compared = await compareProducts(
    queries,
    drafts.map((draft) => ({ ...draft, variants: [] })),
  );
  return compared.map(({ outcome }) => outcome !== 'new');
}

async function saveBatch(
  trx: ShopTransaction,
  batch: readonly DemoProduct[],
  currency: string,
  at: Date,
): Promise<number> {
  const saved = await saveProducts(
    trx,
    batch.map(({ draft }) => draft),
  );
  const offers = batch.flatMap((product, index) =>
    product.offers.map((offer) => ({ offer, variantId: saved[index]!.variantIds.get(offer.variant.sku)! })),
  );
  const before = (days: number) => new Date(at.getTime() - days * day);
  await setPrices(
    trx,
    offers.map(({ offer, variantId }) => price(variantId, currency, { ...offer, sale: null })),
    before(pricedDaysAgo),
  );
  await setPrices(
    trx,
    offers
      .filter(({ offer }) => offer.sale !== null)
      .map(({ offer, variantId }) => price(variantId, currency, offer)),
    before(salesPlannedDaysAgo),
  );
  await setOnHand(
    trx,
    offers.map(({ offer: { onHand }, variantId }) => ({ variantId, onHand })),
    'demo catalogue',
  );
  return offers.length;
}

const price = (
  variantId: number,
  currency: string,
  { baseCents, supplierListCents, sale }: Pick<DemoOffer, 'baseCents' | 'supplierListCents' | 'sale'>,
): PriceInput => ({
  variantId,
  currency,
  baseCents,
  supplierListCents,
  saleCents: sale?.cents ?? null,
  saleStartsAt: sale?.startsAt ?? null,
  saleEndsAt: sale?.endsAt ?? null,
});

function* inBatches<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
