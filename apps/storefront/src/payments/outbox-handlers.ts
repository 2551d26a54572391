import { enqueue, type OutboxHandlers } from '../outbox/index.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { giveBackKind } from './give-back-work.ts';
import { giveBackHandler } from './give-back.ts';
import { reconcile } from './reconcile.ts';

const reconciliationKind = 'reconciliation';

/** The work that payments promise in the outbox. */
export function paymentHandlers(deps: PaymentDependencies): OutboxHandlers {
  return {
    [giveBackKind]: giveBackHandler(deps),
    [reconciliationKind]: {
      attempts: 3,
      async run() {
        await reconcile(deps);
      },
    },
  };
}

/** Promises this hour's comparison of the books; however many servers do so, it is one. */
export async function promiseReconciliation({ database, now }: PaymentDependencies): Promise<void> {
  const at = now();
  const hour = at.toISOString().slice(0, 13);
  await database.transaction((trx) =>
    enqueue(trx, { kind: reconciliationKind, dedupeKey: hour, payload: { hour }, at }),
  );
}
