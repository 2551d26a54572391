import type { Generated } from 'kysely';

/** Tables that only pricing reads and writes. */
export interface PricingTables {
  price: {
    variant_id: number;
    currency: string;
    base_cents: number;
    sale_cents: number | null;
    sale_starts_at: Date | null;
    sale_ends_at: Date | null;
    reference_cents: number | null;
    supplier_list_cents: number | null;
    version: Generated<number>;
    updated_at: Generated<Date>;
  };
  price_history: {
    variant_id: number;
    currency: string;
    version: number;
    base_cents: number;
    sale_cents: number | null;
    sale_starts_at: Date | null;
    sale_ends_at: Date | null;
    recorded_at: Date;
  };
}
