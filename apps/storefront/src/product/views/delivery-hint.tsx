import type { CurrentPrice } from '../../pricing/index.ts';
import {
  countryInSentence,
  daysInWords,
  deliveryCountries,
  homeCountry,
  methodsFor,
} from '../../shipping/index.ts';
import { formatMoney, Icon } from '../../web/index.ts';

/** Delivery before anything is in the cart: every method with its price and time, for where most parcels go. */
export function DeliveryHint({ price }: { price: CurrentPrice | null }) {
  if (price === null) return null;
  const { cents: goodsCents, currency } = price;
  return (
    <div class="delivery-hint">
      <Icon name="truck" />
      <div>
        {methodsFor(homeCountry, goodsCents).map((method) => (
          <p>
            {method.name}: {method.cents === 0 ? 'free' : formatMoney(method.cents, currency)},{' '}
            {daysInWords(method)}
            {method.cents > 0 &&
              method.freeFromCents !== null &&
              `, free from ${formatMoney(method.freeFromCents, currency)}`}
          </p>
        ))}
        <p>
          To {countryInSentence(homeCountry)}.{' '}
          <a href="/pages/delivery-and-returns">Delivery to {deliveryCountries.length} countries</a>
        </p>
      </div>
    </div>
  );
}
