import { describe, expect, it } from 'vitest';
import type { OrderAnswer } from '../shoppers/index.ts';
import { compareLedger } from './compare.ts';
import type { LoadBooks, OrderRow, PaymentRow } from './rows.ts';

const email = 'drill-1@shoppers.example';

const answer: OrderAnswer = {
  email,
  knows: 'confirmed',
  agreed: { lines: [{ variantId: 7, quantity: 2, unitCents: 990 }], totalCents: 2_500 },
  pressedAt: 1,
  presses: 1,
  token: 'token-of-one',
  number: 'AAA-AAAA-AAA',
  totalCents: 2_500,
};

const order: OrderRow = {
  id: 1,
  number: 'AAA-AAAA-AAA',
  accessToken: 'token-of-one',
  state: 'paid',
  totalCents: 2_500,
  email,
  isHeld: 0,
};

const payment: PaymentRow = { orderId: 1, attemptKey: 'key', state: 'captured', amountCents: 2_500 };

/** One paid order with everything that belongs to it. */
const sound: LoadBooks = {
  orders: [order],
  lines: [{ orderId: 1, variantId: 7, quantity: 2, unitCents: 990 }],
  payments: [payment],
  intents: [{ attemptKey: 'key', state: 'captured', amountCents: 2_500 }],
  movements: [{ number: order.number, variantId: 7, onHandChange: -2, heldChange: 0 }],
  confirmations: [{ orderId: 1, isDone: 1, isFailed: 0 }],
  stock: [],
  strayIntents: [],
};

const nothing: LoadBooks = {
  ...sound,
  orders: [],
  lines: [],
  payments: [],
  intents: [],
  movements: [],
  confirmations: [],
};

const kinds = (answers: readonly OrderAnswer[], books: LoadBooks) =>
  compareLedger(answers, books).findings.map(({ kind }) => kind);

describe('the ledger', () => {
  it('has nothing to say of an order that is in the books as it was confirmed', () => {
    expect(compareLedger([answer], sound)).toEqual({
      buyers: 1,
      confirmed: 1,
      inBooks: 1,
      lost: 0,
      doubled: 0,
      unknown: { ordered: 0, nothing: 0 },
      findings: [],
    });
  });

  it('names a confirmed order that is gone, or is not paid', () => {
    expect(compareLedger([answer], nothing)).toMatchObject({ lost: 1, findings: [{ kind: 'lost-order' }] });
    expect(kinds([answer], { ...sound, orders: [{ ...order, state: 'cancelled' }] })).toContain('lost-order');
    expect(kinds([answer], { ...sound, orders: [{ ...order, accessToken: 'another' }] })).toEqual([
      'lost-order',
    ]);
  });

  it('names a shopper with two orders', () => {
    const second = { ...order, id: 2, number: 'BBB-BBBB-BBB' };
    expect(compareLedger([answer], { ...sound, orders: [order, second] }).doubled).toBe(1);
  });

  it('names an order that is not what was agreed to', () => {
    expect(kinds([answer], { ...sound, lines: [{ ...sound.lines[0]!, unitCents: 1_990 }] })).toEqual([
      'other-contents',
    ]);
    expect(kinds([{ ...answer, totalCents: 2_600 }], sound)).toEqual(['other-contents']);
  });

  it('names money that was taken twice, not at all, in another amount, or for nothing', () => {
    const again = { ...payment, attemptKey: 'again' };
    const twice = [...sound.intents, { ...sound.intents[0]!, attemptKey: 'again' }];
    expect(kinds([answer], { ...sound, payments: [payment, again], intents: twice })).toEqual([
      'wrong-charge',
    ]);
    expect(kinds([answer], { ...sound, intents: [] })).toEqual(['books-disagree', 'books-disagree']);
    expect(kinds([answer], { ...sound, intents: [{ ...sound.intents[0]!, amountCents: 1 }] })).toEqual([
      'wrong-charge',
    ]);
    expect(kinds([answer], { ...sound, strayIntents: sound.intents })).toEqual(['charged-without-order']);
    const unpaid = { ...order, state: 'awaiting-payment', isHeld: 1 } as const;
    expect(
      kinds([{ ...answer, knows: 'placed' }], { ...sound, orders: [unpaid], confirmations: [] }),
    ).toContain('charged-without-order');
  });

  it('names stock that did not move with the order, and variants whose numbers do not add up', () => {
    expect(kinds([answer], { ...sound, movements: [] })).toEqual(['wrong-stock']);
    const mismatch = { variantId: 7, onHand: 1, held: 1, onHandSum: 1, heldSum: 0, heldByOrders: 0 };
    expect(kinds([answer], { ...sound, stock: [mismatch] })).toEqual(['wrong-stock']);
  });

  it('names a confirmation that was never promised, given up, not sent yet, not delivered, or sent as two mails', () => {
    expect(kinds([answer], { ...sound, confirmations: [] })).toEqual(['lost-mail']);
    expect(kinds([answer], { ...sound, confirmations: [{ orderId: 1, isDone: 0, isFailed: 1 }] })).toEqual([
      'lost-mail',
    ]);
    expect(kinds([answer], { ...sound, confirmations: [{ orderId: 1, isDone: 0, isFailed: 0 }] })).toEqual([
      'unsettled',
    ]);
    const delivered = (complete: boolean, ...ids: string[]) => {
      const mails = ids.map((messageId) => ({ to: email, messageId }));
      return compareLedger([answer], sound, { mails, complete }).findings.map(({ kind }) => kind);
    };
    expect([delivered(true), delivered(true, 'one', 'one')]).toEqual([['lost-mail'], []]);
    expect([delivered(false), delivered(false, 'one', 'two')]).toEqual([[], ['doubled-mail']]);
  });

  it('lets an unknown answer be an order or none, as long as all that belongs to it is there', () => {
    const { agreed } = answer;
    const unknown = { email, knows: 'unknown', agreed, pressedAt: 1, presses: 1 } as const;
    expect(compareLedger([unknown], sound)).toMatchObject({
      unknown: { ordered: 1, nothing: 0 },
      findings: [],
    });
    expect(compareLedger([unknown], nothing)).toMatchObject({
      unknown: { ordered: 0, nothing: 1 },
      findings: [],
    });
    expect(kinds([unknown], { ...sound, movements: [] })).toEqual(['wrong-stock']);
  });

  it('names a paid order of somebody who was told that there is none, and one of nobody', () => {
    expect(kinds([{ ...answer, knows: 'nothing' }], sound)).toEqual(['unwanted-order']);
    expect(kinds([], sound)).toEqual(['unwanted-order']);
  });
});
