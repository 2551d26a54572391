/** A way to get a parcel to its place, with what it costs for the goods at hand. */
export interface ShippingMethod {
  readonly code: string;
  readonly name: string;
  /** What it costs for these goods; 0 when the free-from limit is reached. */
  readonly cents: number;
  /** What it costs below the limit. */
  readonly fullCents: number;
  /** From this worth of goods, after discounts, it costs nothing; null when it always costs. */
  readonly freeFromCents: number | null;
  /** Working days from the order to the door. */
  readonly minDays: number;
  readonly maxDays: number;
}

/** A method as the table has it. */
export type ShippingRate = Omit<ShippingMethod, 'cents'>;

/** Countries that are served alike. */
export interface ShippingZone {
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** The carrier has to be able to call, for customs or an appointment. */
  readonly phoneNeeded: boolean;
  /** Cheapest first. */
  readonly rates: readonly ShippingRate[];
}
