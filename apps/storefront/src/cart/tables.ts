import type { Generated } from 'kysely';

/** `ordering`: an order made of it waits for its payment. `ordered`: that order was paid; a new cart takes its place. */
export type CartState = 'open' | 'ordering' | 'ordered';

/** Tables that only the cart reads and writes. */
export interface CartTables {
  cart: {
    id: string;
    currency: string;
    state: Generated<CartState>;
    generation: Generated<number>;
    delivery_country: Generated<string | null>;
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
