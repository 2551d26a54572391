import type { PaymentDependencies } from './dependencies.ts';
import type { PaymentProvider, ProviderAnswer } from './provider.ts';

const defaultDeadlineMs = 5_000;

/** The provider gave no usable answer in time; what it did is not known. */
export class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
  readonly code = 'payment-provider-unreachable';
}

/** The time that one dealing with the provider may take, however many calls it needs. */
export function providerDeadline({
  providerDeadlineMs = defaultDeadlineMs,
}: PaymentDependencies): AbortSignal {
  return AbortSignal.timeout(providerDeadlineMs);
}

/**
 * Asks the provider and waits no longer than the deadline, also for a provider that does not look at its signal.
 * @throws ProviderUnreachable whatever went wrong: after any failure the outcome is unknown
 */
export async function askProvider(
  deps: PaymentDependencies,
  deadline: AbortSignal,
  call: (provider: PaymentProvider, signal: AbortSignal) => Promise<ProviderAnswer>,
): Promise<ProviderAnswer> {
  try {
    deadline.throwIfAborted();
    return await Promise.race([call(deps.payments, deadline), rejectAt(deadline)]);
  } catch (cause) {
    throw new ProviderUnreachable(`The payment provider ${deps.payments.name} gave no answer.`, { cause });
  }
}

function rejectAt(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
