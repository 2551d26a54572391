import type { IncomingHttpHeaders } from 'node:http';

/**
 * Where an intent stands at the provider. `challenge`: the shopper has to confirm. `processing`: the outcome is not known
 * yet. `absent`: the provider never heard of it.
 */
export type IntentState =
  'challenge' | 'processing' | 'authorised' | 'captured' | 'declined' | 'voided' | 'refunded' | 'absent';

/** What a provider says of one attempt to pay. */
export interface ProviderAnswer {
  readonly state: IntentState;
  /** The provider's own name for it; null when absent. */
  readonly reference: string | null;
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Why it was declined, in the provider's code. */
  readonly declineCode: string | null;
  /** Where the shopper confirms; only with state `challenge`. */
  readonly challengeUrl: string | null;
}

export interface IntentRequest {
  /** The idempotency key: a repeat answers as the first did and charges nothing. */
  readonly attemptKey: string;
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Take the money at once, or only promise it until `capture`. */
  readonly capture: 'at-once' | 'on-dispatch';
  /** Where the shopper comes back to after a challenge. */
  readonly returnUrl: string;
  /** The built-in test provider does as it is told; others ignore it. */
  readonly testBehaviour?: string | undefined;
}

/** A provider's event: a nudge to ask how an attempt stands. What counts is the answer. */
export interface ProviderEvent {
  readonly id: string;
  readonly attemptKey: string;
}

/** An event that does not come from the provider, was changed on its way or is too old. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
  readonly code = 'invalid-payment-event';
}

/**
 * A service that moves money. Every call names an attempt by its key, is idempotent, and ends when the signal fires; a
 * call that throws has an unknown outcome.
 */
export interface PaymentProvider {
  readonly name: string;
  createIntent(request: IntentRequest, signal: AbortSignal): Promise<ProviderAnswer>;
  /** How it stands now; state `absent` when the provider never heard of the key. */
  lookup(attemptKey: string, signal: AbortSignal): Promise<ProviderAnswer>;
  /** Takes money that was promised. */
  capture(attemptKey: string, signal: AbortSignal): Promise<ProviderAnswer>;
  /**
   * Ends an attempt that has taken no money. After an answer of `voided` none can be taken under this key, also by a
   * request that is still on its way. Money that was taken stays taken and the answer says so.
   */
  void(attemptKey: string, signal: AbortSignal): Promise<ProviderAnswer>;
  /** Gives back all the money that was taken. */
  refund(attemptKey: string, signal: AbortSignal): Promise<ProviderAnswer>;
  /**
   * Checks and reads an event.
   * @throws InvalidEvent when the signature or its time does not hold
   */
  parseEvent(rawBody: Buffer, headers: IncomingHttpHeaders, now: Date): ProviderEvent;
  /** What a provider built into the shop has to do by itself, a bounded piece of it; remote ones have their own servers. */
  runOwnWork?(signal: AbortSignal): Promise<void>;
}
