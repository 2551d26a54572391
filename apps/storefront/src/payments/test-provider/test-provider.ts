import { z } from 'zod';
import type { IncomingHttpHeaders } from 'node:http';
import type { ShopDatabase } from '../../database/index.ts';
import { verifyEvent } from '../event-signature.ts';
import {
  InvalidEvent,
  type IntentRequest,
  type PaymentProvider,
  type ProviderAnswer,
  type ProviderEvent,
} from '../provider.ts';
import { sendDueEvents, signatureHeader, type PostEvent } from './events.ts';
import { stateWhenTaken, TestProviderIntents, type Intent } from './intents.ts';

export interface TestProviderOptions {
  readonly database: ShopDatabase;
  readonly publicUrl: URL;
  readonly webhookSecret: string;
  readonly now: () => Date;
  /** How an event reaches the shop. Default: an HTTP request to `publicUrl`. */
  readonly postEvent?: PostEvent;
}

const eventBody = z.object({ id: z.string().max(120), attempt: z.string().max(120) });

/**
 * A payment provider that takes no money. It stands behind the same interface as a real one and keeps its own books, so
 * everything that can go wrong between two services can go wrong here.
 */
export class TestProvider implements PaymentProvider {
  readonly name = 'test';
  readonly intents: TestProviderIntents;
  readonly #options: TestProviderOptions;

  constructor(options: TestProviderOptions) {
    this.#options = options;
    this.intents = new TestProviderIntents(options.database, options.now);
  }

  async createIntent(request: IntentRequest, signal: AbortSignal): Promise<ProviderAnswer> {
    const intent = await this.intents.open(request);
    if (intent.behaviour === 'timeout' && intent.state !== 'voided') await neverAnswering(signal);
    return this.#answer(intent);
  }

  async lookup(attemptKey: string): Promise<ProviderAnswer> {
    return this.#answer(await this.intents.byKey(attemptKey));
  }

  async capture(attemptKey: string): Promise<ProviderAnswer> {
    await this.intents.move(attemptKey, ['authorised'], 'captured');
    return this.lookup(attemptKey);
  }

  async void(attemptKey: string): Promise<ProviderAnswer> {
    if (!(await this.intents.byKey(attemptKey))) await this.intents.closeUnused(attemptKey);
    await this.intents.move(attemptKey, ['challenge', 'processing', 'authorised'], 'voided');
    return this.lookup(attemptKey);
  }

  async refund(attemptKey: string): Promise<ProviderAnswer> {
    await this.intents.move(attemptKey, ['captured'], 'refunded');
    return this.lookup(attemptKey);
  }

  parseEvent(rawBody: Buffer, headers: IncomingHttpHeaders, now: Date): ProviderEvent {
    verifyEvent(rawBody, headers[signatureHeader], this.#options.webhookSecret, now);
    const parsed = eventBody.safeParse(readJson(rawBody));
    if (!parsed.success) throw new InvalidEvent('The event is signed but cannot be read.');
    return { id: parsed.data.id, attemptKey: parsed.data.attempt };
  }

  /** The shopper's answer to a challenge; an intent that has left the challenge stays as it is. */
  async answerChallenge(intent: Intent, approved: boolean): Promise<void> {
    if (approved) await this.intents.move(intent.idempotency_key, ['challenge'], stateWhenTaken(intent));
    else await this.intents.move(intent.idempotency_key, ['challenge'], 'declined', 'challenge_refused');
  }

  async runOwnWork(signal: AbortSignal): Promise<void> {
    await sendDueEvents(this.#options, this.intents, signal);
  }

  #answer(intent: Intent | undefined): ProviderAnswer {
    if (!intent) {
      return {
        state: 'absent',
        reference: null,
        amountCents: 0,
        currency: '',
        declineCode: null,
        challengeUrl: null,
      };
    }
    return {
      state: intent.state,
      reference: intent.reference,
      amountCents: intent.amount_cents,
      currency: intent.currency,
      declineCode: intent.decline_code,
      // A path, so that the shop may be reached under any of its names.
      challengeUrl: intent.state === 'challenge' ? `/test-provider/challenge/${intent.reference}` : null,
    };
  }
}

function readJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The line is dead: nothing comes until the caller gives up. */
function neverAnswering(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
