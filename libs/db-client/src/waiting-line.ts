import type { MysqlPoolConnection } from 'kysely';
import { DatabaseUnavailable } from './errors.ts';
import type { Waits } from './waits.ts';

/** Hands a connection over, or says why there is none; called once. */
export type Handover = (error: unknown, connection: MysqlPoolConnection) => void;

interface Waiter {
  readonly since: number;
  readonly until: number;
  readonly handOver: Handover;
  timer?: NodeJS.Timeout;
}

/** How long a caller waits, in ms. */
export interface Patience {
  /** Since it came, or since the line last moved, whichever is later: a line that moves is busy, one that does not may wait for nobody. */
  readonly stillMs: number;
  /** Since it came, however well the line moves. */
  readonly atMostMs: number;
}

/** What a caller that is refused is handed in place of a connection. */
const noConnection = undefined as unknown as MysqlPoolConnection;

export function refuse(handOver: Handover, message: string): void {
  handOver(new DatabaseUnavailable(message), noConnection);
}

/** Callers that wait for a connection, in the order in which they came; each leaves once, served or refused. */
export class WaitingLine {
  readonly #waiters = new Set<Waiter>();
  #movedAt = -Infinity;
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
   * @param whyNot why it is refused when its patience ends, asked then
   */
  join(handOver: Handover, until: number, patience: Patience, whyNot: () => string): void {
    const waiter: Waiter = { since: this.#now(), until, handOver };
    this.#waiters.add(waiter);
    this.#watch(waiter, patience, whyNot);
  }

  /** Who has waited longest, taken out of the line. */
  next(): Pick<Waiter, 'handOver' | 'until'> | undefined {
    const [first] = this.#waiters;
    if (first) {
      this.#leave(first);
      this.#movedAt = this.#now();
    }
    return first;
  }

  refuseAll(message: string): void {
    for (const waiter of this.#waiters) {
      this.#leave(waiter);
      refuse(waiter.handOver, message);
    }
  }

  #watch(waiter: Waiter, { stillMs, atMostMs }: Patience, whyNot: () => string): void {
    const end = Math.min(Math.max(waiter.since, this.#movedAt) + stillMs, waiter.since + atMostMs);
    const leftMs = end - this.#now();
    if (leftMs > 0) {
      waiter.timer = setTimeout(() => this.#watch(waiter, { stillMs, atMostMs }, whyNot), Math.ceil(leftMs));
      return;
    }
    this.#leave(waiter);
    refuse(waiter.handOver, whyNot());
  }

  #leave(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    clearTimeout(waiter.timer);
    this.#waits.note(this.#now() - waiter.since);
  }
}
