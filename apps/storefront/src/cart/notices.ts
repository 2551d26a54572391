import type { Request, Response } from 'express';
import { z } from 'zod';
import { readSigned, writeSigned } from '../web/index.ts';
import type { Addition } from './change-cart.ts';
import { mostLines, mostPieces } from './limits.ts';

const cookieName = 'cart-notice';
/** Long enough for the redirect that follows. */
const cookieSeconds = 60;

const codes = [
  'added',
  'added-few-left',
  'added-most-pieces',
  'changed',
  'removed',
  'missing',
  'unknown',
  'not-sold',
  'sold-out',
  'all-in-cart',
  'most-pieces',
  'most-lines',
  'reopened',
  'payment-running',
] as const;

/** What a post to the cart did, told on the page after it. */
export type CartNoticeCode = (typeof codes)[number];

export interface CartNotice {
  readonly kind: 'success' | 'info' | 'warning';
  readonly text: string;
}

const code = z.enum(codes);

/** Leaves a notice for the next view of the cart. It travels in a signed cookie: no address can put words on the page. */
export function leaveNotice(res: Response, notice: CartNoticeCode): void {
  writeSigned(res, cookieName, notice, { maxAgeSeconds: cookieSeconds });
}

/** The notice that a post left, once. */
export function takeNotice(req: Request, res: Response): CartNotice | null {
  const left = code.safeParse(readSigned(req, cookieName));
  if (!left.success) return null;
  writeSigned(res, cookieName, '', { maxAgeSeconds: 0 });
  return cartNotice(left.data);
}

/** The notice of an addition. */
export function noticeOfAddition(addition: Exclude<Addition, { outcome: 'ordering' }>): CartNoticeCode {
  if (addition.outcome === 'refused') return addition.reason;
  return addition.short === null ? 'added' : `added-${addition.short}`;
}

/** A notice in words. */
export function cartNotice(notice: CartNoticeCode): CartNotice {
  switch (notice) {
    case 'added':
      return { kind: 'success', text: 'Added to your cart.' };
    case 'added-few-left':
      return { kind: 'info', text: 'Added what is left of it: there are not as many as you wanted.' };
    case 'added-most-pieces':
      return {
        kind: 'info',
        text: `Added up to ${mostPieces} pieces, the most that we sell to one household at once.`,
      };
    case 'changed':
      return { kind: 'success', text: 'Your cart is up to date.' };
    case 'removed':
      return { kind: 'success', text: 'Removed from your cart.' };
    case 'missing':
      return { kind: 'info', text: 'That was no longer in your cart; this is what is in it now.' };
    case 'unknown':
      return { kind: 'warning', text: 'We could not find that size any more. Nothing was added.' };
    case 'not-sold':
      return { kind: 'warning', text: 'That size is not sold at the moment. Nothing was added.' };
    case 'sold-out':
      return { kind: 'warning', text: 'Somebody was faster: that size is sold out. Nothing was added.' };
    case 'all-in-cart':
      return { kind: 'info', text: 'All that we have of it is in your cart already.' };
    case 'most-pieces':
      return {
        kind: 'info',
        text: `You have ${mostPieces} of it, the most that we sell to one household at once.`,
      };
    case 'most-lines':
      return {
        kind: 'warning',
        text: `A cart holds ${mostLines} different things. Order these first, or remove one.`,
      };
    case 'reopened':
      return { kind: 'success', text: 'The unpaid order is cancelled. Your cart is yours to change again.' };
    case 'payment-running':
      return {
        kind: 'warning',
        text: 'A payment for your order may still arrive, so it cannot be cancelled yet. Look at it again in a minute.',
      };
  }
}
