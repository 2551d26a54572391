import { CommitOutcomeUnknown, DatabaseUnavailable } from '@perfume/db-client';
import { Router, type Request, type Response } from 'express';
import { offerToTryAgain, readCartId } from '../cart/index.ts';
import type { PlacedOrder } from '../orders/index.ts';
import { startPayment, testBehaviourOf, type PaymentStatus } from '../payments/index.ts';
import { sendPage } from '../web/index.ts';
import type { CheckoutDependencies } from './dependencies.ts';
import { orderOfCart } from './order-of-cart.ts';
import { placeCart } from './place-cart.ts';
import { stepPaths, type Review } from './progress.ts';
import { readProgress } from './read-progress.ts';
import { readShown, shownOf, signShown } from './shown.ts';
import { CheckoutFrame } from './views/checkout-frame.tsx';
import { reviewFigures } from './views/order-summary.tsx';
import { PaymentForm } from './views/payment-form.tsx';

/** The last step: everything once more, and the button that orders and pays. */
export function createPaymentStep(deps: CheckoutDependencies): Router {
  const { config } = deps;
  const router = Router();
  const perAddress = deps.limit({ name: 'pay', limit: 20, windowSeconds: 600 });
  const perCart = deps.limit({ name: 'pay-cart', limit: 10, windowSeconds: 600, keyOf: readCartId });

  router.get('/checkout/payment', async (req, res) => {
    const progress = await readProgress(deps, readCartId(req));
    if (progress.step === 'review') {
      await sendReview(req, res, deps, progress.review);
      return;
    }
    // Whoever lost the answer to a post, or went back after it, looks for the order here.
    const order = progress.step === 'cart' && (await orderOfCart(deps, readCartId(req), ['ordered']));
    res.redirect(303, order ? order.path : stepPaths[progress.step]);
  });

  // The address that stands in the browser after a post that could not be finished.
  router.get('/checkout/place', (_req, res) => res.redirect(303, stepPaths.review));

  router.post('/checkout/place', perAddress, perCart, async (req, res) => {
    const { shown, behaviour } = (req.body ?? {}) as Record<string, unknown>;
    const id = readCartId(req);
    if (id === undefined) {
      res.redirect(303, stepPaths.cart);
      return;
    }
    try {
      const placing = await placeCart(deps, id, readShown(shown, config.cookieSecret));
      if (placing.outcome === 'ordered') {
        const testBehaviour = config.testPayments ? testBehaviourOf(behaviour) : undefined;
        const status = await startPayment(deps, { orderId: placing.order.id, testBehaviour });
        res.redirect(303, afterPayment(placing.order, status));
      } else if (placing.outcome === 'changed') {
        await sendReview(req, res, deps, placing.review, placing.changes);
      } else {
        res.redirect(303, stepPaths[placing.step]);
      }
    } catch (error) {
      const away =
        error instanceof CommitOutcomeUnknown
          ? new DatabaseUnavailable(error.message, { cause: error })
          : error;
      await offerToTryAgain(req, res, away, {
        action: '/checkout/place',
        fields: {
          ...(typeof shown === 'string' && { shown }),
          ...(typeof behaviour === 'string' && { behaviour: behaviour.slice(0, 20) }),
        },
        label: 'Send it again',
        advice:
          'We could not finish just now and do not know yet how far it came. Wait a few seconds and send it again: it is never ordered or charged twice.',
      });
    }
  });

  return router;
}

/** Where the shopper goes on: the order's page says "paid" or "we are checking", its payment page why it was declined. */
function afterPayment({ path }: PlacedOrder, status: PaymentStatus): string {
  if (status.status === 'challenge') return status.url;
  return status.status === 'declined' ? `${path}/payment` : path;
}

/** The review, as an answer of 409 when it is not what the shopper had agreed to. */
async function sendReview(
  req: Request,
  res: Response,
  { config }: CheckoutDependencies,
  review: Review,
  changes: readonly string[] = [],
): Promise<void> {
  await sendPage(req, res, {
    title: changes.length > 0 ? 'Something changed' : 'Checkout: payment',
    status: changes.length > 0 ? 409 : 200,
    robots: 'noindex',
    visibility: 'private',
    body: (
      <CheckoutFrame step="review" title="Look it over and pay" figures={reviewFigures(review)}>
        <PaymentForm
          review={review}
          changes={changes}
          shown={signShown(shownOf(review, config.cookieSecret), config.cookieSecret)}
          holdMinutes={config.holdMinutes}
          testPayments={config.testPayments}
        />
      </CheckoutFrame>
    ),
  });
}
