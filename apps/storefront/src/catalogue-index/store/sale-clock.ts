import type { PriceRecord } from '../../pricing/index.ts';

/** Which variants have a price that the clock will change, and when the next of them does. */
export class SaleClock {
  readonly #records = new Map<number, PriceRecord>();
  #next = Infinity;

  /** When the next sale begins or ends, in milliseconds since 1970; Infinity when none does. */
  get next(): number {
    return this.#next;
  }

  /** Watches a variant's price, if the clock can still change it. */
  watch(variant: number, record: PriceRecord, at: Date): void {
    // Most prices are no sale: nothing to work out for them.
    const next = record.saleCents === null ? Infinity : nextChange(record, at.getTime());
    if (next === Infinity) {
      this.#records.delete(variant);
      return;
    }
    this.#records.set(variant, record);
    if (next < this.#next) this.#next = next;
  }

  forget(variant: number): void {
    this.#records.delete(variant);
  }

  /** The variants whose price may be another now than at the last call, with those prices. */
  takeDue(at: Date): readonly (readonly [variant: number, record: PriceRecord])[] {
    const now = at.getTime();
    if (now < this.#next) return [];
    const due: (readonly [number, PriceRecord])[] = [];
    const past = this.#next;
    this.#next = Infinity;
    for (const [variant, record] of this.#records) {
      if (hasEdgeBetween(record, past, now)) due.push([variant, record]);
      const next = nextChange(record, now);
      if (next === Infinity) this.#records.delete(variant);
      else if (next < this.#next) this.#next = next;
    }
    return due;
  }
}

function edges({ saleCents, saleStartsAt, saleEndsAt }: PriceRecord): readonly number[] {
  if (saleCents === null) return [];
  return [saleStartsAt?.getTime() ?? -Infinity, saleEndsAt?.getTime() ?? Infinity];
}

/** The first moment after `now` at which the sale begins or ends. */
const nextChange = (record: PriceRecord, now: number) =>
  Math.min(Infinity, ...edges(record).filter((edge) => edge > now));

const hasEdgeBetween = (record: PriceRecord, from: number, to: number) =>
  edges(record).some((edge) => edge >= from && edge <= to);
