import type { CartTables } from '../cart/tables.ts';
import type { CatalogueTables } from '../catalogue/tables.ts';
import type { CheckoutTables } from '../checkout/tables.ts';
import type { OrderTables } from '../orders/tables.ts';
import type { OutboxTables } from '../outbox/tables.ts';
import type { PaymentTables } from '../payments/tables.ts';
import type { PricingTables } from '../pricing/tables.ts';
import type { StockTables } from '../stock/tables.ts';

/** Every table of the shop. A feature names only its own in its queries. */
export interface ShopTables
  extends
    CatalogueTables,
    PricingTables,
    StockTables,
    CartTables,
    CheckoutTables,
    OrderTables,
    PaymentTables,
    OutboxTables {}
