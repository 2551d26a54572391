import { isDuplicateKey } from '@perfume/db-client';
import { raw, Router } from 'express';
import { BadRequest, NotFound } from '../web/index.ts';
import { ProviderUnreachable } from './ask-provider.ts';
import { checkAttempt, checkSoon } from './check-payments.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { InvalidEvent, type ProviderEvent } from './provider.ts';

const largestEvent = '256kb';

/**
 * Takes the provider's events. It stands before anything parses bodies, since the signature is over the bytes as they
 * came. An event is only a nudge to ask the provider, so neither order of arrival nor repetition can mislead anybody.
 */
export function createPaymentEventRouter(deps: PaymentDependencies): Router {
  const router = Router();
  router.post(
    '/payments/events/:provider',
    raw({ type: () => true, limit: largestEvent }),
    async (req, res) => {
      if (req.params.provider !== deps.payments.name) throw new NotFound();
      const event = read(deps, req.body, req.headers);
      if (await accept(deps, event)) await lookNow(deps, event);
      res.status(204).end();
    },
  );
  return router;
}

function read(
  { payments, logger, now }: PaymentDependencies,
  body: unknown,
  headers: Parameters<PaymentDependencies['payments']['parseEvent']>[1],
): ProviderEvent {
  try {
    return payments.parseEvent(Buffer.isBuffer(body) ? body : Buffer.alloc(0), headers, now());
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error;
    logger.warn({ provider: payments.name, reason: error.message }, 'refused a payment event');
    throw new BadRequest(
      'That event was refused',
      'Events must be signed with the secret of this shop, just now.',
    );
  }
}

/**
 * Notes the event together with the promise to look at its attempt: from here on nothing of it can be lost.
 * @returns false for an event that came before
 */
async function accept(
  { database, payments, logger, now }: PaymentDependencies,
  event: ProviderEvent,
): Promise<boolean> {
  try {
    return await database.transaction(async (trx) => {
      await trx
        .insertInto('payment_event')
        .values({ provider: payments.name, event_id: event.id, received_at: now() })
        .execute();
      const known = await checkSoon(trx, event.attemptKey, now());
      if (!known) logger.warn({ provider: payments.name }, 'a payment event names no attempt of this shop');
      return known;
    });
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

async function lookNow(deps: PaymentDependencies, { attemptKey }: ProviderEvent): Promise<void> {
  try {
    await checkAttempt(deps, attemptKey);
  } catch (error) {
    if (!(error instanceof ProviderUnreachable)) throw error;
    deps.logger.warn(
      { provider: deps.payments.name },
      'the provider sent an event and does not answer; asking later',
    );
  }
}
