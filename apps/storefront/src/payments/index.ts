export { cancelUnpaidOrder, type Cancellation } from './cancel-order.ts';
export { checkAttempt, checkPayments } from './check-payments.ts';
export { createPaymentProvider } from './create-provider.ts';
export type { PaymentDependencies } from './dependencies.ts';
export { dispatchOrder } from './dispatch-order.ts';
export { createPaymentEventRouter } from './event-router.ts';
export { expireHolds } from './expire-holds.ts';
export { paymentHandlers, promiseReconciliation } from './outbox-handlers.ts';
export { readPaymentOfOrder } from './payment-of-order.ts';
export type { PaymentStatus } from './payment-status.ts';
export type { PaymentProvider } from './provider.ts';
export { reconcile, type Reconciliation } from './reconcile.ts';
export { createPaymentRouter } from './router.tsx';
export { settlePayment } from './settle-payment.ts';
export { startPayment, type PaymentStart } from './start-payment.ts';
export {
  testBehaviourOf,
  testBehaviours,
  testPaymentChoices,
  type TestBehaviour,
} from './test-provider/behaviours.ts';
export { createTestProviderRouter } from './test-provider/router.tsx';
