/** The rows of the shop's tables that the ledger is compared by; amounts in cents. */

export interface OrderRow {
  readonly id: number;
  readonly number: string;
  readonly accessToken: string;
  readonly state: 'awaiting-payment' | 'paid' | 'fulfilled' | 'cancelled' | 'refunded';
  readonly totalCents: number;
  readonly email: string;
  /** 1 while pieces are set aside for it. */
  readonly isHeld: number;
}

export interface LineRow {
  readonly orderId: number;
  readonly variantId: number;
  readonly quantity: number;
  readonly unitCents: number;
}

export interface PaymentRow {
  readonly orderId: number;
  readonly attemptKey: string;
  readonly state:
    'created' | 'challenged' | 'unknown' | 'authorised' | 'captured' | 'declined' | 'voided' | 'refunded';
  readonly amountCents: number;
}

/** What the provider's own books say of an attempt to pay. */
export interface IntentRow {
  readonly attemptKey: string;
  readonly state: 'challenge' | 'processing' | 'authorised' | 'captured' | 'declined' | 'voided' | 'refunded';
  readonly amountCents: number;
}

/** What the ledger of stock says of one order, summed for each variant. */
export interface MovementRow {
  readonly number: string;
  readonly variantId: number;
  readonly onHandChange: number;
  readonly heldChange: number;
}

export interface OutboxRow {
  readonly orderId: number;
  readonly isDone: number;
  readonly isFailed: number;
}

/** A variant whose numbers are not what its movements, or the orders that hold it, add up to. */
export interface StockMismatchRow {
  readonly variantId: number;
  readonly onHand: number;
  readonly held: number;
  readonly onHandSum: number;
  readonly heldSum: number;
  readonly heldByOrders: number;
}

/** Everything about the orders of one load, and about all stock and all charges. */
export interface LoadBooks {
  readonly orders: readonly OrderRow[];
  readonly lines: readonly LineRow[];
  readonly payments: readonly PaymentRow[];
  readonly intents: readonly IntentRow[];
  readonly movements: readonly MovementRow[];
  readonly confirmations: readonly OutboxRow[];
  readonly stock: readonly StockMismatchRow[];
  /** Money that the provider holds under a key that no payment has. */
  readonly strayIntents: readonly IntentRow[];
}
