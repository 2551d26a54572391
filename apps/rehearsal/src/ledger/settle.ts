import { setTimeout as sleep } from 'node:timers/promises';
import { withBooks, type BooksPlace } from './connection.ts';

/** What is still in somebody's hands. */
export interface OpenWork {
  readonly payments: number;
  readonly mails: number;
}

/** Between two looks, in ms. */
const everyMs = 500;

/**
 * Waits until every payment of a load has its outcome and every confirmation is sent, or the time is over.
 * @returns what is left then; the comparison names it
 */
export async function waitUntilSettled(
  place: BooksPlace,
  loadId: string,
  withinMs: number,
  signal?: AbortSignal,
): Promise<OpenWork> {
  const deadline = performance.now() + withinMs;
  let open: OpenWork = { payments: Number.NaN, mails: Number.NaN };
  for (;;) {
    try {
      open = await readOpenWork(place, loadId);
      if (open.payments + open.mails === 0) return open;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    if (performance.now() > deadline || signal?.aborted) return open;
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

function readOpenWork(place: BooksPlace, loadId: string): Promise<OpenWork> {
  return withBooks(place, async (books) => {
    const [payments] = await books.rows<{ open: number }>(
      `SELECT COUNT(*) AS open FROM payment JOIN customer_order AS placed ON placed.id = payment.order_id
       WHERE placed.email LIKE ? AND payment.state IN ('created', 'unknown')`,
      [`${loadId}-%`],
    );
    const [mails] = await books.rows<{ open: number }>(
      `SELECT COUNT(*) AS open FROM customer_order AS placed
       JOIN outbox AS job ON job.kind = 'order-confirmation' AND job.dedupe_key = CAST(placed.id AS CHAR)
       WHERE placed.email LIKE ? AND job.done_at IS NULL AND job.failed_at IS NULL`,
      [`${loadId}-%`],
    );
    return { payments: payments?.open ?? 0, mails: mails?.open ?? 0 };
  });
}
