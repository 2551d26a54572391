/** How long callers waited for a connection, in ms. */
export interface WaitState {
  readonly count: number;
  readonly meanMs: number;
  readonly maxMs: number;
  /** How many waited at most so long: the upper bound of each class in ms, 'more' for the rest. */
  readonly upToMs: Readonly<Record<string, number>>;
}

const bounds = [1, 5, 25, 100, 500];

/** Counts waits in classes. */
export class Waits {
  readonly #classes = new Array<number>(bounds.length + 1).fill(0);
  #count = 0;
  #sumMs = 0;
  #maxMs = 0;

  note(ms: number): void {
    this.#count += 1;
    this.#sumMs += ms;
    if (ms > this.#maxMs) this.#maxMs = ms;
    const found = bounds.findIndex((bound) => ms <= bound);
    this.#classes[found < 0 ? bounds.length : found]! += 1;
  }

  state(): WaitState {
    const names = [...bounds.map(String), 'more'];
    return {
      count: this.#count,
      meanMs: this.#count === 0 ? 0 : tenths(this.#sumMs / this.#count),
      maxMs: tenths(this.#maxMs),
      upToMs: Object.fromEntries(names.map((name, index) => [name, this.#classes[index] ?? 0])),
    };
  }
}

const tenths = (ms: number) => Math.round(ms * 10) / 10;
