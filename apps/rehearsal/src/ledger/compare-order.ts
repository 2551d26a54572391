import type { OrderAnswer } from '../shoppers/index.ts';
import type { Finding, FindingKind } from './findings.ts';
import type { IntentRow, LineRow, MovementRow, OrderRow, OutboxRow, PaymentRow } from './rows.ts';

/** One order with all that the books say of it. */
export interface WholeOrder {
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  readonly payments: readonly (PaymentRow & { readonly intent: IntentRow | undefined })[];
  readonly movements: readonly MovementRow[];
  readonly confirmations: readonly OutboxRow[];
}

/** True once it counts as sold. */
export const isSold = ({ state }: OrderRow): boolean => state === 'paid' || state === 'fulfilled';

const holdsMoney = ({ state }: { readonly state: string }) => state === 'authorised' || state === 'captured';
const isOpen = ({ state }: { readonly state: string }) => state === 'created' || state === 'unknown';

/** What is wrong with an order by itself: its money, its stock, its mail. */
export function checkOrder(whole: WholeOrder): readonly Finding[] {
  return [...checkMoney(whole), ...checkStock(whole), ...checkMail(whole)];
}

function checkMoney({ order, payments }: WholeOrder): readonly Finding[] {
  const { add, findings } = collect(order);
  const paidHere = payments.filter(holdsMoney);
  const paidThere = payments.filter(({ intent }) => intent && holdsMoney(intent));
  const charged = paidThere.reduce((sum, { intent }) => sum + (intent?.amountCents ?? 0), 0);
  if (payments.some(isOpen)) add('unsettled', 'waits for the outcome of a payment');
  else if (paidHere.length !== paidThere.length)
    add('books-disagree', `has ${paidHere.length} payments here and ${paidThere.length} at the provider`);
  if (isSold(order)) {
    if (paidThere.length === 0) add('books-disagree', 'counts as paid, but nothing was charged');
    else if (paidThere.length > 1) add('wrong-charge', `was charged ${paidThere.length} times`);
    else if (charged !== order.totalCents)
      add('wrong-charge', `is over ${order.totalCents} cents, and ${charged} were charged`);
  } else if (charged > 0 && !payments.some(isOpen)) {
    add('charged-without-order', `is ${order.state}, and ${charged} cents are charged for it`);
  }
  return findings;
}

function checkStock({ order, lines, movements }: WholeOrder): readonly Finding[] {
  const { add, findings } = collect(order);
  for (const [variantId, quantity] of quantities(lines)) {
    const moved = movements.find((movement) => movement.variantId === variantId);
    const expectedOnHand = isSold(order) ? -quantity : 0;
    const expectedHeld = order.state === 'awaiting-payment' && order.isHeld ? quantity : 0;
    if ((moved?.onHandChange ?? 0) !== expectedOnHand || (moved?.heldChange ?? 0) !== expectedHeld)
      add(
        'wrong-stock',
        `is ${order.state} over ${quantity} of variant ${variantId}, and moved ${moved?.onHandChange ?? 0} on hand and ${moved?.heldChange ?? 0} held`,
      );
  }
  return findings;
}

function checkMail({ order, confirmations }: WholeOrder): readonly Finding[] {
  const { add, findings } = collect(order);
  const [mail] = confirmations;
  if (!isSold(order))
    return mail ? (add('books-disagree', 'is not paid, and has a confirmation'), findings) : [];
  if (!mail) add('lost-mail', 'is paid, and no confirmation of it was promised');
  else if (mail.isFailed) add('lost-mail', 'is paid, and its confirmation was given up');
  else if (!mail.isDone) add('unsettled', 'waits for its confirmation to be sent');
  return findings;
}

/** What an order is not that its shopper was told. */
export function checkAnswer(answer: OrderAnswer, { order, lines }: WholeOrder): readonly Finding[] {
  const { add, findings } = collect(order);
  if (answer.knows === 'confirmed' && !isSold(order))
    add('lost-order', `was confirmed, and is ${order.state}`);
  if (answer.knows === 'nothing') {
    if (isSold(order)) add('unwanted-order', 'is paid, and its shopper was told that nothing was ordered');
    return findings;
  }
  if (answer.number !== undefined && answer.number !== order.number)
    add('lost-order', `was confirmed as ${answer.number}`);
  if (answer.token !== undefined && answer.token !== order.accessToken)
    add('lost-order', 'was confirmed under another address');
  const told = answer.totalCents ?? answer.agreed.totalCents;
  if (told !== order.totalCents || answer.agreed.totalCents !== order.totalCents)
    add(
      'other-contents',
      `is over ${order.totalCents} cents, agreed were ${answer.agreed.totalCents}, and its page said ${told}`,
    );
  if (contents(lines) !== contents(answer.agreed.lines))
    add('other-contents', `holds ${contents(lines)}, agreed were ${contents(answer.agreed.lines)}`);
  return findings;
}

/** "2 × 17 at 990" for each line. */
function contents(lines: readonly Pick<LineRow, 'variantId' | 'quantity' | 'unitCents'>[]): string {
  return lines
    .map(({ variantId, quantity, unitCents }) => `${quantity} × ${variantId} at ${unitCents}`)
    .toSorted()
    .join(', ');
}

function quantities(lines: readonly LineRow[]): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const { variantId, quantity } of lines) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  return sums;
}

function collect({ number }: OrderRow) {
  const findings: Finding[] = [];
  const add = (kind: FindingKind, what: string) => findings.push({ kind, what: `Order ${number} ${what}.` });
  return { add, findings };
}
