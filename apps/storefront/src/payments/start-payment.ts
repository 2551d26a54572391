import type { PaymentDependencies } from './dependencies.ts';

/** Where an attempt to pay stands for the shopper. */
export type PaymentStatus =
  | { readonly status: 'paid' }
  /** The bank wants a confirmation at this URL. */
  | { readonly status: 'challenge'; readonly url: string }
  | { readonly status: 'declined'; readonly message: string }
  /** Not known yet: "we are checking", never "failed". */
  | { readonly status: 'pending' }
  /** The order takes no payment any more: it was cancelled, or its stock is no longer held. */
  | { readonly status: 'closed' };

export interface PaymentStart {
  readonly orderId: number;
  readonly testBehaviour?: string | undefined;
  /**
   * How many attempts the shopper's page knew of. With more by now the last one's status is the answer and nothing new is
   * started: a double click and a reload pay once. Default 0, right for the checkout.
   */
  readonly afterAttempts?: number;
}

/**
 * Starts an attempt to pay an order and waits for its outcome, at most for the provider's deadline. The attempt is on
 * record before the provider is asked, so whatever happens in between is found and settled by the jobs.
 */
export declare function startPayment(deps: PaymentDependencies, start: PaymentStart): Promise<PaymentStatus>;
