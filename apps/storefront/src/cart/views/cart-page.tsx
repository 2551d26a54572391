import { Button, ButtonLink, Notice } from '../../web/index.ts';
import type { CartNotice } from '../notices.ts';
import type { Cart } from '../read-cart.ts';
import { CartLineView } from './cart-line.tsx';
import { CartSummary } from './cart-summary.tsx';

/** The cart with its lines and what they come to; an empty one leads on into the shop. */
export function CartPage({ cart, notice }: { cart: Cart | null; notice: CartNotice | null }) {
  const empty = cart === null || cart.lines.length === 0;
  return (
    <div class="cart wrap">
      <h1 class="cart__title">Your cart</h1>
      {notice && (
        <Notice kind={notice.kind}>
          <p>{notice.text}</p>
        </Notice>
      )}
      {empty ? <EmptyCart /> : <FilledCart cart={cart} />}
    </div>
  );
}

function FilledCart({ cart }: { cart: Cart }) {
  const changed = cart.lines.some(
    ({ priceSeenBefore, state }) => priceSeenBefore !== null || state === 'fewer-left',
  );
  return (
    <div class="cart__columns">
      <div class="cart__lines">
        {changed && (
          <Notice kind="info">
            <p>Something changed since you were here; it is said at each line below.</p>
            <form action="/cart/acknowledge" method="post">
              <Button kind="quiet">Got it</Button>
            </form>
          </Notice>
        )}
        <ul class="cart-lines">
          {cart.lines.map((line) => (
            <li>
              <CartLineView line={line} currency={cart.currency} />
            </li>
          ))}
        </ul>
      </div>
      <CartSummary cart={cart} />
    </div>
  );
}

function EmptyCart() {
  return (
    <div class="cart__empty">
      <p>There is nothing in it yet.</p>
      <div class="cart__ways">
        <ButtonLink href="/collections/on-sale">See what is on sale</ButtonLink>
        <ButtonLink href="/notes" kind="secondary">
          Search by note
        </ButtonLink>
      </div>
    </div>
  );
}
