import { Router } from 'express';
import { createContactStep } from './contact-step.tsx';
import { createDeliveryStep } from './delivery-step.tsx';
import type { CheckoutDependencies } from './dependencies.ts';
import { createPaymentStep } from './payment-step.tsx';
import { createUnpaidStep } from './unpaid-step.tsx';

/** The checkout, each step a page of its own; whoever comes too early is led to the first step that is missing something. */
export function createCheckoutRouter(deps: CheckoutDependencies): Router {
  const router = Router();
  router.use(createContactStep(deps));
  router.use(createDeliveryStep(deps));
  router.use(createPaymentStep(deps));
  router.use(createUnpaidStep(deps));
  return router;
}
