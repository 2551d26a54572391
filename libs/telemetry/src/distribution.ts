/** The values of a distribution as CloudWatch takes them: each value with how often it came. */
export interface DistributionValue {
  readonly Values: readonly number[];
  readonly Counts: readonly number[];
  readonly Min: number;
  readonly Max: number;
  readonly Sum: number;
  readonly Count: number;
}

/** Values below this are one class: in ms, ten times shorter than anything that is worth a look. */
const smallest = 0.1;
/** Each class reaches so much further than the one before, so that its middle is within 8 % of any value in it. */
const ratio = 1.16;
/** With these, the last class begins at 203,000: more than three minutes in ms. CloudWatch takes 100 values per line. */
const classes = 100;
const perClass = 1 / Math.log(ratio);

/** Counts values in classes whose width grows with the value: bounded memory, no allocation per value. */
export class Distribution {
  readonly #counts = new Uint32Array(classes);
  #count = 0;
  #sum = 0;
  #min = Infinity;
  #max = -Infinity;

  /** Counts a value of zero or more; anything else is no measurement and is left out. */
  record(value: number): void {
    if (!(value >= 0 && value < Infinity)) return;
    const at = value < smallest ? 0 : 1 + Math.floor(Math.log(value / smallest) * perClass);
    const index = at < classes ? at : classes - 1;
    this.#counts[index] = this.#counts[index]! + 1;
    this.#count += 1;
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  /** What was counted since it was last taken; undefined when that is nothing. */
  take(): DistributionValue | undefined {
    if (this.#count === 0) return undefined;
    const Values: number[] = [];
    const Counts: number[] = [];
    this.#counts.forEach((count, index) => {
      if (count === 0) return;
      Values.push(this.#middle(index));
      Counts.push(count);
    });
    const taken = {
      Values,
      Counts,
      Min: round(this.#min),
      Max: round(this.#max),
      Sum: round(this.#sum),
      Count: this.#count,
    };
    this.#counts.fill(0);
    this.#count = 0;
    this.#sum = 0;
    this.#min = Infinity;
    this.#max = -Infinity;
    return taken;
  }

  /** The value that stands for a class, and never one beyond what was counted. */
  #middle(index: number): number {
    const middle = index === 0 ? smallest / 2 : smallest * ratio ** (index - 0.5);
    return round(Math.min(this.#max, Math.max(this.#min, middle)));
  }
}

/** Four digits that count: more would only make the line longer. */
const round = (value: number) => Number(value.toPrecision(4));
