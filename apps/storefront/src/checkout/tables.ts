import type { Generated } from 'kysely';

/** Tables that only the checkout reads and writes. */
export interface CheckoutTables {
  checkout: {
    cart_id: string;
    email: string | null;
    delivery_address: string | null;
    shipping_method: string | null;
    updated_at: Generated<Date>;
  };
}
