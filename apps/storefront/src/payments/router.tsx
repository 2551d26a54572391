import { Router, type Request, type Response } from 'express';
import { findOrderByToken, keepAddressSecret, orderNotFound, type PlacedOrder } from '../orders/index.ts';
import { sendPage, type RateLimiter } from '../web/index.ts';
import { ProviderUnreachable } from './ask-provider.ts';
import { cancelUnpaidOrder } from './cancel-order.ts';
import { checkAttempt } from './check-payments.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { readPaymentOfOrder } from './payment-of-order.ts';
import { readPayments } from './payment-records.ts';
import { isOpen } from './payment-states.ts';
import type { PaymentStatus } from './payment-status.ts';
import { startPayment } from './start-payment.ts';
import { PayPage } from './views/pay-page.tsx';

/** Paying again or another way, coming back from the bank, and cancelling what is not paid. */
export function createPaymentRouter(deps: PaymentDependencies & { readonly limit: RateLimiter }): Router {
  const { database, now, config, limit } = deps;
  const router = Router();
  const payLimit = limit({ name: 'pay', limit: 20, windowSeconds: 600 });

  const orderOf = async (req: Request<{ token: string }>): Promise<PlacedOrder> => {
    const order = await findOrderByToken(database.query, req.params.token);
    if (!order) throw orderNotFound();
    return order;
  };

  router.get('/orders/:token/payment', async (req, res) => {
    const order = await orderOf(req);
    const payment = await readPaymentOfOrder(database.query, order);
    const at = now();
    const { holdExpiresAt } = order;
    const held = order.state === 'awaiting-payment' && holdExpiresAt !== null && holdExpiresAt > at;
    // Without a form's origin older browsers' posts would look foreign: the address stays within the shop, but is sent.
    keepAddressSecret(res, 'same-origin');
    if (!held || payment.status.status === 'pending') {
      res.redirect(303, order.path);
      return;
    }
    await sendPage(req, res, {
      title: 'Pay for your order',
      robots: 'noindex',
      visibility: 'private',
      body: (
        <PayPage
          order={order}
          heldUntil={holdExpiresAt}
          payment={payment}
          at={at}
          testPayments={config.testPayments}
        />
      ),
    });
  });

  router.post('/orders/:token/payment', payLimit, async (req: Request<{ token: string }>, res) => {
    const order = await orderOf(req);
    const { behaviour, attempts } = (req.body ?? {}) as Record<string, unknown>;
    const status = await startPayment(deps, {
      orderId: order.id,
      testBehaviour: typeof behaviour === 'string' ? behaviour : undefined,
      afterAttempts: attemptsOf(attempts),
    });
    keepAddressSecret(res);
    res.redirect(303, status.status === 'challenge' ? status.url : afterwards(order, status));
  });

  router.get('/orders/:token/payment/return', async (req, res) => {
    const order = await orderOf(req);
    const last = (await readPayments(database.query, order.id)).at(-1);
    keepAddressSecret(res);
    res.redirect(
      303,
      afterwards(order, last && isOpen(last.state) ? await ask(deps, last.attempt_key) : undefined),
    );
  });

  router.post('/orders/:token/cancel', payLimit, async (req: Request<{ token: string }>, res: Response) => {
    const order = await orderOf(req);
    await cancelUnpaidOrder(deps, order.id);
    keepAddressSecret(res);
    // The order's own page says what has become of it: cancelled, paid meanwhile, or still being checked.
    res.redirect(303, order.path);
  });

  return router;
}

/** How the attempt stands; undefined when the provider does not say, and then the order's page says "we are checking". */
async function ask(deps: PaymentDependencies, attemptKey: string): Promise<PaymentStatus | undefined> {
  try {
    return await checkAttempt(deps, attemptKey);
  } catch (error) {
    if (error instanceof ProviderUnreachable) return undefined;
    throw error;
  }
}

function afterwards(order: PlacedOrder, status: PaymentStatus | undefined): string {
  return status?.status === 'declined' ? `${order.path}/payment` : order.path;
}

/** A number that is none of ours starts nothing: it cannot match how many attempts there are. */
function attemptsOf(posted: unknown): number {
  return typeof posted === 'string' && /^\d{1,4}$/.test(posted) ? Number(posted) : -1;
}
