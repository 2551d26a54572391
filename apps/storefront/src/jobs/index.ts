import { sweepIdleCarts } from '../cart/index.ts';
import type { Mailer } from '../mail/index.ts';
import { orderMailHandlers, type OrderMailDependencies } from '../orders/index.ts';
import { removeDoneWork, workOutbox } from '../outbox/index.ts';
import {
  checkPayments,
  expireHolds,
  paymentHandlers,
  promiseReconciliation,
  type PaymentDependencies,
} from '../payments/index.ts';
import { runTasks, type RunningTasks, type Task } from './task-loop.ts';

export type JobDependencies = PaymentDependencies & OrderMailDependencies & { readonly mailer: Mailer };

const second = 1_000;
const minute = 60 * second;

/**
 * Starts what each server does beside answering requests: payments whose outcome is out, holds whose time is over, mails
 * and money to be sent, and what is kept no longer. Any number of servers may do so at once; each takes rows that no other has.
 */
export function startJobs(deps: JobDependencies): RunningTasks {
  return runTasks(tasksOf(deps), deps);
}

function tasksOf(deps: JobDependencies): readonly Task[] {
  const { database, logger, now, payments } = deps;
  const handlers = { ...orderMailHandlers(deps), ...paymentHandlers(deps) };
  return [
    { name: 'check payments', everyMs: second, run: () => checkPayments(deps) },
    { name: 'expire holds', everyMs: 5 * second, run: () => expireHolds(deps) },
    { name: 'work outbox', everyMs: second, run: () => workOutbox({ database, handlers, now, logger }) },
    { name: 'compare books', everyMs: 10 * minute, run: () => promiseReconciliation(deps) },
    { name: 'sweep carts', everyMs: 10 * minute, run: () => sweepIdleCarts(database, now()) },
    { name: 'clear outbox', everyMs: 10 * minute, run: () => removeDoneWork(database.query, now()) },
    { name: 'provider', everyMs: second, run: async (signal) => payments.runOwnWork?.(signal) },
  ];
}
