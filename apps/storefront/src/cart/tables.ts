import type { Generated } from 'kysely';

/** Tables that only the cart reads and writes. */
export interface CartTables {
  cart: {
    id: string;
    currency: string;
    state: Generated<'open' | 'ordering' | 'ordered'>;
    generation: Generated<number>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  cart_line: {
    cart_id: string;
    variant_id: number;
    quantity: number;
    seen_cents: number;
    seen_price_version: number;
    added_at: Generated<Date>;
  };
}
