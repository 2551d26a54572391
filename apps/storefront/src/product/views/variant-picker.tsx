import { variantLabel } from '../../catalogue/index.ts';
import { per100 } from '../../pricing/index.ts';
import { formatMoney } from '../../web/index.ts';
import { stockState, type Offer } from '../offers.ts';

/** Every size and condition as a link with its own price and stock; the shown one is marked. */
export function VariantPicker({ offers, shown }: { offers: readonly Offer[]; shown: Offer }) {
  if (offers.length < 2) return <p class="variants__only">{variantLabel(shown.variant)}</p>;
  return (
    <nav class="variants" aria-labelledby="variants">
      <h2 class="variants__title" id="variants">
        Size and condition
      </h2>
      <ul class="variants__list">
        {offers.map((offer) => (
          <li>
            <VariantLink offer={offer} current={offer === shown} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function VariantLink({ offer, current }: { offer: Offer; current: boolean }) {
  const { variant, price, path } = offer;
  const perUnit = price && variant.size ? per100(price.cents, variant.size) : null;
  const state = stockState(offer);
  const off = state === 'sold-out' || state === 'not-sold';
  return (
    <a
      class={off ? 'variant variant--off' : 'variant'}
      href={path}
      aria-current={current ? 'page' : undefined}
    >
      <span class="variant__label">{variantLabel(variant)}</span>{' '}
      <span class="variant__price">{price ? formatMoney(price.cents, price.currency) : '–'}</span>{' '}
      <span class="variant__detail">
        {variantDetail(offer, perUnit && price ? { ...perUnit, currency: price.currency } : null)}
      </span>
    </a>
  );
}

function variantDetail(
  offer: Offer,
  perUnit: { cents: number; unit: string; currency: string } | null,
): string {
  const state = stockState(offer);
  if (state === 'sold-out') return 'sold out';
  if (state === 'not-sold') return 'not sold now';
  const price = perUnit && `${formatMoney(perUnit.cents, perUnit.currency)} / 100 ${perUnit.unit}`;
  const left = state === 'few-left' && `${offer.available} left`;
  return [price, left].filter(Boolean).join(' · ');
}
