import type { Cart } from '../../cart/index.ts';
import { cheapestMethod } from '../../shipping/index.ts';
import { rateInWords } from '../../tax/index.ts';
import { formatMoney, Picture } from '../../web/index.ts';
import type { Review } from '../progress.ts';

/** What is known of the order's amounts at a step; null for what later steps decide. */
export interface SummaryFigures {
  readonly cart: Cart;
  readonly delivery: { readonly cents: number; readonly from: boolean } | null;
  readonly tax: { readonly label: string; readonly cents: number; readonly included: boolean } | null;
  readonly totalCents: number | null;
}

/** The figures before everything is chosen: goods, and what delivery costs at least. */
export function earlyFigures(cart: Cart, country: string | undefined): SummaryFigures {
  const method = country === undefined ? undefined : cheapestMethod(country, cart.goodsCents);
  return { cart, delivery: method ? { cents: method.cents, from: true } : null, tax: null, totalCents: null };
}

/** The figures of a whole order. */
export function reviewFigures({ cart, method, tax, totals }: Review): SummaryFigures {
  return {
    cart,
    delivery: { cents: method.cents, from: false },
    tax: {
      label: `${tax.name}, ${rateInWords(tax.rateBasisPoints)}`,
      cents: totals.taxCents,
      included: totals.taxIncluded,
    },
    totalCents: totals.totalCents,
  };
}

/** The order so far: folded above the form on a phone, beside it where there is room. The styles show one of the two. */
export function OrderSummary({ figures, place }: { figures: SummaryFigures; place: 'above' | 'beside' }) {
  if (place === 'beside') {
    return (
      <aside class="order-summary order-summary--beside" aria-label="Your order">
        <h2 class="order-summary__title">Your order</h2>
        <Contents figures={figures} />
      </aside>
    );
  }
  const { cart, totalCents } = figures;
  return (
    <details class="order-summary order-summary--above">
      <summary>
        Your order <strong>{formatMoney(totalCents ?? cart.goodsCents, cart.currency)}</strong>
      </summary>
      <Contents figures={figures} />
    </details>
  );
}

function Contents({ figures }: { figures: SummaryFigures }) {
  const { cart } = figures;
  return (
    <>
      <ul class="order-summary__lines">
        {cart.lines.map(({ variant, quantity, price, lineCents }) => (
          <li class="order-summary__line">
            <span class="order-summary__picture">
              <Picture imageKey={variant.imageKey} alt="" width={64} height={80} />
            </span>
            <span>
              {variant.brandName} {variant.productName}
              <span class="order-summary__detail">
                {variant.variantLabel}
                {quantity > 1 && price && `, ${quantity} × ${formatMoney(price.cents, cart.currency)}`}
              </span>
            </span>
            <span class="order-summary__cents">
              {quantity > 0 ? formatMoney(lineCents, cart.currency) : 'Not available, not part of this order'}
            </span>
          </li>
        ))}
      </ul>
      <Amounts figures={figures} />
      <p class="order-summary__detail">
        <a href="/cart">Change the cart</a>
      </p>
    </>
  );
}

/** Goods, delivery, tax and total. */
export function Amounts({ figures }: { figures: SummaryFigures }) {
  const { cart, delivery, tax, totalCents } = figures;
  const money = (cents: number) => formatMoney(cents, cart.currency);
  return (
    <dl class="summary__amounts">
      <dt>Goods</dt>
      <dd>{money(cart.goodsCents)}</dd>
      <dt>Delivery</dt>
      <dd>
        {delivery === null && 'chosen next'}
        {delivery &&
          (delivery.cents === 0 ? 'Free' : `${delivery.from ? 'from ' : ''}${money(delivery.cents)}`)}
      </dd>
      {tax && !tax.included && (
        <>
          <dt>{tax.label}</dt>
          <dd>{money(tax.cents)}</dd>
        </>
      )}
      {totalCents !== null && (
        <>
          <dt class="summary__total">Total</dt>
          <dd class="summary__total">{money(totalCents)}</dd>
        </>
      )}
      {tax?.included && tax.cents > 0 && (
        <>
          <dt class="summary__within">{tax.label}, in the total</dt>
          <dd class="summary__within">{money(tax.cents)}</dd>
        </>
      )}
    </dl>
  );
}
