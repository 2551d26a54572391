import type { Request, Response } from 'express';
import { formatMoney, webContext } from '../web/index.ts';
import type { AddedToCart, CartChanged, CartJson, CartRefusal } from './cart-json.ts';
import { noticeText, type CartNotice } from './cart-notice.ts';
import { lineName, type Cart } from './model.ts';

/** Whether the answer is for a script. */
export function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

/** Answers a script that its post was carried out; with `change`, what an add put in. */
export function answerChanged(
  res: Response,
  cart: Cart,
  notice: CartNotice,
  change: number | undefined,
): void {
  const { assets } = webContext(res);
  const imageUrl = (key: string | null) => (key === null ? null : assets.image(key));
  const line = cart.lines.find(({ variant }) => variant.variantId === notice.variantId);
  const message = noticeText(notice, line ? lineName(line.variant) : 'The item');
  const changed: CartChanged = { ok: true, message, cart: cartJson(cart, imageUrl) };
  if (change === undefined || !line) {
    res.json(changed);
    return;
  }
  const { brandName, productName, variantLabel, imageKey } = line.variant;
  const answer: AddedToCart = {
    ...changed,
    added: {
      brandName,
      productName,
      variantLabel,
      imageUrl: imageUrl(imageKey),
      price: formatMoney(line.price?.cents ?? 0, cart.currency),
      quantity: Math.max(0, change),
    },
    notice: notice.deed === 'added' ? null : message,
  };
  res.json(answer);
}

/** Answers a script that nothing was changed, and why. */
export function answerRefused(res: Response, status: 409 | 422, message: string, path?: string): void {
  const refusal: CartRefusal = { ok: false, message, ...(path !== undefined && { path }) };
  res.status(status).json(refusal);
}

function cartJson(cart: Cart, imageUrl: (key: string | null) => string | null): CartJson {
  return {
    count: cart.count,
    goodsCents: cart.goodsCents,
    goods: formatMoney(cart.goodsCents, cart.currency),
    lines: cart.lines.map(({ variant, quantity, lineCents }) => ({
      variantId: variant.variantId,
      name: `${variant.brandName} ${variant.productName}`,
      label: variant.variantLabel,
      imageUrl: imageUrl(variant.imageKey),
      quantity,
      lineTotal: formatMoney(lineCents, cart.currency),
      path: variant.variantPath,
    })),
  };
}
