import type { Books } from './connection.ts';
import type {
  IntentRow,
  LineRow,
  LoadBooks,
  MovementRow,
  OrderRow,
  OutboxRow,
  PaymentRow,
  StockMismatchRow,
} from './rows.ts';

/** Reads what the books say of the orders of one load. */
export async function readLoadBooks(books: Books, loadId: string): Promise<LoadBooks> {
  // No character of a load's id means anything to LIKE.
  const whose = [`${loadId}-%`];
  return {
    orders: await books.rows<OrderRow>(orders, whose),
    lines: await books.rows<LineRow>(lines, whose),
    payments: await books.rows<PaymentRow>(payments, whose),
    intents: await books.rows<IntentRow>(intents, whose),
    movements: await books.rows<MovementRow>(movements, whose),
    confirmations: await books.rows<OutboxRow>(confirmations, whose),
    stock: await books.rows<StockMismatchRow>(stock),
    strayIntents: await books.rows<IntentRow>(strayIntents),
  };
}

const orders = `
  SELECT id, number, access_token AS accessToken, state, total_cents AS totalCents, email,
         hold_expires_at IS NOT NULL AS isHeld
  FROM customer_order WHERE email LIKE ? ORDER BY id`;

const lines = `
  SELECT line.order_id AS orderId, line.variant_id AS variantId, line.quantity, line.unit_cents AS unitCents
  FROM order_line AS line JOIN customer_order AS placed ON placed.id = line.order_id
  WHERE placed.email LIKE ? ORDER BY line.order_id, line.position`;

const payments = `
  SELECT payment.order_id AS orderId, payment.attempt_key AS attemptKey, payment.state,
         payment.amount_cents AS amountCents
  FROM payment JOIN customer_order AS placed ON placed.id = payment.order_id
  WHERE placed.email LIKE ? ORDER BY payment.id`;

const intents = `
  SELECT intent.idempotency_key AS attemptKey, intent.state, intent.amount_cents AS amountCents
  FROM test_provider_intent AS intent
  JOIN payment ON payment.attempt_key = intent.idempotency_key
  JOIN customer_order AS placed ON placed.id = payment.order_id
  WHERE placed.email LIKE ?`;

const strayIntents = `
  SELECT intent.idempotency_key AS attemptKey, intent.state, intent.amount_cents AS amountCents
  FROM test_provider_intent AS intent
  LEFT JOIN payment ON payment.attempt_key = intent.idempotency_key
  WHERE payment.id IS NULL AND intent.state IN ('authorised', 'captured')`;

const movements = `
  SELECT placed.number, movement.variant_id AS variantId,
         CAST(SUM(movement.on_hand_change) AS SIGNED) AS onHandChange,
         CAST(SUM(movement.held_change) AS SIGNED) AS heldChange
  FROM customer_order AS placed JOIN stock_movement AS movement ON movement.reference = placed.number
  WHERE placed.email LIKE ? GROUP BY placed.number, movement.variant_id`;

const confirmations = `
  SELECT placed.id AS orderId, job.done_at IS NOT NULL AS isDone, job.failed_at IS NOT NULL AS isFailed
  FROM customer_order AS placed
  JOIN outbox AS job ON job.kind = 'order-confirmation' AND job.dedupe_key = CAST(placed.id AS CHAR)
  WHERE placed.email LIKE ?`;

/** The shop's own comparison of stock with its movements, and beside it what unpaid orders hold. */
const stock = `
  SELECT every.variant_id AS variantId,
         COALESCE(stock.on_hand, 0) AS onHand, COALESCE(stock.held, 0) AS held,
         COALESCE(ledger.on_hand_sum, 0) AS onHandSum, COALESCE(ledger.held_sum, 0) AS heldSum,
         COALESCE(orders.held_by_orders, 0) AS heldByOrders
  FROM (SELECT variant_id FROM stock UNION SELECT variant_id FROM stock_movement) AS every
  LEFT JOIN stock ON stock.variant_id = every.variant_id
  LEFT JOIN (
    SELECT variant_id, CAST(SUM(on_hand_change) AS SIGNED) AS on_hand_sum,
           CAST(SUM(held_change) AS SIGNED) AS held_sum
    FROM stock_movement GROUP BY variant_id
  ) AS ledger ON ledger.variant_id = every.variant_id
  LEFT JOIN (
    SELECT line.variant_id, CAST(SUM(line.quantity) AS SIGNED) AS held_by_orders
    FROM order_line AS line JOIN customer_order AS placed ON placed.id = line.order_id
    WHERE placed.state = 'awaiting-payment' AND placed.hold_expires_at IS NOT NULL GROUP BY line.variant_id
  ) AS orders ON orders.variant_id = every.variant_id
  WHERE COALESCE(stock.on_hand, 0) <> COALESCE(ledger.on_hand_sum, 0)
     OR COALESCE(stock.held, 0) <> COALESCE(ledger.held_sum, 0)
     OR COALESCE(stock.held, 0) <> COALESCE(orders.held_by_orders, 0)
  ORDER BY every.variant_id`;
