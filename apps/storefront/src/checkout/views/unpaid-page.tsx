import type { PlacedOrder } from '../../orders/index.ts';
import { Button, ButtonLink, formatMoney } from '../../web/index.ts';

/** The choice between an order that waits for its payment and a cart that can be changed. */
export function UnpaidPage({
  order,
  wish,
  now,
}: {
  order: PlacedOrder;
  wish: { readonly variantId: number; readonly quantity: number } | undefined;
  now: Date;
}) {
  const { holdExpiresAt, number, totalCents, currency, path } = order;
  const minutes = holdExpiresAt && Math.ceil((holdExpiresAt.getTime() - now.getTime()) / 60_000);
  return (
    <div class="checkout checkout--single wrap">
      <h1 class="checkout__title">Your order waits for its payment</h1>
      <p>
        Order {number} over <strong>{formatMoney(totalCents, currency)}</strong> was made of this cart, so the
        cart cannot be changed now.
        {minutes !== null &&
          minutes > 0 &&
          ` Its items are set aside for you for ${minutes} more ${minutes === 1 ? 'minute' : 'minutes'}.`}
      </p>
      <div class="checkout__ways">
        <ButtonLink href={`${path}/payment`}>Pay it now</ButtonLink>
        <form action="/checkout/unpaid" method="post">
          {wish && <input type="hidden" name="variant" value={wish.variantId} />}
          {wish && <input type="hidden" name="quantity" value={wish.quantity} />}
          <Button kind="secondary">
            {wish ? 'Cancel that order and add the new item' : 'Cancel that order and change the cart'}
          </Button>
        </form>
      </div>
      <p class="checkout__small">
        Cancelling charges nothing. <a href={path}>Look at the order</a>
      </p>
    </div>
  );
}
