import type { Socket } from 'node:net';
import Memcached from 'memcached';

export type Done<Result> = (error: unknown, result: Result) => void;
/** What a call gave; undefined when the server could not be asked or refused. */
export type Answer<Result> = { readonly value: Result } | undefined;

/** What the package's types leave out. */
interface Inside {
  connectionIssue(error: unknown, socket: Partial<Socket>): void;
  readonly connections: Readonly<Record<string, { free(keep: number, hard: boolean): void }>>;
}

/** The last three are missing from the package's types: it hands them on to the module that times its retries. */
const settings: Memcached.options & Record<'factor' | 'minTimeout' | 'maxTimeout', number> = {
  poolSize: 10,
  // A burst on a fresh pool finds it full for a moment: ask again after milliseconds, not after a second.
  retries: 10,
  factor: 1,
  minTimeout: 10,
  maxTimeout: 20,
  timeout: 250,
  idle: 600_000,
};

/** When sockets that were still connecting at the discard are closed, in ms after it: later than `timeout` above. */
const secondSweepMs = 500;
/** Refusals that say nothing of the server's health. */
const harmless = /out of memory|too large/i;

/**
 * One client of the npm package `memcached`, to be thrown away at the first trouble. The package has no deadline per command
 * and leaves calls unsettled when a socket closes: here each call has a deadline, and when one passes it, all others of this
 * client end with it. What the package does after a failure (timers of 250 ms, 5 minutes and 5 hours, and a `ping` process
 * without an error handler) hangs on its method `connectionIssue` alone, which is replaced here: nothing of it ever runs.
 */
export class GuardedClient {
  readonly #client: Memcached;
  readonly #onTrouble: (reason: string) => void;
  readonly #calls = new Set<() => void>();
  #discarded = false;

  /** @param onTrouble called at most once, when this client is of no more use */
  constructor(server: string, onTrouble: (reason: string) => void) {
    this.#onTrouble = onTrouble;
    this.#client = new Memcached(server, settings);
    this.#inside.connectionIssue = (error, socket) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (harmless.test(reason)) return;
      socket.destroy?.();
      this.#trouble(reason);
    };
  }

  /** Runs one command; it settles within `deadlineMs` and never rejects. */
  call<Result>(
    deadlineMs: number,
    run: (client: Memcached, done: Done<Result>) => void,
  ): Promise<Answer<Result>> {
    if (this.#discarded || deadlineMs <= 0) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      let settled = false;
      const settle = (answer: Answer<Result>) => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        this.#calls.delete(giveUp);
        resolve(answer);
      };
      const giveUp = () => settle(undefined);
      const timer = setTimeout(() => {
        // An answer that arrived while the process itself was held up is read before the deadline is judged.
        setImmediate(() => {
          if (!settled) this.#trouble(`no answer within ${Math.ceil(deadlineMs)} ms`);
        });
      }, deadlineMs);
      this.#calls.add(giveUp);
      try {
        run(this.#client, (error, value) => settle(error ? undefined : { value }));
      } catch {
        giveUp();
      }
    });
  }

  /** Ends every call as unanswered and closes every socket. */
  discard(): void {
    if (this.#discarded) return;
    this.#discarded = true;
    for (const giveUp of this.#calls) giveUp();
    this.#closeSockets();
    setTimeout(() => this.#closeSockets(), secondSweepMs).unref();
  }

  get #inside(): Inside {
    return this.#client as unknown as Inside;
  }

  #trouble(reason: string): void {
    if (this.#discarded) return;
    this.#onTrouble(reason);
    this.discard();
  }

  #closeSockets(): void {
    // "Hard": the package otherwise waits until a frozen server has taken what was written.
    for (const pool of Object.values(this.#inside.connections)) pool.free(0, true);
  }
}
