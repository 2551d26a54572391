import type { Request, Response } from 'express';
import { readSigned, writeSigned } from '../web/index.ts';
import { idleDays } from './limits.ts';

const cookieName = 'cart';

/** The id of the shopper's cart, or undefined for somebody who has none. */
export function readCartId(req: Request): string | undefined {
  return readSigned(req, cookieName);
}

/** Lets the browser keep the cart, for as long as the shop keeps it. */
export function writeCartId(res: Response, id: string): void {
  writeSigned(res, cookieName, id, { maxAgeSeconds: idleDays * 86_400 });
}
