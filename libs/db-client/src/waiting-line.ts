import type { MysqlPoolConnection } from 'kysely';
import { DatabaseUnavailable } from './errors.ts';
import type { Waits } from './waits.ts';

/** Hands a connection over, or says why there is none; called once. */
export type Handover = (error: unknown, connection: MysqlPoolConnection) => void;

interface Waiter {
  readonly since: number;
  readonly until: number;
  readonly timer: NodeJS.Timeout;
  readonly handOver: Handover;
}

/** What a caller that is refused is handed in place of a connection. */
const noConnection = undefined as unknown as MysqlPoolConnection;

export function refuse(handOver: Handover, message: string): void {
  handOver(new DatabaseUnavailable(message), noConnection);
}

/** Callers that wait for a connection, in the order in which they came; each leaves once, served or refused. */
export class WaitingLine {
  readonly #waiters = new Set<Waiter>();
  readonly #waits: Waits;
  readonly #now: () => number;

  constructor(waits: Waits, now: () => number) {
    this.#waits = waits;
    this.#now = now;
  }

  get length(): number {
    return this.#waiters.size;
  }

  /**
   * @param until what the caller's loan ends at; handed back by `next`
   * @param whyNot why it is refused after `waitMs`, asked then
   */
  join(handOver: Handover, until: number, waitMs: number, whyNot: () => string): void {
    const waiter: Waiter = {
      since: this.#now(),
      until,
      handOver,
      timer: setTimeout(() => {
        this.#leave(waiter);
        refuse(handOver, whyNot());
      }, waitMs),
    };
    this.#waiters.add(waiter);
  }

  /** Who has waited longest, taken out of the line. */
  next(): Pick<Waiter, 'handOver' | 'until'> | undefined {
    const [first] = this.#waiters;
    if (first) this.#leave(first);
    return first;
  }

  refuseAll(message: string): void {
    for (const waiter of this.#waiters) {
      this.#leave(waiter);
      refuse(waiter.handOver, message);
    }
  }

  #leave(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    clearTimeout(waiter.timer);
    this.#waits.note(this.#now() - waiter.since);
  }
}
