export { readBacklog, type OutboxBacklog } from './backlog.ts';
export { enqueue, type OutboxEntry } from './enqueue.ts';
export { removeDoneWork } from './remove-done-work.ts';
export {
  workOutbox,
  type OutboxDependencies,
  type OutboxHandler,
  type OutboxHandlers,
  type OutboxJob,
} from './work-outbox.ts';
