import { countryName, daysInWords, deliveryCountries, shippingZones } from '../../shipping/index.ts';
import { formatMoney } from '../../web/index.ts';
import type { ShopFacts } from '../information-pages.tsx';

/** Every method with its price and time, out of the same table that the checkout reads, and how to send something back. */
export function DeliveryAndReturns({ contactEmail, currency }: ShopFacts) {
  return (
    <>
      <p class="prose__lead">
        We deliver to {deliveryCountries.length} countries. What delivery costs and when it arrives stands in
        the cart, before you give us an address.
      </p>
      <h2 id="methods">Methods and prices</h2>
      <div class="prose__table" tabIndex={0} role="region" aria-labelledby="methods">
        <table>
          <thead>
            <tr>
              <th scope="col">Where to</th>
              <th scope="col">Method</th>
              <th scope="col">Price</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            {shippingZones.flatMap((zone) =>
              zone.rates.map((rate, position) => (
                <tr>
                  {position === 0 && (
                    <th scope="rowgroup" rowSpan={zone.rates.length}>
                      {zone.name}
                    </th>
                  )}
                  <td>{rate.name}</td>
                  <td>
                    {formatMoney(rate.fullCents, currency)}
                    {rate.freeFromCents !== null &&
                      `, free from ${formatMoney(rate.freeFromCents, currency)} of goods`}
                  </td>
                  <td>{daysInWords(rate)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      <p>
        Working days are Monday to Friday, counted from the day after you ordered. The limit for free delivery
        counts what you pay for the goods, after every discount.
      </p>
      <h2 id="countries">Countries</h2>
      <p>{deliveryCountries.map(({ code }) => countryName(code)).join(', ')}.</p>
      <p>A country that is not in this list is not delivered to, and the checkout does not offer it.</p>
      <h2 id="tax">Taxes and duties</h2>
      <ul>
        <li>
          In the United States and Canada the sales tax of your state or province is added to the prices. You
          see it before you pay.
        </li>
        <li>
          Everywhere else our prices hold the tax of your country, and the order says how much it is. Nothing
          is left to pay at the door.
        </li>
        <li>The carrier asks for your phone number only where customs may have a question.</li>
      </ul>
      <h2 id="returns">Returns</h2>
      <p>
        You may send back what you bought within 30 days of its arrival, if its seal or its wrapping is
        unbroken as you got it. Write to <a href={`mailto:${contactEmail}`}>{contactEmail}</a> with your order
        number; we answer with the address. You get back what you paid for it, the same way you paid.
      </p>
      <p>
        If something arrives broken, is not what you ordered or is not what its page said, tell us with a
        picture: we bear the way back and replace it or refund it in full. Rights that the law of your country
        gives you beyond this are yours in any case.
      </p>
    </>
  );
}
