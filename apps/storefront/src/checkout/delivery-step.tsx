import { DatabaseUnavailable } from '@perfume/db-client';
import { Router, type Request, type Response } from 'express';
import { offerToTryAgain, readCartId } from '../cart/index.ts';
import {
  countryInSentence,
  datesInWords,
  deliveryDates,
  methodsFor,
  missingForFree,
} from '../shipping/index.ts';
import { Button, formatMoney, RadioCards, sendPage } from '../web/index.ts';
import { addressLines } from './address.ts';
import { readCheckout, saveShippingMethod } from './checkout-rows.ts';
import type { CheckoutDependencies } from './dependencies.ts';
import { stepPaths, type Progress } from './progress.ts';
import { readProgress } from './read-progress.ts';
import { CheckoutFrame } from './views/checkout-frame.tsx';
import { ErrorSummary } from './views/error-summary.tsx';
import { earlyFigures, reviewFigures } from './views/order-summary.tsx';

type WithContact = Extract<Progress, { step: 'delivery' | 'review' }>;

/** The second step: how it gets there, with price and dates. */
export function createDeliveryStep(deps: CheckoutDependencies): Router {
  const { database, now } = deps;
  const router = Router();
  const limited = deps.limit({ name: 'checkout', limit: 60, windowSeconds: 60 });

  router.get('/checkout/delivery', async (req, res) => {
    const progress = await readProgress(deps, readCartId(req));
    if (!('contact' in progress)) {
      res.redirect(303, stepPaths[progress.step]);
      return;
    }
    const { shippingMethod } = await readCheckout(database.query, progress.cart.id);
    await sendMethods(req, res, progress, now(), shippingMethod);
  });

  router.post('/checkout/delivery', limited, async (req, res) => {
    const { method } = (req.body ?? {}) as { method?: unknown };
    try {
      const progress = await readProgress(deps, readCartId(req));
      if (!('contact' in progress)) {
        res.redirect(303, stepPaths[progress.step]);
        return;
      }
      const { cart, contact } = progress;
      const chosen = methodsFor(contact.address.country, cart.goodsCents).find(({ code }) => code === method);
      if (!chosen) {
        await sendMethods(req, res, progress, now(), null, 'Choose how it shall be delivered.');
        return;
      }
      await saveShippingMethod(database, cart.id, chosen.code, now());
      res.redirect(303, stepPaths.review);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      await offerToTryAgain(req, res, error, {
        action: stepPaths.delivery,
        fields: typeof method === 'string' ? { method: method.slice(0, 40) } : {},
        label: 'Continue to payment',
        advice:
          'Your choice could not be saved just now. It is still here: wait a few seconds and send it again.',
      });
    }
  });

  return router;
}

async function sendMethods(
  req: Request,
  res: Response,
  progress: WithContact,
  now: Date,
  chosen: string | null,
  error?: string,
): Promise<void> {
  const { cart, contact } = progress;
  const { country } = contact.address;
  const methods = methodsFor(country, cart.goodsCents);
  const value = methods.find(({ code }) => code === chosen)?.code ?? methods[0]?.code;
  const missing = methods.map((method) => missingForFree(method, cart.goodsCents)).find((cents) => !!cents);
  await sendPage(req, res, {
    title: 'Checkout: delivery',
    status: error === undefined ? 200 : 422,
    robots: 'noindex',
    visibility: 'private',
    body: (
      <CheckoutFrame
        step="delivery"
        title="How shall it come?"
        figures={progress.step === 'review' ? reviewFigures(progress.review) : earlyFigures(cart, country)}
      >
        <ErrorSummary errors={error === undefined ? {} : { method: error }} />
        <p class="checkout__to">
          To {addressLines(contact.address).join(', ')}. <a href={stepPaths.contact}>Change</a>
        </p>
        <form class="checkout-form" action={stepPaths.delivery} method="post" noValidate>
          <RadioCards
            legend={`Delivery in ${countryInSentence(country)}`}
            name="method"
            value={value}
            error={error}
            cards={methods.map((method) => ({
              value: method.code,
              title: method.name,
              detail: `Arrives ${datesInWords(deliveryDates(method, now))}`,
              aside: method.cents === 0 ? 'Free' : formatMoney(method.cents, cart.currency),
            }))}
          />
          {!!missing && (
            <p class="checkout__small">
              {formatMoney(missing, cart.currency)} more in the cart and standard delivery is free.
            </p>
          )}
          <Button wide>Continue to payment</Button>
        </form>
      </CheckoutFrame>
    ),
  });
}
