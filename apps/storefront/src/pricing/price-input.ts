/** A variant's price as it is to be from now on. */
export interface PriceInput {
  readonly variantId: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly baseCents: number;
  /** Below `baseCents`; null: no sale. */
  readonly saleCents: number | null;
  /** Inclusive; null: at once. */
  readonly saleStartsAt: Date | null;
  /** Exclusive; null: until it is taken back. */
  readonly saleEndsAt: Date | null;
  /** A supplier's recommended price; null when not known. */
  readonly supplierListCents: number | null;
}

/** A price that cannot be set. Nothing of its batch was written. */
export class InvalidPrice extends Error {
  override readonly name = 'InvalidPrice';
  readonly code = 'invalid-price';
  readonly variantId: number;
  readonly problem: string;

  constructor(variantId: number, problem: string) {
    super(`variant ${variantId}: ${problem}`);
    this.variantId = variantId;
    this.problem = problem;
  }
}

/** Ten million units: a price beyond it is a slip. */
const highestCents = 1_000_000_000;

/** What is wrong with a price in itself, as a sentence; undefined when nothing is. */
export function priceProblem(price: Omit<PriceInput, 'variantId'>): string | undefined {
  const { currency, baseCents, saleCents, saleStartsAt, saleEndsAt, supplierListCents } = price;
  if (!/^[A-Z]{3}$/.test(currency)) return `"${currency}" is not a currency code`;
  for (const cents of [baseCents, saleCents, supplierListCents]) {
    if (cents === null) continue;
    if (!Number.isInteger(cents) || cents < 1 || cents > highestCents)
      return `${cents} is not a whole number of cents from 1 to ${highestCents}`;
  }
  for (const date of [saleStartsAt, saleEndsAt])
    if (date && Number.isNaN(date.getTime())) return 'a date of the sale is not a date';
  if (saleCents === null) return saleStartsAt || saleEndsAt ? 'a sale has dates but no price' : undefined;
  if (saleCents >= baseCents)
    return `the sale price of ${saleCents} cents is not below the usual ${baseCents}`;
  if (saleStartsAt && saleEndsAt && saleEndsAt <= saleStartsAt) return 'the sale ends before it starts';
  return undefined;
}
