import type { ComponentChildren } from 'preact';
import { OrderSummary, type SummaryFigures } from './order-summary.tsx';

const steps = [
  { step: 'contact', label: 'Address', path: '/checkout' },
  { step: 'delivery', label: 'Delivery', path: '/checkout/delivery' },
  { step: 'review', label: 'Payment', path: '/checkout/payment' },
] as const;

export type ShownStep = (typeof steps)[number]['step'];

/** The frame of a checkout page: where one is, the step itself, and the order beside it. */
export function CheckoutFrame({
  step,
  title,
  figures,
  children,
}: {
  step: ShownStep;
  title: string;
  /** Null when the cart cannot be read now. */
  figures: SummaryFigures | null;
  children: ComponentChildren;
}) {
  const current = steps.findIndex((each) => each.step === step);
  return (
    <div class="checkout wrap">
      <nav aria-label="Steps of the checkout">
        <ol class="checkout__steps">
          {steps.map(({ label, path }, position) => (
            <li class="checkout__step" aria-current={position === current ? 'step' : undefined}>
              {position < current ? <a href={path}>{label}</a> : <span>{label}</span>}
            </li>
          ))}
        </ol>
      </nav>
      <div class="checkout__columns">
        <div class="checkout__main">
          <h1 class="checkout__title">{title}</h1>
          {figures && <OrderSummary figures={figures} place="above" />}
          {children}
        </div>
        {figures && <OrderSummary figures={figures} place="beside" />}
      </div>
    </div>
  );
}
