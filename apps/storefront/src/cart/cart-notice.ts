import type { Request, Response } from 'express';
import { readSigned, writeSigned } from '../web/index.ts';
import { mostLines, mostPieces } from './limits.ts';

/** What a post did or why it did nothing. */
const deeds = [
  'added',
  'most-pieces',
  'few-left',
  'changed',
  'removed',
  'sold-out',
  'not-sold',
  'not-in-cart',
  'full',
  'order-cancelled',
] as const;

export type CartDeed = (typeof deeds)[number];

/**
 * What the page after a post says. It travels in a signed cookie that is read once: an address could be made up by anyone,
 * and a reload says nothing twice.
 */
export interface CartNotice {
  readonly deed: CartDeed;
  /** 0 when it is about no line. */
  readonly variantId: number;
  /** How many are in the cart now; of a removed line, how many there were. */
  readonly quantity: number;
}

const cookieName = 'cart-notice';
/** The page that shows it is asked for at once. */
const maxAgeSeconds = 60;

/** Keeps a notice for the page that the shopper is sent to. */
export function writeCartNotice(res: Response, { deed, variantId, quantity }: CartNotice): void {
  writeSigned(res, cookieName, `${deed}.${variantId}.${quantity}`, { maxAgeSeconds });
}

/** Takes the notice out of the browser; undefined when there is none. */
export function takeCartNotice(req: Request, res: Response): CartNotice | undefined {
  const text = readSigned(req, cookieName);
  if (text === undefined) return undefined;
  writeSigned(res, cookieName, '', { maxAgeSeconds: 0 });
  const [first, variantId, quantity] = text.split('.');
  const deed = deeds.find((known) => known === first);
  return deed && { deed, variantId: Number(variantId), quantity: Number(quantity) };
}

const refusals: ReadonlySet<CartDeed> = new Set(['sold-out', 'not-sold', 'not-in-cart', 'full']);

/** Whether nothing was done. */
export function isRefusal(deed: CartDeed): boolean {
  return refusals.has(deed);
}

/**
 * The sentence of a notice.
 * @param name the line it is about; see `lineName`
 */
export function noticeText({ deed, quantity }: Omit<CartNotice, 'variantId'>, name: string): string {
  switch (deed) {
    case 'added':
      return quantity === 1 ? `${name} is in your cart.` : `${name} is in your cart, ${quantity} pieces now.`;
    case 'most-pieces':
      return `We sell at most ${mostPieces} of one item to one household: your cart has ${quantity} of ${name}.`;
    case 'few-left':
      return `Only ${quantity} of ${name} ${quantity === 1 ? 'is' : 'are'} left: your cart has ${quantity === 1 ? 'it' : 'them all'}.`;
    case 'changed':
      return `${name}: ${quantity} ${quantity === 1 ? 'piece' : 'pieces'} now.`;
    case 'removed':
      return `${name} was removed from your cart.`;
    case 'sold-out':
      return `${name} is sold out. Your cart was not changed.`;
    case 'not-sold':
      return `${name} is no longer sold. Your cart was not changed.`;
    case 'not-in-cart':
      return `${name} is not in your cart any more.`;
    case 'full':
      return `A cart holds ${mostLines} different items. Order these first, or remove one; ${name} was not added.`;
    case 'order-cancelled':
      return 'Your order was cancelled and nothing was charged. The cart is yours to change again.';
  }
}
