import { Router } from 'express';
import { z } from 'zod';
import type { Queries, ShopDatabase } from '../database/index.ts';
import { NotFound, parseForm, sendPage, type RateLimiter } from '../web/index.ts';
import { requestOrderLink } from './find-order.ts';
import { parseOrderNumber } from './keys.ts';
import type { PaymentOfOrder, PlacedOrder } from './model.ts';
import { orderStory } from './order-story.ts';
import { keepAddressSecret } from './private-page.ts';
import { findOrderByToken, readOrder } from './read-orders.ts';
import { FindOrderPage } from './views/find-page.tsx';
import { OrderPage } from './views/order-page.tsx';

export interface OrderPageDependencies {
  readonly database: ShopDatabase;
  readonly limit: RateLimiter;
  readonly now: () => Date;
  /** What payments know of an order's payment. */
  readonly paymentOf: (queries: Queries, order: PlacedOrder) => Promise<PaymentOfOrder>;
}

const findForm = z.object({
  number: z
    .string({ error: 'Enter the number of your order.' })
    .transform(parseOrderNumber)
    .refine((number) => number !== null, 'An order number has ten letters and digits, like 7KD-42MX-9QT.'),
  email: z
    .string({ error: 'Enter the address you ordered with.' })
    .trim()
    .pipe(z.email('Enter an address like name@example.com.').max(254)),
});

/** The page of an order behind its secret link, and the way back to that link. */
export function createOrderRouter({ database, limit, now, paymentOf }: OrderPageDependencies): Router {
  const router = Router();

  router.get('/orders/find', async (req, res) => {
    await sendPage(req, res, {
      title: 'Find my order',
      description: 'Get the link to your order again, with its number and the address you ordered with.',
      canonicalPath: '/orders/find',
      visibility: 'public',
      body: <FindOrderPage asked={req.query.asked === '1'} />,
    });
  });

  router.post(
    '/orders/find',
    limit({ name: 'find-order', limit: 10, windowSeconds: 600 }),
    async (req, res) => {
      const form = parseForm(findForm, req.body);
      if (!form.ok) {
        await sendPage(req, res, {
          title: 'Find my order',
          status: 422,
          robots: 'noindex',
          visibility: 'private',
          body: <FindOrderPage asked={false} values={form.values} errors={form.errors} />,
        });
        return;
      }
      await requestOrderLink(database, { number: form.value.number, email: form.value.email }, now());
      res.redirect(303, '/orders/find?asked=1');
    },
  );

  router.get('/orders/:token', async (req, res) => {
    const placed = await findOrderByToken(database.query, req.params.token);
    const order = placed && (await readOrder(database.query, placed.id));
    if (!order) throw orderNotFound();
    const story = orderStory(order, await paymentOf(database.query, order), now());
    keepAddressSecret(res);
    if (story.lookAgainSeconds !== undefined) res.setHeader('Refresh', String(story.lookAgainSeconds));
    await sendPage(req, res, {
      title: `Order ${order.number}`,
      robots: 'noindex',
      visibility: 'private',
      body: <OrderPage order={order} story={story} />,
    });
  });

  return router;
}

/** 404 for a secret link that opens nothing. */
export function orderNotFound(): NotFound {
  return new NotFound(
    'We could not find that order',
    'The link may be cut short. “Find my order” at the foot of this page sends you a fresh one.',
  );
}
