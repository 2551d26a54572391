import type { ShopTransaction } from '../database/index.ts';

/** Work to be done after the transaction that promises it. */
export interface OutboxEntry {
  /** Names the handler. At most 40 characters. */
  readonly kind: string;
  /** Two entries of one kind with one key are the same work. At most 120 ASCII characters. */
  readonly dedupeKey: string;
  /** Ids rather than contents: what is needed is read when the work is done. */
  readonly payload: Readonly<Record<string, string | number>>;
  readonly at: Date;
  /** Not before then; at once when absent. */
  readonly availableAt?: Date;
}

/** Promises work in the caller's transaction: it is done if and only if that commits, and once however often it is asked. */
export async function enqueue(trx: ShopTransaction, entry: OutboxEntry): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      kind: entry.kind,
      dedupe_key: entry.dedupeKey,
      payload: JSON.stringify(entry.payload),
      available_at: entry.availableAt ?? entry.at,
      leased_until: null,
      done_at: null,
      failed_at: null,
      last_error: null,
      created_at: entry.at,
    })
    .onDuplicateKeyUpdate((eb) => ({ kind: eb.ref('outbox.kind') }))
    .execute();
}
