import { sql } from 'kysely';
import { recordVariantChanges } from '../catalogue/index.ts';
import type { ShopTransaction } from '../database/index.ts';
import { InvalidPrice, priceProblem, type PriceInput } from './price-input.ts';
import { priceRecordColumns, type PriceRecord } from './price-record.ts';
import { referencePrice, type PriceVersion } from './reference-price.ts';

/** Prices in one statement: few enough to stay far below the server's limits of packet size and time. */
const pricesAtOnce = 1_000;

/**
 * Sets prices from `at` on. A price that is already so is left alone; every other gets the next version, its row in the
 * history, the reference of its sale, and an entry in the change feed, all in the caller's transaction. The rows are locked
 * in id order, so that of two changes at the same moment none is lost.
 * @returns the ids of the variants whose price changed, ascending
 * @throws InvalidPrice before anything is written
 */
export async function setPrices(
  trx: ShopTransaction,
  prices: readonly PriceInput[],
  at: Date,
): Promise<readonly number[]> {
  const inputs = checked(prices).toSorted(
    (one, other) => one.variantId - other.variantId || (one.currency < other.currency ? -1 : 1),
  );
  const changed = new Set<number>();
  for (let start = 0; start < inputs.length; start += pricesAtOnce)
    for (const id of await setSome(trx, inputs.slice(start, start + pricesAtOnce), at)) changed.add(id);
  const ids = [...changed];
  await recordVariantChanges(trx, ids);
  return ids;
}

function checked(prices: readonly PriceInput[]): readonly PriceInput[] {
  const seen = new Set<string>();
  for (const price of prices) {
    const problem = priceProblem(price);
    if (problem !== undefined) throw new InvalidPrice(price.variantId, problem);
    const key = keyOf(price);
    if (seen.has(key)) throw new InvalidPrice(price.variantId, `is priced in ${price.currency} twice`);
    seen.add(key);
  }
  return prices;
}

async function setSome(
  trx: ShopTransaction,
  inputs: readonly PriceInput[],
  at: Date,
): Promise<readonly number[]> {
  const locked = await lockPrices(trx, inputs);
  const differing = inputs.flatMap((input) => {
    const before = locked.get(keyOf(input))!;
    return before.version > 0 && samePrice(before, input) ? [] : [{ input, version: before.version + 1 }];
  });
  if (differing.length === 0) return [];
  const histories = await readHistories(
    trx,
    differing
      .filter(({ input, version }) => input.saleCents !== null && version > 1)
      .map(({ input }) => input),
  );
  await trx
    .insertInto('price_history')
    .values(
      differing.map(({ input, version }) => ({
        variant_id: input.variantId,
        currency: input.currency,
        version,
        base_cents: input.baseCents,
        sale_cents: input.saleCents,
        sale_starts_at: input.saleStartsAt,
        sale_ends_at: input.saleEndsAt,
        recorded_at: at,
      })),
    )
    .execute();
  await trx
    .insertInto('price')
    .values(
      differing.map(({ input, version }) => ({
        variant_id: input.variantId,
        currency: input.currency,
        base_cents: input.baseCents,
        sale_cents: input.saleCents,
        sale_starts_at: input.saleStartsAt,
        sale_ends_at: input.saleEndsAt,
        reference_cents: referencePrice([
          ...(histories.get(keyOf(input)) ?? []),
          { ...input, recordedAt: at },
        ]),
        supplier_list_cents: input.supplierListCents,
        version,
        updated_at: at,
      })),
    )
    .onDuplicateKeyUpdate(fromValues)
    .execute();
  return differing.map(({ input }) => input.variantId);
}

/** Every column but the key takes the value of the row that met the existing one. */
const fromValues = {
  base_cents: sql<never>`VALUES(base_cents)`,
  sale_cents: sql<never>`VALUES(sale_cents)`,
  sale_starts_at: sql<never>`VALUES(sale_starts_at)`,
  sale_ends_at: sql<never>`VALUES(sale_ends_at)`,
  reference_cents: sql<never>`VALUES(reference_cents)`,
  supplier_list_cents: sql<never>`VALUES(supplier_list_cents)`,
  version: sql<never>`VALUES(version)`,
  updated_at: sql<never>`VALUES(updated_at)`,
};

/**
 * Locks the rows of these prices and reads them. Where there is none yet, one of version 0 is put in its place, which
 * nobody outside this transaction ever sees: so the first price of a variant is set by one caller at a time too.
 */
async function lockPrices(
  trx: ShopTransaction,
  inputs: readonly PriceInput[],
): Promise<ReadonlyMap<string, PriceRecord>> {
  await trx
    .insertInto('price')
    .values(
      inputs.map(({ variantId, currency, baseCents }) => ({
        variant_id: variantId,
        currency,
        base_cents: baseCents,
        version: 0,
      })),
    )
    .onDuplicateKeyUpdate({ version: sql`version` })
    .execute();
  const records = await trx
    .selectFrom('price')
    .select(priceRecordColumns)
    .where('variant_id', 'in', [...new Set(inputs.map(({ variantId }) => variantId))])
    .orderBy('variant_id')
    .orderBy('currency')
    .execute();
  return new Map(records.map((record) => [keyOf(record), record]));
}

async function readHistories(
  trx: ShopTransaction,
  inputs: readonly PriceInput[],
): Promise<ReadonlyMap<string, readonly PriceVersion[]>> {
  const histories = new Map<string, PriceVersion[]>();
  if (inputs.length === 0) return histories;
  const rows = await trx
    .selectFrom('price_history')
    .select([
      'variant_id as variantId',
      'currency',
      'base_cents as baseCents',
      'sale_cents as saleCents',
      'sale_starts_at as saleStartsAt',
      'sale_ends_at as saleEndsAt',
      'recorded_at as recordedAt',
    ])
    .where('variant_id', 'in', [...new Set(inputs.map(({ variantId }) => variantId))])
    .orderBy('variant_id')
    .orderBy('currency')
    .orderBy('version')
    .execute();
  for (const row of rows) {
    const versions = histories.get(keyOf(row));
    if (versions) versions.push(row);
    else histories.set(keyOf(row), [row]);
  }
  return histories;
}

const keyOf = ({ variantId, currency }: { readonly variantId: number; readonly currency: string }) =>
  `${variantId} ${currency}`;

function samePrice(before: PriceRecord, input: PriceInput): boolean {
  return (
    before.baseCents === input.baseCents &&
    before.saleCents === input.saleCents &&
    before.saleStartsAt?.getTime() === input.saleStartsAt?.getTime() &&
    before.saleEndsAt?.getTime() === input.saleEndsAt?.getTime() &&
    before.supplierListCents === input.supplierListCents
  );
}
