import { readOrdersChangedSince, type PlacedOrder } from '../orders/index.ts';
import { findLedgerMismatches, type LedgerMismatch } from '../stock/index.ts';
import { askProvider } from './ask-provider.ts';
import { compareBooks, type Disagreement } from './compare-books.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { readPaymentsOfOrders, type Payment } from './payment-records.ts';
import type { ProviderAnswer } from './provider.ts';

export interface Reconciliation {
  readonly orders: number;
  readonly payments: number;
  /** Attempts of which the provider did not say how they stand. */
  readonly unanswered: number;
  readonly disagreements: readonly Disagreement[];
  /** Variants whose numbers are not the sum of their movements. */
  readonly ledger: readonly LedgerMismatch[];
}

/** Orders that changed within this time are compared, in hours: more than a day, so that each is seen many times. */
const windowHours = 26;
/** Orders changed within this time are still in somebody's hands, in ms. */
const settlingMs = 2 * 60_000;
const ordersPerPage = 100;
const pagesPerRun = 50;
const askedAtOnce = 5;
/** All the provider's answers together, in ms. */
const providerMs = 45_000;

/**
 * Compares orders, payments and the provider's books, and the stock with its ledger; says in one log line how they agree
 * and names everything that does not. It changes nothing: what it finds is for people.
 */
export async function reconcile(deps: PaymentDependencies): Promise<Reconciliation> {
  const { database, now, logger } = deps;
  const since = new Date(now().getTime() - windowHours * 3_600_000);
  const deadline = AbortSignal.timeout(providerMs);
  const counts = { orders: 0, payments: 0, unanswered: 0 };
  const disagreements: Disagreement[] = [];
  let after = 0;
  for (let page = 0; page < pagesPerRun; page += 1) {
    const orders = await readOrdersChangedSince(database.query, since, { after, limit: ordersPerPage });
    after = orders.at(-1)?.id ?? after;
    const settled = orders.filter(({ updatedAt }) => now().getTime() - updatedAt.getTime() >= settlingMs);
    const compared = await comparePage(deps, settled, deadline);
    counts.orders += settled.length;
    counts.payments += compared.payments;
    counts.unanswered += compared.unanswered;
    disagreements.push(...compared.disagreements);
    if (orders.length < ordersPerPage) break;
  }
  const ledger = await findLedgerMismatches(database.query);
  for (const found of disagreements) logger.error(found, 'the books disagree');
  for (const found of ledger) logger.error(found, 'stock is not the sum of its movements');
  logger.info(
    { ...counts, disagreements: disagreements.length, ledger: ledger.length },
    'compared orders, payments, provider and stock',
  );
  return { ...counts, disagreements, ledger };
}

async function comparePage(deps: PaymentDependencies, orders: readonly PlacedOrder[], deadline: AbortSignal) {
  const payments = await readPaymentsOfOrders(
    deps.database.query,
    orders.map(({ id }) => id),
  );
  const answers = new Map<number, ProviderAnswer | null>();
  for (let from = 0; from < payments.length; from += askedAtOnce) {
    const some = payments.slice(from, from + askedAtOnce);
    const said = await Promise.all(some.map((payment) => ask(deps, payment, deadline)));
    some.forEach(({ id }, index) => answers.set(id, said[index] ?? null));
  }
  const disagreements = orders.flatMap((order) =>
    compareBooks(
      order,
      payments
        .filter(({ order_id }) => order_id === order.id)
        .map((payment) => ({ payment, answer: answers.get(payment.id) ?? null })),
    ),
  );
  const unanswered = [...answers.values()].filter((answer) => answer === null).length;
  return { payments: payments.length, unanswered, disagreements };
}

/** Null when the provider does not say, or when the attempt is another provider's. */
async function ask(
  deps: PaymentDependencies,
  { attempt_key, provider }: Payment,
  deadline: AbortSignal,
): Promise<ProviderAnswer | null> {
  if (provider !== deps.payments.name) return null;
  try {
    return await askProvider(deps, deadline, (asked, signal) => asked.lookup(attempt_key, signal));
  } catch {
    return null;
  }
}
