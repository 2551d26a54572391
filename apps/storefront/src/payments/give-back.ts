import type { OutboxHandler } from '../outbox/index.ts';
import { askProvider, providerDeadline } from './ask-provider.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { findPayment } from './payment-records.ts';
import { hasMoney } from './payment-states.ts';
import { settlePayment } from './settle-payment.ts';

/** About a day of tries. */
const giveBackAttempts = 100;

/**
 * Gives the money of an attempt back: a void while it is only promised, a refund once it was taken. Both are idempotent at
 * the provider, so trying again never gives back twice.
 */
export function giveBackHandler(deps: PaymentDependencies): OutboxHandler {
  return {
    attempts: giveBackAttempts,
    async run(job) {
      const attemptKey = String(job.payload.attemptKey);
      const deadline = providerDeadline(deps);
      const payment = await findPayment(deps.database.query, attemptKey);
      if (!payment || !hasMoney(payment.state)) return;
      const captured = payment.state === 'captured';
      let answer = await askProvider(deps, deadline, (provider, signal) =>
        captured ? provider.refund(attemptKey, signal) : provider.void(attemptKey, signal),
      );
      if (answer.state === 'captured')
        answer = await askProvider(deps, deadline, (provider, signal) => provider.refund(attemptKey, signal));
      await settlePayment(deps, attemptKey, answer);
      if (answer.state !== 'voided' && answer.state !== 'refunded')
        throw new Error('The provider did not give the money back.');
      deps.logger.info({ attempt: payment.id, outcome: answer.state }, 'a payment was given back');
    },
  };
}
