import { Button, ButtonLink, Notice } from '../../web/index.ts';
import { isRefusal, type CartNotice } from '../cart-notice.ts';
import { explainLine } from '../explain-line.ts';
import { idleDays } from '../limits.ts';
import type { Cart } from '../model.ts';
import { seenText } from '../take-note.ts';
import { CartLineView } from './cart-line.tsx';
import { CartSummary } from './cart-summary.tsx';

type ShownNotice = CartNotice & { readonly text: string };

/** The cart as it is now, with what a post before did and what changed by itself. */
export function CartPage({
  cart,
  notice,
  now,
}: {
  cart: Cart | null;
  notice: ShownNotice | undefined;
  now: Date;
}) {
  const open = cart?.state === 'open';
  const changed = cart?.lines.some((line) => explainLine(line).length > 0) ?? false;
  return (
    <div class="cart wrap">
      <h1 class="cart__title">Your cart</h1>
      {notice && <Done notice={notice} />}
      {cart && !open && <WaitingOrder />}
      {cart && open && changed && <Changed cart={cart} />}
      {cart && cart.lines.length > 0 ? (
        <div class="cart__columns">
          <ul class="cart__lines" aria-label="Items in your cart">
            {cart.lines.map((line) => (
              <CartLineView line={line} editable={open} />
            ))}
          </ul>
          <CartSummary cart={cart} now={now} />
        </div>
      ) : (
        <Empty />
      )}
    </div>
  );
}

function Done({ notice }: { notice: ShownNotice }) {
  return (
    <Notice kind={isRefusal(notice.deed) ? 'warning' : 'success'}>
      <p>{notice.text}</p>
      {notice.deed === 'removed' && notice.quantity > 0 && (
        <form action="/cart/lines" method="post">
          <input type="hidden" name="variant" value={notice.variantId} />
          <input type="hidden" name="quantity" value={notice.quantity} />
          <Button kind="quiet" class="cart__small-button">
            Put it back
          </Button>
        </form>
      )}
    </Notice>
  );
}

function WaitingOrder() {
  return (
    <Notice kind="info">
      <p>
        An order made of this cart waits for its payment, so it cannot be changed now.{' '}
        <a href="/checkout/unpaid">Pay it or cancel it</a>.
      </p>
    </Notice>
  );
}

/** The lines say what changed; here it is noted, so that they stop saying it. A mere look at the page notes nothing. */
function Changed({ cart }: { cart: Cart }) {
  return (
    <Notice kind="info">
      <p>Something changed since you put it here. Each line says what.</p>
      <form action="/cart/seen" method="post">
        <input type="hidden" name="seen" value={seenText(cart)} />
        <Button kind="quiet" class="cart__small-button">
          All right, I have seen it
        </Button>
      </form>
    </Notice>
  );
}

function Empty() {
  return (
    <div class="cart__empty">
      <p>There is nothing in it yet. What you add stays here for {idleDays} days, without an account.</p>
      <p class="cart__ways">
        <ButtonLink href="/">See what is new</ButtonLink>
        <ButtonLink href="/collections/on-sale" kind="secondary">
          On sale now
        </ButtonLink>
      </p>
    </div>
  );
}
