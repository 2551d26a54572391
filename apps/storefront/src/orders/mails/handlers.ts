import type { Config } from '../../config/index.ts';
import type { ShopDatabase } from '../../database/index.ts';
import type { Mailer } from '../../mail/index.ts';
import type { OutboxHandler, OutboxHandlers, OutboxJob } from '../../outbox/index.ts';
import { emailKey } from '../find-order.ts';
import type { Order } from '../model.ts';
import { findOrderByNumber, readOrder } from '../read-orders.ts';
import { mailKinds } from './kinds.ts';
import { confirmationContents, linkContents, notKeptContents } from './order-mails.tsx';

export interface OrderMailDependencies {
  readonly database: ShopDatabase;
  readonly mailer: Mailer;
  readonly config: Pick<Config, 'publicUrl' | 'contactEmail'>;
}

/** About two days of tries. */
const mailAttempts = 200;

/** Sends the mails about orders that stand in the outbox. */
export function orderMailHandlers({ database, mailer, config }: OrderMailDependencies): OutboxHandlers {
  const send = async (order: Order, job: OutboxJob, contents: typeof confirmationContents) => {
    await mailer.send({
      ...contents(order, config),
      to: order.email,
      dedupeKey: `${job.kind}:${job.dedupeKey}`,
    });
  };
  const aboutOrder = (contents: typeof confirmationContents): OutboxHandler => ({
    attempts: mailAttempts,
    async run(job) {
      const order = await readOrder(database.query, Number(job.payload.orderId));
      if (!order) throw new Error('The order of this mail is gone.');
      await send(order, job, contents);
    },
  });
  return {
    [mailKinds.confirmation]: aboutOrder(confirmationContents),
    [mailKinds.notKept]: aboutOrder(notKeptContents),
    [mailKinds.link]: {
      attempts: mailAttempts,
      async run(job) {
        const found = await findOrderByNumber(database.query, String(job.payload.number));
        if (!found || emailKey(found.email) !== job.payload.emailKey) return;
        const order = await readOrder(database.query, found.id);
        if (order) await send(order, job, linkContents);
      },
    },
  };
}
