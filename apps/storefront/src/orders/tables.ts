import type { Generated } from 'kysely';

/** The states of an order; the moves between them stand in one table, see moves.ts. */
export type OrderState = 'awaiting-payment' | 'paid' | 'fulfilled' | 'cancelled' | 'refunded';

/** Tables that only orders read and write. */
export interface OrderTables {
  customer_order: {
    id: Generated<number>;
    number: string;
    access_token: string;
    placement_key: string;
    cart_id: string;
    state: OrderState;
    currency: string;
    goods_cents: number;
    shipping_cents: number;
    tax_cents: number;
    tax_included: number;
    total_cents: number;
    email: string;
    delivery_address: string;
    shipping_method: string;
    shipping_tax: string;
    hold_expires_at: Date | null;
    placed_at: Date;
    updated_at: Date;
  };
  order_line: {
    order_id: number;
    position: number;
    variant_id: number;
    sku: string;
    brand_name: string;
    product_name: string;
    variant_label: string;
    product_path: string;
    image_key: string | null;
    quantity: number;
    unit_cents: number;
    price_version: number;
    line_cents: number;
    tax_name: string;
    tax_rate_basis_points: number;
    tax_cents: number;
  };
  order_event: {
    id: Generated<number>;
    order_id: number;
    move: string;
    from_state: OrderState | null;
    to_state: OrderState;
    actor: string;
    reason: string;
    created_at: Date;
  };
}
