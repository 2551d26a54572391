import { per100 } from '../../pricing/index.ts';
import { formatMoney, Price } from '../../web/index.ts';
import type { Offer } from '../offers.ts';

const moment = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** What the shown variant costs, per 100 ml too, and on what a crossed-out price rests. */
export function PriceBlock({ offer: { price, variant } }: { offer: Offer }) {
  if (price === null) return <p class="price-block price-block--none">Not sold at the moment</p>;
  const { cents, wasCents, currency, saleEndsAt, supplierListCents } = price;
  const perUnit = variant.size && per100(cents, variant.size);
  return (
    <div class="price-block">
      <p class="price-block__now">
        <Price cents={cents} currency={currency} wasCents={wasCents} />
        {perUnit && (
          <span class="price-block__per">
            {formatMoney(perUnit.cents, currency)} per 100 {perUnit.unit}
          </span>
        )}
      </p>
      {wasCents !== null && (
        <p class="price-block__note">
          Lowest price in the 30 days before: {formatMoney(wasCents, currency)}. You save{' '}
          {formatMoney(wasCents - cents, currency)} ({Math.round((100 * (wasCents - cents)) / wasCents)}%).
        </p>
      )}
      {saleEndsAt && (
        <p class="price-block__note">
          Sale price until <time dateTime={saleEndsAt.toISOString()}>{moment.format(saleEndsAt)} UTC</time>
        </p>
      )}
      {supplierListCents !== null && supplierListCents > cents && (
        <p class="price-block__note">Supplier’s list price: {formatMoney(supplierListCents, currency)}</p>
      )}
    </div>
  );
}
