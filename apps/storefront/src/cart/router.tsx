import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { formatMoney, parseForm, sendPage, webContext, type RateLimiter } from '../web/index.ts';
import { cartIdOf, rememberCart } from './cart-cookie.ts';
import type { AddedToCart, CartRefusal } from './cart-json.ts';
import {
  acknowledgeChanges,
  addToCart,
  setQuantity,
  type Addition,
  type CartChangeDependencies,
} from './change-cart.ts';
import { mostPieces } from './limits.ts';
import { cartNotice, leaveNotice, noticeOfAddition, takeNotice } from './notices.ts';
import { readCart } from './read-cart.ts';
import { CartPage } from './views/cart-page.tsx';
import { OrderingCart } from './views/ordering-cart.tsx';

/** An order that waits for its payment. */
export interface UnpaidOrder {
  readonly id: number;
  /** Its page. */
  readonly path: string;
}

export interface CartDependencies extends CartChangeDependencies {
  readonly limit: RateLimiter;
  /** The order that was made of a cart and waits for its payment. */
  readonly unpaidOrderOf: (cart: {
    readonly id: string;
    readonly generation: number;
  }) => Promise<UnpaidOrder | null>;
  /** Cancels it; false while a payment may still arrive. */
  readonly cancelUnpaidOrder: (orderId: number) => Promise<boolean>;
}

const addForm = z.object({
  variant: z.coerce.number().int().positive(),
  quantity: z.coerce.number().int().min(1).max(mostPieces).catch(1),
});

const quantityForm = z.object({ quantity: z.coerce.number().int().min(0).max(mostPieces) });
const variantId = z.coerce.number().int().positive();

/** The cart's page, the forms that change it, and the one small request that tells a page how full it is. */
export function createCartRouter(deps: CartDependencies): Router {
  const router = Router();
  const limited = deps.limit({ name: 'cart', limit: 120, windowSeconds: 60 });

  router.get('/me', async (req, res) => {
    const id = cartIdOf(req);
    const cart = id === undefined ? null : await readCart(deps.database.query, id, deps.now());
    res.setHeader('Cache-Control', 'no-store');
    res.json({ cart: { count: cart && cart.state !== 'ordered' ? cart.count : 0 } });
  });

  router.get('/cart', async (req, res) => {
    const id = cartIdOf(req);
    const cart = id === undefined ? null : await readCart(deps.database.query, id, deps.now());
    const notice = takeNotice(req, res);
    const order = cart?.state === 'ordering' ? await deps.unpaidOrderOf(cart) : null;
    await sendPage(req, res, {
      title: 'Your cart',
      robots: 'noindex',
      visibility: 'private',
      body:
        cart && order ? (
          <OrderingCart cart={cart} orderPath={order.path} notice={notice} />
        ) : (
          <CartPage cart={cart && cart.state !== 'ordered' ? cart : null} notice={notice} />
        ),
    });
  });

  router.post('/cart/lines', limited, async (req, res) => {
    const form = parseForm(addForm, req.body);
    const addition: Addition = form.ok
      ? await addToCart(deps, {
          cartId: cartIdOf(req),
          variantId: form.value.variant,
          quantity: form.value.quantity,
        })
      : { outcome: 'refused', reason: 'unknown' };
    if (addition.outcome === 'added') rememberCart(res, addition.cartId);
    if (req.accepts(['html', 'json']) === 'json') {
      await answerJson(deps, req, res, addition);
      return;
    }
    if (addition.outcome !== 'ordering') leaveNotice(res, noticeOfAddition(addition));
    res.redirect(303, '/cart');
  });

  router.post('/cart/lines/:variant', limited, async (req, res) => {
    const cartId = cartIdOf(req);
    const variant = variantId.safeParse(req.params.variant);
    const form = parseForm(quantityForm, req.body);
    if (cartId !== undefined && variant.success && form.ok) {
      const change = await setQuantity(deps, {
        cartId,
        variantId: variant.data,
        quantity: form.value.quantity,
      });
      if (change !== 'ordering') leaveNotice(res, change);
    } else leaveNotice(res, 'missing');
    res.redirect(303, '/cart');
  });

  router.post('/cart/acknowledge', limited, async (req, res) => {
    const cartId = cartIdOf(req);
    if (cartId !== undefined) await acknowledgeChanges(deps, cartId);
    res.redirect(303, '/cart');
  });

  router.post('/cart/reopen', limited, async (req, res) => {
    const cartId = cartIdOf(req);
    const cart = cartId === undefined ? null : await readCart(deps.database.query, cartId, deps.now());
    const order = cart?.state === 'ordering' ? await deps.unpaidOrderOf(cart) : null;
    if (order) leaveNotice(res, (await deps.cancelUnpaidOrder(order.id)) ? 'reopened' : 'payment-running');
    res.redirect(303, '/cart');
  });

  return router;
}

async function answerJson(
  { database, now }: CartDependencies,
  req: Request,
  res: Response,
  addition: Addition,
): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  if (addition.outcome !== 'added') {
    const message =
      addition.outcome === 'ordering'
        ? 'An order of your cart waits for its payment. Open your cart to pay it or to cancel it.'
        : cartNotice(addition.reason).text;
    res.status(409).json({ message } satisfies CartRefusal);
    return;
  }
  const { description, price, added, short } = addition;
  const cart = await readCart(database.query, addition.cartId, now());
  res.json({
    added: {
      brandName: description.brandName,
      productName: description.productName,
      variantLabel: description.variantLabel,
      quantity: added,
      price: formatMoney(price.cents, price.currency),
      imageUrl: description.imageKey === null ? null : webContext(req).assets.image(description.imageKey),
    },
    notice: short === null ? null : cartNotice(`added-${short}`).text,
    cart: { count: cart?.count ?? 0, goods: formatMoney(cart?.goodsCents ?? 0, price.currency) },
  } satisfies AddedToCart);
}
