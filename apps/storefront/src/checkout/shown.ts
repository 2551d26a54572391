import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { lineName, type CartLine } from '../cart/index.ts';
import { formatMoney } from '../web/index.ts';
import type { Review } from './progress.ts';

const whole = z.number().int().nonnegative();

const shownSchema = z.object({
  cart: z.string(),
  generation: whole,
  /** [variant, quantity, unit cents, price version] */
  lines: z.array(z.tuple([whole, whole, whole, whole])),
  method: z.string(),
  shippingCents: whole,
  taxCents: whole,
  totalCents: whole,
  /** Stands for e-mail and address, without carrying them. */
  contact: z.string(),
});

/** What a payment page showed: this, and nothing else, is what the shopper agrees to by pressing the button. */
export type Shown = z.output<typeof shownSchema>;

/** What a review shows, as the payment page keeps it. */
export function shownOf({ cart, lines, contact, method, totals }: Review, secret: string): Shown {
  return {
    cart: cart.id,
    generation: cart.generation,
    lines: lines.map(({ variant, quantity, price }) => [
      variant.variantId,
      quantity,
      price?.cents ?? 0,
      price?.version ?? 0,
    ]),
    method: method.code,
    shippingCents: method.cents,
    taxCents: totals.taxCents,
    totalCents: totals.totalCents,
    contact: signature(`contact ${JSON.stringify(contact)}`, secret).slice(0, 16),
  };
}

/** As text for a hidden field, signed so that it can only be what a page of ours showed. */
export function signShown(shown: Shown, secret: string): string {
  const text = Buffer.from(JSON.stringify(shown)).toString('base64url');
  return `${text}.${signature(`shown ${text}`, secret)}`;
}

/** Reads the hidden field back; null when no page of ours has made it. */
export function readShown(field: unknown, secret: string): Shown | null {
  if (typeof field !== 'string') return null;
  const [text = '', given = ''] = field.split('.');
  const expected = Buffer.from(signature(`shown ${text}`, secret));
  const actual = Buffer.from(given);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  return shownSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
}

/**
 * What differs between what a page showed and what is so now, a sentence each; empty when the shopper may be taken at their
 * word. A new version of a price that comes to the same cents is no difference.
 */
export function differences(before: Shown | null, review: Review, secret: string): readonly string[] {
  const now = shownOf(review, secret);
  const { currency } = review.cart;
  if (before === null || before.cart !== now.cart || before.generation !== now.generation)
    return ['This page was older than your cart. Look the order over once more.'];
  const money = (cents: number) => formatMoney(cents, currency);
  const found = [...lineDifferences(before, review, money)];
  if (before.contact !== now.contact)
    found.push('The e-mail or the address was changed since this page was shown.');
  if (before.method !== now.method) found.push(`The delivery is now: ${review.method.name}.`);
  else if (before.shippingCents !== now.shippingCents)
    found.push(`Delivery costs ${money(now.shippingCents)} now, not ${money(before.shippingCents)}.`);
  if (before.taxCents !== now.taxCents && found.length === 0)
    found.push(`The tax is ${money(now.taxCents)} now, not ${money(before.taxCents)}.`);
  if (before.totalCents !== now.totalCents)
    found.push(`The total is ${money(now.totalCents)} now, not ${money(before.totalCents)}.`);
  return found;
}

function lineDifferences(
  before: Shown,
  { cart }: Review,
  money: (cents: number) => string,
): readonly string[] {
  const shown = new Map(before.lines.map(([variantId, quantity, cents]) => [variantId, { quantity, cents }]));
  const found = cart.lines.flatMap((line) => {
    const was = shown.get(line.variant.variantId);
    shown.delete(line.variant.variantId);
    return was ? changesOf(line, was, money) : additionOf(line);
  });
  if (shown.size > 0) found.push('An item was removed from the cart since this page was shown.');
  return found;
}

function additionOf({ variant, quantity }: CartLine): readonly string[] {
  return quantity === 0 ? [] : [`${lineName(variant)} is part of the order now: ${quantity}.`];
}

function changesOf(
  { variant, price, quantity, wanted }: CartLine,
  was: { readonly quantity: number; readonly cents: number },
  money: (cents: number) => string,
): readonly string[] {
  const name = lineName(variant);
  if (price === null) return [`${name} is no longer sold.`];
  if (quantity === 0) return [`${name} has just sold out.`];
  const found: string[] = [];
  if (quantity < was.quantity && quantity < wanted)
    found.push(`Of ${name}, only ${quantity} ${quantity === 1 ? 'is' : 'are'} left.`);
  else if (quantity !== was.quantity) found.push(`${name}: ${quantity} now, not ${was.quantity}.`);
  if (price.cents !== was.cents)
    found.push(`${name} costs ${money(price.cents)} now, not ${money(was.cents)}.`);
  return found;
}

function signature(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}
