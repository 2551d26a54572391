import { readProductsByKeyOrSku, type ExportProduct } from '../../catalogue/export-rows.ts';
import { saveProducts, type SavedProduct } from '../../catalogue/index.ts';
import type { ShopTransaction } from '../../database/index.ts';
import { setPrices, type PriceInput } from '../../pricing/index.ts';
import { readPriceRecords } from '../../pricing/index-rows.ts';
import { setOnHand, type StockCount } from '../../stock/index.ts';
import { readOnHand } from '../../stock/export-rows.ts';
import type { LineRemark, ProductRecord, RefusedLine } from '../shapes/shape.ts';
import { ensureCategories } from './categories.ts';
import { describeDifferences } from './differences.ts';
import { mergeRecord, type Merged, type RefusedRecord } from './merge.ts';

export interface WriteOptions {
  readonly currency: string;
  readonly publish: boolean;
  readonly makeCategories: boolean;
  /** Names the import in the stock ledger. */
  readonly reference: string;
  readonly at: Date;
  /** The line of this file that spoke of a product before, by the key under which the shop has it. */
  readonly spokenOf: ReadonlyMap<string, number>;
}

/** What became of one record. */
export interface RecordResult {
  readonly record: ProductRecord;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'refused';
  /** The key under which the shop has the product. */
  readonly sourceKey: string;
  /** The earlier line whose product it adds to. */
  readonly joins: number | undefined;
  readonly differences: readonly string[];
  readonly refused: readonly RefusedLine[];
  readonly remarks: readonly LineRemark[];
}

interface Resolved {
  readonly record: ProductRecord;
  readonly before: ExportProduct | undefined;
  readonly sourceKey: string;
}

/**
 * Saves records in the caller's transaction: products, prices and stock. Records that turn out to speak of one product are
 * saved one after the other.
 */
export async function writeBatch(
  trx: ShopTransaction,
  records: readonly ProductRecord[],
  options: WriteOptions,
): Promise<readonly RecordResult[]> {
  const results: RecordResult[] = [];
  const spokenOf = new Map(options.spokenOf);
  let waiting = records;
  while (waiting.length > 0) {
    const later: ProductRecord[] = [];
    const now = new Map<string, Resolved>();
    const { products, skuOwners } = await readProducts(trx, waiting);
    for (const record of waiting) {
      const one = resolve(record, products, skuOwners);
      if (now.has(one.sourceKey)) later.push(record);
      else now.set(one.sourceKey, one);
    }
    results.push(...(await writeRound(trx, [...now.values()], skuOwners, { ...options, spokenOf })));
    for (const [sourceKey, { record }] of now)
      if (!spokenOf.has(sourceKey)) spokenOf.set(sourceKey, record.line);
    waiting = later;
  }
  return results;
}

async function readProducts(trx: ShopTransaction, records: readonly ProductRecord[]) {
  const found = await readProductsByKeyOrSku(
    trx,
    records.map(({ sourceKey }) => sourceKey),
    records.flatMap(({ variants }) => variants.map(({ sku }) => sku)),
  );
  const products = new Map(found.map((product) => [product.sourceKey, product]));
  const skuOwners = new Map(
    found.flatMap((product) => product.variants.map(({ sku }): [string, ExportProduct] => [sku, product])),
  );
  return { products, skuOwners };
}

/** A supplier's product is the one that has its SKUs, whatever its title has become; ours is the one with its key. */
function resolve(
  record: ProductRecord,
  products: ReadonlyMap<string, ExportProduct>,
  skuOwners: ReadonlyMap<string, ExportProduct>,
): Resolved {
  const owned = record.variants.map(({ sku }) => skuOwners.get(sku)).find((owner) => owner !== undefined);
  const before = (record.supplier ? owned : undefined) ?? products.get(record.sourceKey);
  return { record, before, sourceKey: before?.sourceKey ?? record.sourceKey };
}

async function writeRound(
  trx: ShopTransaction,
  resolved: readonly Resolved[],
  skuOwners: ReadonlyMap<string, ExportProduct>,
  options: WriteOptions,
): Promise<readonly RecordResult[]> {
  const variantIds = resolved.flatMap(({ before }) => before?.variants.map(({ id }) => id) ?? []);
  const prices = await readPriceRecords(trx, variantIds, options.currency);
  const onHand = await readOnHand(trx, variantIds);
  const refusedCategories = await ensureCategories(trx, resolved, options.makeCategories);
  const merged = resolved.map((one) => {
    const { record, before, sourceKey } = one;
    const joins = options.spokenOf.get(sourceKey);
    const refusal = refusedCategories.get(record);
    const result: Merged | RefusedRecord =
      refusal === undefined
        ? mergeRecord(record, { product: before, prices, skuOwners }, { ...options, joins })
        : { refused: [refusal] };
    return { ...one, joins, result };
  });
  const writing = merged.flatMap(({ result }) => (result.draft ? [result] : []));
  const saved = new Map(
    (
      await saveProducts(
        trx,
        writing.map(({ draft }) => draft),
      )
    ).map((product) => [product.sourceKey, product]),
  );
  const changedPrices = new Set(await setPrices(trx, priceInputs(writing, saved), options.at));
  const changedStock = new Set(await setOnHand(trx, stockCounts(writing, saved), options.reference));

  return merged.map(({ record, before, sourceKey, joins, result }): RecordResult => {
    const product = saved.get(sourceKey);
    if (!result.draft || !product)
      return {
        record,
        outcome: 'refused',
        sourceKey,
        joins,
        differences: [],
        refused: result.refused,
        remarks: [],
      };
    const touched = [...product.variantIds.values()].some(
      (id) => changedPrices.has(id) || changedStock.has(id),
    );
    const outcome = product.outcome === 'unchanged' && touched ? 'changed' : product.outcome;
    return {
      record,
      // The earlier line made the product, also where a dry run has forgotten it since.
      outcome: outcome === 'new' && joins !== undefined ? 'changed' : outcome,
      sourceKey,
      joins,
      differences:
        before && outcome !== 'unchanged' ? describeDifferences(before, result, prices, onHand) : [],
      refused: result.refused,
      remarks: result.remarks,
    };
  });
}

function priceInputs(
  merged: readonly Merged[],
  saved: ReadonlyMap<string, SavedProduct>,
): readonly PriceInput[] {
  return merged.flatMap(({ draft, prices }) => {
    const ids = saved.get(draft.sourceKey)?.variantIds;
    return [...prices].flatMap(([sku, price]) => {
      const variantId = ids?.get(sku);
      return variantId === undefined ? [] : [{ variantId, ...price }];
    });
  });
}

function stockCounts(
  merged: readonly Merged[],
  saved: ReadonlyMap<string, SavedProduct>,
): readonly StockCount[] {
  return merged.flatMap(({ draft, onHand }) => {
    const ids = saved.get(draft.sourceKey)?.variantIds;
    return [...onHand].flatMap(([sku, pieces]) => {
      const variantId = ids?.get(sku);
      return variantId === undefined ? [] : [{ variantId, onHand: pieces }];
    });
  });
}
