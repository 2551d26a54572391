import { InvalidProductDraft } from '../../catalogue/index.ts';
import type { ShopDatabase } from '../../database/index.ts';
import { InvalidPrice } from '../../pricing/index.ts';
import { labelOf, type ProductRecord } from '../shapes/shape.ts';
import { errnoOf, isPassing, withRetries } from './retry.ts';
import { writeBatch, type RecordResult, type WriteOptions } from './write-batch.ts';

export interface SaveOptions extends WriteOptions {
  /** False: everything is done and then taken back, so that the answer is exact and nothing has changed. */
  readonly apply: boolean;
  readonly onWait: (seconds: number) => void;
}

/**
 * Saves a batch in one transaction. A record that the database or the catalogue will not have is refused by itself: the
 * others of its batch are saved without it.
 * @throws ImportInterrupted when the database stays away
 */
export async function saveRecords(
  database: ShopDatabase,
  records: readonly ProductRecord[],
  options: SaveOptions,
): Promise<readonly RecordResult[]> {
  if (records.length === 0) return [];
  try {
    return await withRetries(() => inTransaction(database, records, options), options.onWait);
  } catch (error) {
    const [first] = records;
    if (error instanceof InvalidProductDraft) {
      // It may go by the key of a product that it was matched to; halving finds it then.
      const guilty = records.filter(({ sourceKey }) => sourceKey === error.sourceKey);
      if (guilty.length === 1 && guilty[0] && records.length > 1) {
        const others = records.filter((record) => record !== guilty[0]);
        const saved = await saveRecords(database, others, options);
        return [...saved, refusal(guilty[0], reasonOf(error))];
      }
    } else if (isPassing(error) || !isAboutTheRows(error)) throw error;
    if (first && records.length === 1) return [refusal(first, reasonOf(error))];
    const half = Math.ceil(records.length / 2);
    const before = await saveRecords(database, records.slice(0, half), options);
    const spokenOf = new Map(options.spokenOf);
    for (const { sourceKey, record, outcome } of before)
      if (outcome !== 'refused' && !spokenOf.has(sourceKey)) spokenOf.set(sourceKey, record.line);
    return [...before, ...(await saveRecords(database, records.slice(half), { ...options, spokenOf }))];
  }
}

/** Carries the results of a transaction that is to leave no trace out of it. */
class TakenBack extends Error {
  readonly results: readonly RecordResult[];

  constructor(results: readonly RecordResult[]) {
    super('A dry run ends every transaction by taking it back.');
    this.results = results;
  }
}

async function inTransaction(
  database: ShopDatabase,
  records: readonly ProductRecord[],
  options: SaveOptions,
): Promise<readonly RecordResult[]> {
  try {
    return await database.transaction(
      async (trx) => {
        const results = await writeBatch(trx, records, options);
        if (!options.apply) throw new TakenBack(results);
        return results;
      },
      // Saving the same records twice is saving them once.
      { repeatable: true },
    );
  } catch (error) {
    if (error instanceof TakenBack) return error.results;
    throw error;
  }
}

/** Whether an error is an answer to what was to be saved, and not a fault of the program. */
function isAboutTheRows(error: unknown): boolean {
  return error instanceof InvalidPrice || error instanceof RangeError || errnoOf(error) !== undefined;
}

function refusal(record: ProductRecord, reason: string): RecordResult {
  const label = labelOf(record.product);
  return {
    record,
    outcome: 'refused',
    sourceKey: record.sourceKey,
    joins: undefined,
    differences: [],
    refused: [{ line: record.line, label, reason }],
    remarks: [],
  };
}

/** Names of a draft's fields as the report calls them. */
const fieldNames: Readonly<Record<string, string>> = {
  sourceKey: 'Key',
  brandName: 'Brand',
  categorySlug: 'Category',
  launchYear: 'Launch year',
  longevityVotes: 'Longevity votes',
  sillageVotes: 'Sillage votes',
  createdAt: 'Created at',
  variants: 'Variant',
};

function reasonOf(error: unknown): string {
  if (error instanceof InvalidProductDraft)
    return error.problems
      .map(({ field, message }) => {
        const name = fieldNames[field] ?? field.charAt(0).toUpperCase() + field.slice(1);
        return `${name}: ${message.length > 200 ? `${message.slice(0, 200)}…` : message}.`;
      })
      .join(' ');
  const message = error instanceof Error ? error.message : String(error);
  return `It cannot be saved: ${message.slice(0, 200)}`;
}
