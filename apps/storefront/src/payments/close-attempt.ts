import { askProvider, providerDeadline } from './ask-provider.ts';
import type { PaymentDependencies } from './dependencies.ts';
import type { PaymentStatus } from './payment-status.ts';
import type { ProviderAnswer } from './provider.ts';
import { settlePayment } from './settle-payment.ts';

const stillOpen = new Set<ProviderAnswer['state']>(['challenge', 'processing', 'absent']);

/**
 * Brings an attempt to its end at the provider: what is decided already stands, what is still open is voided, so that it
 * can never charge any more. Whoever is quicker, the shopper's bank or this, the provider's answer says which.
 * @throws ProviderUnreachable when that is not known; the attempt stays open then
 */
export async function closeAttempt(
  deps: PaymentDependencies,
  attemptKey: string,
  deadline = providerDeadline(deps),
): Promise<PaymentStatus> {
  const now = await askProvider(deps, deadline, (provider, signal) => provider.lookup(attemptKey, signal));
  const answer = stillOpen.has(now.state)
    ? await askProvider(deps, deadline, (provider, signal) => provider.void(attemptKey, signal))
    : now;
  return settlePayment(deps, attemptKey, answer);
}
