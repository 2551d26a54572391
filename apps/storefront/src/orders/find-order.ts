import { createHash } from 'node:crypto';
import type { ShopDatabase } from '../database/index.ts';
import { enqueue } from '../outbox/index.ts';
import { mailKinds } from './mails/kinds.ts';

/** However often it is asked for, one link is sent within this time, in ms. */
const onceWithinMs = 10 * 60_000;

/** An address as it is compared: its hash, so that addresses typed by strangers are kept nowhere. */
export function emailKey(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/**
 * Has the link of an order sent to the address that it was placed with, if the order exists and the address is that one.
 * Both are looked at later, so that neither the answer nor its time tells anything.
 * @param number in its one form, see `parseOrderNumber`
 */
export async function requestOrderLink(
  database: ShopDatabase,
  { number, email }: { readonly number: string; readonly email: string },
  at: Date,
): Promise<void> {
  const key = emailKey(email);
  const period = Math.floor(at.getTime() / onceWithinMs);
  await database.transaction((trx) =>
    enqueue(trx, {
      kind: mailKinds.link,
      dedupeKey: `${number}:${key.slice(0, 40)}:${period}`,
      payload: { number, emailKey: key },
      at,
    }),
  );
}
