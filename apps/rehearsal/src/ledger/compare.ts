import type { OrderAnswer } from '../shoppers/index.ts';
import { checkAnswer, checkOrder, isSold, type WholeOrder } from './compare-order.ts';
import type { Finding, LedgerComparison } from './findings.ts';
import type { LoadBooks } from './rows.ts';

/** Mails that came out of the shop: to whom, and what tells one mail from another. */
export interface DeliveredMail {
  readonly to: string;
  readonly messageId: string;
}

export interface Deliveries {
  readonly mails: readonly DeliveredMail[];
  /** True when no other mail can have been delivered. */
  readonly complete: boolean;
}

/**
 * Compares what every shopper knows with what the books say, and the books with one another. A shopper without an answer
 * may have an order or none, as long as money, stock and mail go with it.
 * @param delivered what mails came out; undefined where nobody collects them, and then only the outbox is looked at
 */
export function compareLedger(
  answers: readonly OrderAnswer[],
  books: LoadBooks,
  delivered?: Deliveries,
): LedgerComparison {
  const wholes = wholeOrders(books);
  const byEmail = Map.groupBy(wholes, ({ order }) => order.email);
  const standing = ({ order }: WholeOrder) => order.state !== 'cancelled';
  const findings: Finding[] = wholes.flatMap((whole) => [...checkOrder(whole)]);
  const unknown = { ordered: 0, nothing: 0 };
  let doubled = 0;

  for (const answer of answers) {
    const theirs = (byEmail.get(answer.email) ?? []).filter(standing);
    const [first, second] = theirs;
    if (second) {
      doubled += 1;
      findings.push({ kind: 'doubled-order', what: `${answer.email} has ${theirs.length} orders.` });
    }
    if (answer.knows === 'unknown') unknown[first ? 'ordered' : 'nothing'] += 1;
    if (first) findings.push(...checkAnswer(answer, first));
    else if (answer.knows === 'confirmed' || answer.knows === 'placed')
      findings.push({
        kind: 'lost-order',
        what: `${answer.email} was shown order ${answer.number ?? answer.token ?? ''}, which is not in the books.`,
      });
  }
  findings.push(...strays(answers, books, byEmail), ...stockFindings(books));
  if (delivered) findings.push(...mailFindings(wholes, delivered));
  return {
    buyers: answers.length,
    confirmed: answers.filter(({ knows }) => knows === 'confirmed').length,
    inBooks: wholes.length,
    lost: findings.filter(({ kind }) => kind === 'lost-order').length,
    doubled,
    unknown,
    findings,
  };
}

function wholeOrders(books: LoadBooks): readonly WholeOrder[] {
  const intents = new Map(books.intents.map((intent) => [intent.attemptKey, intent]));
  const lines = Map.groupBy(books.lines, ({ orderId }) => orderId);
  const payments = Map.groupBy(books.payments, ({ orderId }) => orderId);
  const movements = Map.groupBy(books.movements, ({ number }) => number);
  const confirmations = Map.groupBy(books.confirmations, ({ orderId }) => orderId);
  return books.orders.map((order) => ({
    order,
    lines: lines.get(order.id) ?? [],
    payments: (payments.get(order.id) ?? []).map((payment) => ({
      ...payment,
      intent: intents.get(payment.attemptKey),
    })),
    movements: movements.get(order.number) ?? [],
    confirmations: confirmations.get(order.id) ?? [],
  }));
}

/** Orders of nobody who pressed a button, and money that no payment stands for. */
function strays(
  answers: readonly OrderAnswer[],
  { strayIntents }: LoadBooks,
  byEmail: ReadonlyMap<string, readonly WholeOrder[]>,
): readonly Finding[] {
  const buyers = new Set(answers.map(({ email }) => email));
  return [
    ...[...byEmail.keys()]
      .filter((email) => !buyers.has(email))
      .map((email): Finding => ({
        kind: 'unwanted-order',
        what: `${email} has an order and never pressed the button.`,
      })),
    ...strayIntents.map(({ attemptKey, amountCents }): Finding => ({
      kind: 'charged-without-order',
      what: `${amountCents} cents are charged under the key ${attemptKey}, which no payment has.`,
    })),
  ];
}

function stockFindings({ stock }: LoadBooks): readonly Finding[] {
  return stock.map(({ variantId, onHand, held, onHandSum, heldSum, heldByOrders }) => ({
    kind: 'wrong-stock',
    what:
      `Variant ${variantId} counts ${onHand} on hand and ${held} held; its movements add up to ${onHandSum} and ` +
      `${heldSum}, and unpaid orders hold ${heldByOrders}.`,
  }));
}

/** The same mail may leave twice when a server dies between sending and noting; its Message-ID tells readers so. */
function mailFindings(wholes: readonly WholeOrder[], { mails, complete }: Deliveries): readonly Finding[] {
  const byReader = Map.groupBy(mails, ({ to }) => to);
  return wholes.flatMap(({ order, confirmations }): readonly Finding[] => {
    // One that is still to be sent is told of by the outbox.
    if (!isSold(order) || !confirmations.some(({ isDone }) => isDone)) return [];
    const ids = new Set(byReader.get(order.email)?.map(({ messageId }) => messageId));
    if (ids.size === 1 || (ids.size === 0 && !complete)) return [];
    return ids.size === 0
      ? [{ kind: 'lost-mail', what: `Order ${order.number} is paid, and no mail of it arrived.` }]
      : [
          {
            kind: 'doubled-mail',
            what: `Order ${order.number} was confirmed by ${ids.size} different mails.`,
          },
        ];
  });
}
