export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a breaker tells of itself when it changes. */
export type BreakerChange =
  { readonly to: 'open'; readonly reason: string } | { readonly to: 'closed'; readonly openMs: number };

export interface BreakerOptions {
  /** Losses in a row that open it. */
  readonly failures: number;
  /** The pause between two probes, in ms; jittered, so that servers do not ask in step. The first probe has none. */
  readonly retryAfterMs: number;
  /** Asks the server whether it serves again; rejects when it does not. The signal fires when nobody waits any more. */
  readonly probe: (signal: AbortSignal) => Promise<unknown>;
  /** The longest wait for a probe, in ms. One that has not settled by then has failed, whatever becomes of it. */
  readonly probeTimeoutMs: number;
  readonly onChange?: (change: BreakerChange) => void;
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly random?: () => number;
}

/**
 * Stops asking a server that does not answer: after `failures` losses in a row it is open and calls fail at once. It finds
 * out by itself when the server is back, with one probe at a time that is no caller's request: so no request waits for a
 * server that is away, and no caller that goes away leaves the breaker waiting for an outcome. The first probe follows at
 * once, which makes opening cheap: a server that is there, or has moved, is back in use within milliseconds.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  #failures = 0;
  #openedAt: number | undefined;
  #timesOpened = 0;
  #pause: NodeJS.Timeout | undefined;
  #probe: AbortController | undefined;
  #ended = false;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get state(): BreakerState {
    if (this.#openedAt === undefined) return 'closed';
    return this.#probe ? 'half-open' : 'open';
  }

  /** Whether calls may be made now. */
  get isClosed(): boolean {
    return this.#openedAt === undefined;
  }

  /** How often it has opened since the start. */
  get timesOpened(): number {
    return this.#timesOpened;
  }

  /** The server answered. While the breaker is open only its own probe decides: a late answer may come from a former server. */
  succeeded(): void {
    if (this.isClosed) this.#failures = 0;
  }

  /** The server was lost. */
  failed(reason: string): void {
    if (!this.isClosed) return;
    this.#failures += 1;
    if (this.#failures < this.#options.failures) return;
    this.#openedAt = performance.now();
    this.#timesOpened += 1;
    this.#options.onChange?.({ to: 'open', reason });
    this.#ask();
  }

  /** Ends the probing; the state stays as it is. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#pause);
    this.#probe?.abort();
  }

  #ask(): void {
    if (this.#ended) return;
    const probe = new AbortController();
    this.#probe = probe;
    const settle = (succeeded: boolean) => {
      // Each probe has one outcome, and only while it is the current one.
      if (this.#probe !== probe) return;
      this.#probe = undefined;
      clearTimeout(deadline);
      if (succeeded) this.#close();
      else {
        probe.abort();
        this.#askLater();
      }
    };
    const deadline = setTimeout(() => settle(false), this.#options.probeTimeoutMs);
    deadline.unref();
    this.#options.probe(probe.signal).then(
      () => settle(true),
      () => settle(false),
    );
  }

  #askLater(): void {
    if (this.#ended) return;
    const { retryAfterMs, random = Math.random } = this.#options;
    this.#pause = setTimeout(() => this.#ask(), retryAfterMs * (0.75 + random() / 2));
    this.#pause.unref();
  }

  #close(): void {
    const openMs = Math.round(performance.now() - (this.#openedAt ?? 0));
    this.#openedAt = undefined;
    this.#failures = 0;
    this.#options.onChange?.({ to: 'closed', openMs });
  }
}
