import { Button, ButtonLink, formatMoney, Notice } from '../../web/index.ts';
import type { CartNotice } from '../notices.ts';
import type { Cart } from '../read-cart.ts';

/** A cart whose order waits for its payment: pay it, or cancel it and change the cart again. */
export function OrderingCart({
  cart,
  orderPath,
  notice,
}: {
  cart: Cart;
  orderPath: string;
  notice: CartNotice | null;
}) {
  return (
    <div class="cart wrap">
      <h1 class="cart__title">Your order waits for its payment</h1>
      {notice && (
        <Notice kind={notice.kind}>
          <p>{notice.text}</p>
        </Notice>
      )}
      <p class="cart__lead">
        You made an order of your cart and its bottles are set aside for you. Pay it, or cancel it to change
        your cart; nothing has been charged.
      </p>
      <ul class="cart__held">
        {cart.lines.map(({ description, wanted }) => (
          <li>
            {wanted} × {description.brandName} {description.productName}, {description.variantLabel}
          </li>
        ))}
      </ul>
      <p>Goods today: {formatMoney(cart.goodsCents, cart.currency)}</p>
      <div class="cart__ways">
        <ButtonLink href={orderPath}>Go on to the order</ButtonLink>
        <form action="/cart/reopen" method="post">
          <Button kind="secondary">Cancel it and change the cart</Button>
        </form>
      </div>
    </div>
  );
}
