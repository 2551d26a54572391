export { isRandomKey, newOrderNumber, parseOrderNumber, placementKey, randomKey } from './keys.ts';
export { orderMailHandlers, type OrderMailDependencies } from './mails/handlers.ts';
export { confirmationMail, notKeptMail } from './mails/kinds.ts';
export {
  assertTotals,
  type NewOrder,
  type NewOrderLine,
  type Order,
  type OrderLine,
  type OrderShipping,
  type OrderShippingTax,
  type OrderState,
  type PaymentOfOrder,
  type PlacedOrder,
} from './model.ts';
export { holdAgain, moveOrder, type MoveReason } from './move-order.ts';
export { mayMove, MoveNotAllowed, orderMoves, type OrderMove } from './moves.ts';
export { readOrderEvents, type OrderEvent } from './order-events.ts';
export { placeOrder, type Placement } from './place-order.ts';
export { timeLeft } from './order-story.ts';
export { keepAddressSecret } from './private-page.ts';
export {
  findOrderById,
  findOrderByPlacementKey,
  findOrderByToken,
  lockOrder,
  readExpiredHolds,
  readOrder,
  readOrdersChangedSince,
} from './read-orders.ts';
export { createOrderRouter, orderNotFound, type OrderPageDependencies } from './router.tsx';
