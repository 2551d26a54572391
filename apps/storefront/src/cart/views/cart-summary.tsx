import {
  cheapestMethod,
  daysInWords,
  homeCountry,
  countryName,
  missingForFree,
} from '../../shipping/index.ts';
import { ButtonLink, formatMoney, Icon } from '../../web/index.ts';
import type { Cart } from '../read-cart.ts';

/** What the goods come to, what delivery costs at least and how much is missing until it is free, and the way to pay. */
export function CartSummary({ cart }: { cart: Cart }) {
  const { count, goodsCents, currency } = cart;
  return (
    <section class="cart-summary" aria-labelledby="summary">
      <h2 class="cart-summary__title" id="summary">
        Summary
      </h2>
      <dl class="totals">
        <div class="totals__row totals__row--sum">
          <dt>
            {count} {count === 1 ? 'item' : 'items'}
          </dt>
          <dd>{formatMoney(goodsCents, currency)}</dd>
        </div>
      </dl>
      {count > 0 ? (
        <>
          <Delivery goodsCents={goodsCents} currency={currency} />
          <p class="cart-summary__tax">Tax is worked out for your address before you pay.</p>
          <ButtonLink href="/checkout" wide>
            To checkout
          </ButtonLink>
        </>
      ) : (
        <p class="cart-summary__tax">Nothing in your cart can be bought at the moment.</p>
      )}
      <p class="cart-summary__more">
        <a href="/pages/delivery-and-returns">Delivery and returns</a>
      </p>
    </section>
  );
}

function Delivery({ goodsCents, currency }: { goodsCents: number; currency: string }) {
  const method = cheapestMethod(homeCountry, goodsCents);
  if (!method) return null;
  const missing = missingForFree(method, goodsCents);
  return (
    <p class="cart-summary__delivery">
      <Icon name="truck" />
      <span>
        {method.cents === 0 ? 'Free delivery' : `Delivery ${formatMoney(method.cents, currency)}`} to{' '}
        {countryName(homeCountry)}, {daysInWords(method)}.
        {missing !== null && missing > 0 && (
          <>
            {' '}
            <strong>{formatMoney(missing, currency)}</strong> more and it is free.
          </>
        )}
      </span>
    </p>
  );
}
