import type { BreakerState } from '@perfume/circuit-breaker';
import { Waits, type WaitState } from './waits.ts';

/** What the pool has lived through, for metrics and for the health page. */
export interface PoolState {
  readonly breaker: BreakerState;
  /** How often the breaker has opened. */
  readonly breakerOpened: number;
  /** Connections that are open now. */
  readonly connections: number;
  /** Callers that wait for a connection now. */
  readonly waiting: number;
  /** How long callers waited for a connection. */
  readonly waits: WaitState;
  /** Callers that were refused at once while the breaker was open. */
  readonly refused: number;
  /** How often the whole pool was dropped because its server was lost, moved or refused service … */
  readonly poolsDropped: number;
  /** … and why, by the server's or the driver's code. */
  readonly droppedFor: Readonly<Record<string, number>>;
  /** Connections that were opened, and that could not be. */
  readonly connected: number;
  readonly connectFailures: number;
  /** Statements that had no answer in time. */
  readonly queryTimeouts: number;
}

type Live = Pick<PoolState, 'breaker' | 'breakerOpened' | 'connections' | 'waiting'>;

/** The counters behind the pool's state. */
export class PoolCounts {
  readonly waits = new Waits();
  refused = 0;
  connected = 0;
  connectFailures = 0;
  queryTimeouts = 0;
  #poolsDropped = 0;
  readonly #droppedFor = new Map<string, number>();

  dropped(reason: string): void {
    this.#poolsDropped += 1;
    this.#droppedFor.set(reason, (this.#droppedFor.get(reason) ?? 0) + 1);
  }

  state(live: Live): PoolState {
    return {
      ...live,
      waits: this.waits.state(),
      refused: this.refused,
      poolsDropped: this.#poolsDropped,
      droppedFor: Object.fromEntries(this.#droppedFor),
      connected: this.connected,
      connectFailures: this.connectFailures,
      queryTimeouts: this.queryTimeouts,
    };
  }
}
