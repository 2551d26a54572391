import { DatabaseUnavailable } from '@perfume/db-client';
import { Router, type Request, type Response } from 'express';
import { readCart, readCartId, type Cart } from '../cart/index.ts';
import { zoneOf } from '../shipping/index.ts';
import { Notice, sendPage } from '../web/index.ts';
import { readCheckout, saveDraft } from './checkout-rows.ts';
import { checkContact, draftOf, type ContactDraft } from './contact.ts';
import type { CheckoutDependencies } from './dependencies.ts';
import { readProgress } from './read-progress.ts';
import { stepPaths } from './progress.ts';
import { CheckoutFrame } from './views/checkout-frame.tsx';
import { ContactForm } from './views/contact-form.tsx';
import { ErrorSummary } from './views/error-summary.tsx';
import { earlyFigures } from './views/order-summary.tsx';

const retryAfterSeconds = 5;

/** The first step: who buys and where it goes. */
export function createContactStep(deps: CheckoutDependencies): Router {
  const { database, now } = deps;
  const router = Router();
  const limited = deps.limit({ name: 'checkout', limit: 60, windowSeconds: 60 });

  router.get('/checkout', async (req, res) => {
    const progress = await readProgress(deps, readCartId(req));
    if (!('cart' in progress)) {
      res.redirect(303, stepPaths[progress.step]);
      return;
    }
    const { draft } = await readCheckout(database.query, progress.cart.id);
    const country = draft.country ?? progress.cart.deliveryCountry ?? undefined;
    await sendForm(req, res, { cart: progress.cart, draft: { ...draft, country } });
  });

  router.post('/checkout', limited, async (req, res) => {
    const typed = draftOf(req.body);
    const { shown_country: shownCountry } = (req.body ?? {}) as { shown_country?: unknown };
    const otherCountry =
      typed.country !== undefined && !!zoneOf(typed.country) && typed.country !== shownCountry;
    // A region of one country means nothing in another.
    const draft: ContactDraft = otherCountry ? { ...typed, region: undefined } : typed;
    const id = readCartId(req);
    try {
      const cart = id === undefined ? null : await readCart(database.query, id, now());
      if (id === undefined || cart?.state !== 'open' || cart.goodsCents === 0) {
        res.redirect(303, cart?.state === 'ordering' ? stepPaths.unpaid : stepPaths.cart);
        return;
      }
      await saveDraft(database, id, draft, now());
      const checked = checkContact(draft);
      if (otherCountry) res.redirect(303, stepPaths.contact);
      else if (checked.ok) res.redirect(303, stepPaths.delivery);
      else await sendForm(req, res, { cart, draft, errors: checked.errors });
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      await sendForm(req, res, { cart: null, draft });
    }
  });

  return router;
}

/** The form, filled in with what was typed; without a cart it says that the shop cannot take it at the moment. */
async function sendForm(
  req: Request,
  res: Response,
  shown: {
    readonly cart: Cart | null;
    readonly draft: ContactDraft;
    readonly errors?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { cart, draft, errors = {} } = shown;
  const wrong = Object.keys(errors).length > 0;
  if (!cart) res.setHeader('Retry-After', retryAfterSeconds);
  await sendPage(req, res, {
    title: wrong ? 'Check your address' : 'Checkout: address',
    status: cart ? (wrong ? 422 : 200) : 503,
    robots: 'noindex',
    visibility: 'private',
    body: (
      <CheckoutFrame
        step="contact"
        title="Where shall it go?"
        figures={cart && earlyFigures(cart, draft.country)}
      >
        {!cart && (
          <Notice kind="warning">
            <p>
              One moment, please: your address could not be saved just now. All that you typed is still here.
              Wait a few seconds and send it again.
            </p>
          </Notice>
        )}
        <ErrorSummary errors={errors} />
        <ContactForm draft={draft} errors={errors} />
      </CheckoutFrame>
    ),
  });
}
