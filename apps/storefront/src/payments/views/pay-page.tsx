import { timeLeft, type PaymentOfOrder, type PlacedOrder } from '../../orders/index.ts';
import { Button, ButtonLink, formatMoney, Notice, RadioCards } from '../../web/index.ts';
import { testPaymentChoices } from '../test-provider/behaviours.ts';

/** Paying for an order that is not paid yet: again after a decline, another way, or not at all. */
export function PayPage({
  order,
  heldUntil,
  payment,
  at,
  testPayments,
}: {
  order: PlacedOrder;
  heldUntil: Date;
  payment: PaymentOfOrder;
  at: Date;
  testPayments: boolean;
}) {
  const { status } = payment;
  return (
    <div class="pay wrap">
      <h1 class="order__title">Pay for your order</h1>
      <p class="order__number">
        Order <strong>{order.number}</strong>
      </p>
      {status.status === 'declined' && (
        <Notice kind="warning">
          <p>{status.message}</p>
        </Notice>
      )}
      <p class="pay__held">
        Your items are set aside for you, {timeLeft(heldUntil, at)} longer. Your order stays one order however
        often you try.
      </p>
      {status.status === 'challenge' && (
        <section class="pay__challenge" aria-labelledby="pay-challenge">
          <h2 class="order__section-title" id="pay-challenge">
            Your bank asks you to confirm
          </h2>
          <p>The payment that you began waits for you there.</p>
          <ButtonLink href={status.url}>Confirm with your bank</ButtonLink>
        </section>
      )}
      <form class="pay__form" action={`${order.path}/payment`} method="post">
        <input type="hidden" name="attempts" value={payment.attempts} />
        {testPayments && (
          <RadioCards
            legend={status.status === 'challenge' ? 'Or pay another way' : 'How the test payment goes'}
            name="behaviour"
            value="succeed"
            cards={testPaymentChoices}
          />
        )}
        <Button wide>Pay {formatMoney(order.totalCents, order.currency)}</Button>
      </form>
      <form class="pay__cancel" action={`${order.path}/cancel`} method="post">
        <p>Changed your mind? Cancelling costs nothing and puts everything back into your cart.</p>
        <Button kind="quiet">Cancel this order</Button>
      </form>
    </div>
  );
}
