import {
  cheapestMethod,
  countryInSentence,
  datesInWords,
  deliveryCountries,
  deliveryDates,
  homeCountry,
  missingForFree,
  type ShippingMethod,
} from '../../shipping/index.ts';
import { Button, ButtonLink, formatMoney, Icon, SelectField } from '../../web/index.ts';
import type { Cart } from '../model.ts';

/** What it comes to so far: goods, the cheapest delivery with its dates, and the way to the checkout. */
export function CartSummary({ cart, now }: { cart: Cart; now: Date }) {
  const { currency, goodsCents, state } = cart;
  const country = cart.deliveryCountry ?? homeCountry;
  const method = cheapestMethod(country, goodsCents);
  const buyable = goodsCents > 0;
  return (
    <section class="cart__summary" aria-labelledby="summary">
      <div class="summary">
        <h2 class="summary__title" id="summary">
          Summary
        </h2>
        <dl class="summary__amounts">
          <dt>Goods</dt>
          <dd>{formatMoney(goodsCents, currency)}</dd>
          {method && buyable && (
            <>
              <dt>Delivery to {countryInSentence(country)}</dt>
              <dd>{method.cents === 0 ? 'Free' : `from ${formatMoney(method.cents, currency)}`}</dd>
            </>
          )}
        </dl>
        {method && buyable && <DeliveryHints method={method} cart={cart} now={now} />}
        <p class="summary__small">{taxSentence(country)}</p>
        <CountryChoice country={country} />
      </div>
      {buyable && state === 'open' && (
        <div class="cart__go">
          <p class="cart__go-total">
            <span>{method ? 'Total with delivery' : 'Goods'}</span>
            <strong>{formatMoney(goodsCents + (method?.cents ?? 0), currency)}</strong>
          </p>
          <ButtonLink href="/checkout" wide>
            Go to checkout
          </ButtonLink>
        </div>
      )}
    </section>
  );
}

function DeliveryHints({ method, cart, now }: { method: ShippingMethod; cart: Cart; now: Date }) {
  const missing = missingForFree(method, cart.goodsCents);
  return (
    <ul class="summary__hints">
      <li>
        <Icon name="truck" />
        <span>Arrives {datesInWords(deliveryDates(method, now))}</span>
      </li>
      {missing !== null && missing > 0 && (
        <li>
          <Icon name="tag" />
          <span>
            <strong>{formatMoney(missing, cart.currency)}</strong> more and this delivery is free
          </span>
        </li>
      )}
    </ul>
  );
}

function taxSentence(country: string): string {
  if (country === 'US') return 'The sales tax of your state is added and shown before you pay.';
  if (country === 'CA') return 'The sales tax of your province is added and shown before you pay.';
  return 'All taxes are in the prices.';
}

function CountryChoice({ country }: { country: string }) {
  return (
    <details class="summary__country">
      <summary>Deliver to another country</summary>
      <form action="/cart/country" method="post">
        <SelectField
          label="Country"
          name="country"
          value={country}
          options={deliveryCountries.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Button kind="secondary" wide>
          Show its delivery
        </Button>
      </form>
    </details>
  );
}
