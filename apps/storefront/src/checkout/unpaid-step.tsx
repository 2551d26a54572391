import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { addToCart, mostPieces, readCartId, writeCartNotice } from '../cart/index.ts';
import { cancelUnpaidOrder } from '../payments/index.ts';
import { parseForm, sendPage } from '../web/index.ts';
import type { CheckoutDependencies } from './dependencies.ts';
import { orderOfCart } from './order-of-cart.ts';
import { stepPaths } from './progress.ts';
import { UnpaidPage } from './views/unpaid-page.tsx';

/** What the shopper wanted to add when the unpaid order stood in the way. */
const wishForm = z.object({
  variant: z.coerce.number().int().min(1).max(4_294_967_295),
  quantity: z.coerce.number().int().min(1).max(mostPieces).default(1),
});

/** A cart whose order waits for its payment: pay it, or cancel it and go on with the cart. */
export function createUnpaidStep(deps: CheckoutDependencies): Router {
  const router = Router();
  const limited = deps.limit({ name: 'checkout', limit: 60, windowSeconds: 60 });

  router.get('/checkout/unpaid', async (req, res) => {
    const order = await orderOfCart(deps, readCartId(req), ['ordering']);
    if (!order) {
      res.redirect(303, stepPaths.cart);
      return;
    }
    await sendPage(req, res, {
      title: 'Your order waits for its payment',
      robots: 'noindex',
      visibility: 'private',
      body: <UnpaidPage order={order} wish={wishOf(req.query)} now={deps.now()} />,
    });
  });

  router.post('/checkout/unpaid', limited, async (req, res) => {
    const order = await orderOfCart(deps, readCartId(req), ['ordering']);
    const outcome = order ? await cancelUnpaidOrder(deps, order.id) : 'cancelled';
    if (order && outcome !== 'cancelled') {
      res.redirect(303, order.path);
      return;
    }
    await goOn(deps, req, res);
  });

  return router;
}

async function goOn(deps: CheckoutDependencies, req: Request, res: Response): Promise<void> {
  const wish = wishOf(req.body);
  const edit = wish && (await addToCart(deps, readCartId(req), wish));
  if (edit && 'notice' in edit) writeCartNotice(res, edit.notice);
  else writeCartNotice(res, { deed: 'order-cancelled', variantId: 0, quantity: 0 });
  res.redirect(303, stepPaths.cart);
}

function wishOf(fields: unknown): { readonly variantId: number; readonly quantity: number } | undefined {
  const form = parseForm(wishForm, fields);
  return form.ok ? { variantId: form.value.variant, quantity: form.value.quantity } : undefined;
}
