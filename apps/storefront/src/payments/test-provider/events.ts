import type { ShopDatabase } from '../../database/index.ts';
import { signEvent } from '../event-signature.ts';
import type { Intent, TestProviderIntents } from './intents.ts';

export const signatureHeader = 'test-provider-signature';

/** Sends an event to the shop; throws unless the shop took it. */
export type PostEvent = (
  url: URL,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
) => Promise<void>;

interface EventOptions {
  readonly database: ShopDatabase;
  readonly publicUrl: URL;
  readonly webhookSecret: string;
  readonly now: () => Date;
  readonly postEvent?: PostEvent;
}

const eventsPerRun = 10;
/** An event that the shop did not take is sent again after this long, in ms. */
const resendMs = 30_000;
/** The provider gives up on an event this long after its intent was opened, in ms. */
const giveUpMs = 3_600_000;

/** Lets late banks decide and sends the events that are due, a bounded number. One that is refused is sent again later. */
export async function sendDueEvents(
  options: EventOptions,
  intents: TestProviderIntents,
  signal: AbortSignal,
): Promise<void> {
  const { database, now } = options;
  const late = await database.query
    .selectFrom('test_provider_intent')
    .select('reference')
    .where('state', '=', 'processing')
    .where('settles_at', '<=', now())
    .limit(eventsPerRun)
    .execute();
  for (const { reference } of late) await intents.byReference(reference);
  const due = await claimDue(options);
  await Promise.all(due.map((event) => send(options, event, signal)));
}

interface DueEvent {
  readonly intent: Intent;
  readonly claimedUntil: Date;
}

function claimDue({ database, now }: EventOptions): Promise<readonly DueEvent[]> {
  return database.transaction(async (trx) => {
    const claimedUntil = new Date(now().getTime() + resendMs);
    const rows = await trx
      .selectFrom('test_provider_intent')
      .selectAll()
      .where('event_due_at', '<=', now())
      .orderBy('event_due_at')
      .limit(eventsPerRun)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length > 0) {
      await trx
        .updateTable('test_provider_intent')
        .set({ event_due_at: claimedUntil })
        .where(
          'reference',
          'in',
          rows.map(({ reference }) => reference),
        )
        .execute();
    }
    return rows.map((intent) => ({ intent, claimedUntil }));
  });
}

async function send(
  options: EventOptions,
  { intent, claimedUntil }: DueEvent,
  signal: AbortSignal,
): Promise<void> {
  const { database, publicUrl, webhookSecret, now, postEvent = postOverHttp } = options;
  const body = JSON.stringify({
    id: `evt_${intent.reference}_${intent.state}`,
    type: `intent.${intent.state}`,
    attempt: intent.idempotency_key,
  });
  try {
    await postEvent(
      new URL('/payments/events/test', publicUrl),
      body,
      { 'content-type': 'application/json', [signatureHeader]: signEvent(body, webhookSecret, now()) },
      signal,
    );
  } catch {
    if (now().getTime() - intent.created_at.getTime() < giveUpMs) return;
  }
  await database.query
    .updateTable('test_provider_intent')
    .set({ event_due_at: null })
    .where('reference', '=', intent.reference)
    .where('event_due_at', '=', claimedUntil)
    .execute();
}

const postOverHttp: PostEvent = async (url, body, headers, signal) => {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers,
    signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
    redirect: 'error',
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
};
