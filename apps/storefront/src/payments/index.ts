export type { PaymentDependencies } from './dependencies.ts';
export type { PaymentProvider } from './provider.ts';
export { startPayment, type PaymentStart, type PaymentStatus } from './start-payment.ts';
export {
  testBehaviourOf,
  testBehaviours,
  testPaymentChoices,
  type TestBehaviour,
} from './test-provider/behaviours.ts';
