import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { ShopDatabase } from '../../database/index.ts';
import type { IntentRequest } from '../provider.ts';
import { testBehaviourOf, type TestBehaviour } from './behaviours.ts';
import type { TestProviderTables } from './tables.ts';

export type Intent = Selectable<TestProviderTables['test_provider_intent']>;
type State = Intent['state'];

/** How long the behaviour `late` takes to decide, in seconds. */
export const lateSeconds = 10;

/** The books of the test provider: what it was asked for and where each intent stands. */
export class TestProviderIntents {
  readonly #database: ShopDatabase;
  readonly #now: () => Date;

  constructor(database: ShopDatabase, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** Opens an intent, or finds the one that this key opened (or closed) before. */
  async open(request: IntentRequest): Promise<Intent> {
    const behaviour = testBehaviourOf(request.testBehaviour);
    const at = this.#now();
    const taken = request.capture === 'at-once' ? 'captured' : 'authorised';
    const firstState: Record<TestBehaviour, State> = {
      succeed: taken,
      timeout: taken,
      decline: 'declined',
      challenge: 'challenge',
      late: 'processing',
    };
    return this.#insertOnce({
      idempotency_key: request.attemptKey,
      currency: request.currency,
      amount_cents: request.amountCents,
      behaviour,
      state: firstState[behaviour],
      return_url: request.returnUrl,
      settles_at: behaviour === 'late' ? new Date(at.getTime() + lateSeconds * 1000) : null,
      capture_at_once: Number(request.capture === 'at-once'),
      decline_code: behaviour === 'decline' ? 'insufficient_funds' : null,
      event_due_at: behaviour === 'challenge' || behaviour === 'late' ? null : at,
    });
  }

  /** The intent of a key, with what has become due meanwhile. */
  async byKey(key: string): Promise<Intent | undefined> {
    const intent = await this.#database.query
      .selectFrom('test_provider_intent')
      .selectAll()
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    return intent && this.#settled(intent);
  }

  async byReference(reference: string): Promise<Intent | undefined> {
    const intent = await this.#database.query
      .selectFrom('test_provider_intent')
      .selectAll()
      .where('reference', '=', reference)
      .executeTakeFirst();
    return intent && this.#settled(intent);
  }

  /** Moves an intent on if it is in one of the given states; one statement decides between two who try. */
  async move(
    key: string,
    from: readonly State[],
    to: State,
    declineCode: string | null = null,
  ): Promise<void> {
    await this.#database.query
      .updateTable('test_provider_intent')
      .set({ state: to, decline_code: declineCode, settles_at: null, event_due_at: this.#now() })
      .where('idempotency_key', '=', key)
      .where('state', 'in', from)
      .execute();
  }

  /** Closes a key that was never used: a request that is still on its way finds it closed. */
  async closeUnused(key: string): Promise<Intent> {
    return this.#insertOnce({
      idempotency_key: key,
      // ISO 4217's code for no currency: no amount was ever asked for under this key.
      currency: 'XXX',
      amount_cents: 0,
      behaviour: 'none',
      state: 'voided',
      return_url: '',
      settles_at: null,
      capture_at_once: 0,
      decline_code: null,
      event_due_at: null,
    });
  }

  async #insertOnce(row: Omit<Intent, 'reference' | 'created_at'>): Promise<Intent> {
    await this.#database.query
      .insertInto('test_provider_intent')
      .values({ ...row, reference: randomBytes(16).toString('base64url'), created_at: this.#now() })
      .onDuplicateKeyUpdate((eb) => ({ state: eb.ref('test_provider_intent.state') }))
      .execute();
    return this.#database.query
      .selectFrom('test_provider_intent')
      .selectAll()
      .where('idempotency_key', '=', row.idempotency_key)
      .executeTakeFirstOrThrow();
  }

  /** A late bank has decided by the time its time is over. */
  async #settled(intent: Intent): Promise<Intent> {
    if (intent.state !== 'processing' || intent.settles_at === null || intent.settles_at > this.#now())
      return intent;
    await this.move(intent.idempotency_key, ['processing'], stateWhenTaken(intent));
    return this.#database.query
      .selectFrom('test_provider_intent')
      .selectAll()
      .where('reference', '=', intent.reference)
      .executeTakeFirstOrThrow();
  }
}

/** Taken at once or only promised, as it was asked for. */
export function stateWhenTaken(intent: Intent): 'captured' | 'authorised' {
  return intent.capture_at_once ? 'captured' : 'authorised';
}
