export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * Stops asking a server that does not answer: after `failures` losses in a row it is open and every call fails at once;
 * once `retryAfterMs` have passed a single call may try, and its outcome decides.
 */
export class Breaker {
  #failures = 0;
  #openedAt: number | undefined;
  #probing = false;
  readonly #limit: number;
  readonly #retryAfterMs: number;
  readonly #now: () => number;

  constructor(options: { failures: number; retryAfterMs: number; now: () => number }) {
    this.#limit = options.failures;
    this.#retryAfterMs = options.retryAfterMs;
    this.#now = options.now;
  }

  get state(): BreakerState {
    if (this.#openedAt === undefined) return 'closed';
    return this.#now() - this.#openedAt >= this.#retryAfterMs ? 'half-open' : 'open';
  }

  /** Whether a call may be made now. In the half-open state it lets one caller through at a time. */
  allows(): boolean {
    const { state } = this;
    if (state === 'closed') return true;
    if (state === 'open' || this.#probing) return false;
    this.#probing = true;
    return true;
  }

  /** @returns true when this closed an open breaker */
  succeeded(): boolean {
    const wasOpen = this.#openedAt !== undefined;
    this.#failures = 0;
    this.#openedAt = undefined;
    this.#probing = false;
    return wasOpen;
  }

  /** @returns true when this opened a closed breaker */
  failed(): boolean {
    const wasClosed = this.#openedAt === undefined;
    this.#failures += 1;
    this.#probing = false;
    if (this.#failures < this.#limit && wasClosed) return false;
    this.#openedAt = this.#now();
    return wasClosed;
  }

  /** The call ended without saying anything about the server; another one may try in its place. */
  abandoned(): void {
    this.#probing = false;
  }
}
