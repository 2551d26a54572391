import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { describeVariants } from '../catalogue/index.ts';
import type { ShopDatabase } from '../database/index.ts';
import { zoneOf } from '../shipping/index.ts';
import { BadRequest, parseForm, sendPage, type RateLimiter } from '../web/index.ts';
import { answerChanged, answerRefused, wantsJson } from './answer-json.ts';
import { readCartId, writeCartId } from './cart-cookie.ts';
import { noticeText, takeCartNotice, writeCartNotice, type CartNotice } from './cart-notice.ts';
import { countPieces } from './cart-rows.ts';
import { setDeliveryCountry } from './cart-state.ts';
import { addToCart, changeLine, type CartEdit } from './edit-cart.ts';
import { mostPieces } from './limits.ts';
import { lineName } from './model.ts';
import { readCart } from './price-cart.ts';
import { parseSeen, takeNote } from './take-note.ts';
import { CartPage } from './views/cart-page.tsx';
import { offerToTryAgain } from './views/try-again.tsx';

export interface CartDependencies {
  readonly database: ShopDatabase;
  /** ISO 4217. */
  readonly currency: string;
  readonly limit: RateLimiter;
  readonly now: () => Date;
}

const variantId = z.coerce.number('That is no item of ours.').int().min(1).max(4_294_967_295);
const quantity = (least: 0 | 1) =>
  z.coerce
    .number(`The quantity must be a whole number up to ${mostPieces}.`)
    .int(`The quantity must be a whole number up to ${mostPieces}.`)
    .min(least, `The quantity must be at least ${least}.`)
    .max(mostPieces, `We sell at most ${mostPieces} of one item to one household.`);

const addForm = z.object({ variant: variantId, quantity: quantity(1).default(1) });
const changeForm = z.object({ variant: variantId, quantity: quantity(0) });

/** The cart's page and everything that changes it. Every post answers with a redirect, or with JSON where that is asked for. */
export function createCartRouter(deps: CartDependencies): Router {
  const { database, now } = deps;
  const router = Router();
  const limited = deps.limit({ name: 'cart', limit: 120, windowSeconds: 60 });

  router.get('/cart', async (req, res) => {
    const id = readCartId(req);
    const found = id === undefined ? null : await readCart(database.query, id, now());
    const notice = takeCartNotice(req, res);
    await sendPage(req, res, {
      title: 'Your cart',
      description: 'What you have put into your cart, at today’s prices, with delivery before you pay.',
      canonicalPath: '/cart',
      visibility: 'private',
      body: (
        <CartPage
          cart={found?.state === 'ordered' ? null : found}
          notice={notice && { ...notice, text: await textOf(deps, notice) }}
          now={now()}
        />
      ),
    });
  });

  // The address that stands in the browser after a post that was refused.
  router.get(['/cart/lines', '/cart/lines/:variant'], (_req, res) => res.redirect(303, '/cart'));

  router.get('/me', async (req, res) => {
    const id = readCartId(req);
    res.setHeader('Cache-Control', 'no-store');
    res.json({ cart: { count: id === undefined ? 0 : await countPieces(database.query, id) } });
  });

  router.post('/cart/lines', limited, async (req, res) => {
    const form = readOrRefuse(res, req, addForm, req.body);
    if (!form) return;
    const wish = { variantId: form.variant, quantity: form.quantity };
    try {
      await answer(req, res, deps, await addToCart(deps, readCartId(req), wish), wish);
    } catch (error) {
      await offerToTryAgain(req, res, error, {
        action: '/cart/lines',
        fields: { variant: String(form.variant), quantity: String(form.quantity) },
        label: 'Add it to the cart',
        advice:
          'The cart could not be reached, so nothing was added yet. Wait a few seconds and send it again.',
      });
    }
  });

  router.post('/cart/lines/:variant', limited, async (req, res) => {
    const body = { ...(req.body as object | undefined), variant: req.params.variant };
    const form = readOrRefuse(res, req, changeForm, body);
    if (!form) return;
    const id = readCartId(req);
    try {
      const wish = { variantId: form.variant, quantity: form.quantity };
      await answer(
        req,
        res,
        deps,
        id === undefined ? { outcome: 'no-cart' } : await changeLine(deps, id, wish),
      );
    } catch (error) {
      await offerToTryAgain(req, res, error, {
        action: `/cart/lines/${form.variant}`,
        fields: { quantity: String(form.quantity) },
        label: 'Change the cart',
        advice:
          'The cart could not be reached, so it is as it was. Wait a few seconds and send the change again.',
      });
    }
  });

  router.post('/cart/seen', limited, async (req, res) => {
    const id = readCartId(req);
    const { seen = '' } = (req.body ?? {}) as { seen?: unknown };
    if (id !== undefined && typeof seen === 'string') await takeNote(database, id, parseSeen(seen), now());
    res.redirect(303, '/cart');
  });

  router.post('/cart/country', limited, async (req, res) => {
    const id = readCartId(req);
    const { country } = (req.body ?? {}) as { country?: unknown };
    if (id !== undefined && typeof country === 'string' && zoneOf(country))
      await database.transaction((trx) => setDeliveryCountry(trx, id, country), { repeatable: true });
    res.redirect(303, '/cart');
  });

  return router;
}

/** The form's value, or undefined after the answer that says what is wrong with it. */
function readOrRefuse<Schema extends z.ZodType>(
  res: Response,
  req: Request,
  schema: Schema,
  body: unknown,
): z.output<Schema> | undefined {
  const form = parseForm(schema, body);
  if (form.ok) return form.value;
  const message = form.errors.quantity ?? form.errors.variant ?? 'We could not read that.';
  if (!wantsJson(req))
    throw new BadRequest(message, 'Go back to the page and choose again. Your cart was not changed.');
  answerRefused(res, 422, message);
  return undefined;
}

/** Answers a change of the cart: JSON for a script, else the cart's page with a notice. */
async function answer(
  req: Request,
  res: Response,
  deps: CartDependencies,
  edit: CartEdit,
  added?: { readonly variantId: number; readonly quantity: number },
): Promise<void> {
  if (edit.outcome === 'ordering') {
    const wish =
      added && `?${new URLSearchParams({ variant: `${added.variantId}`, quantity: `${added.quantity}` })}`;
    const path = `/checkout/unpaid${wish ?? ''}`;
    if (wantsJson(req)) answerRefused(res, 409, 'An order made of this cart waits for its payment.', path);
    else res.redirect(303, path);
    return;
  }
  if (edit.outcome === 'done') writeCartId(res, edit.cartId);
  if (wantsJson(req)) {
    await answerScript(res, deps, edit, added !== undefined);
    return;
  }
  if (edit.outcome !== 'no-cart') writeCartNotice(res, edit.notice);
  res.redirect(303, '/cart');
}

async function answerScript(
  res: Response,
  deps: CartDependencies,
  edit: Exclude<CartEdit, { outcome: 'ordering' }>,
  adding: boolean,
): Promise<void> {
  if (edit.outcome === 'refused') {
    answerRefused(res, 409, await textOf(deps, edit.notice));
    return;
  }
  const cart = edit.outcome === 'done' ? await readCart(deps.database.query, edit.cartId, deps.now()) : null;
  if (edit.outcome === 'done' && cart)
    answerChanged(res, cart, edit.notice, adding ? edit.change : undefined);
  else answerRefused(res, 409, 'Your cart is empty.');
}

async function textOf({ database }: CartDependencies, notice: CartNotice): Promise<string> {
  const variant =
    notice.variantId === 0
      ? undefined
      : (await describeVariants(database.query, [notice.variantId])).get(notice.variantId);
  return noticeText(notice, variant ? lineName(variant) : 'That item');
}
