import { addressLines } from '../../checkout/address.ts';
import { ButtonLink, Notice } from '../../web/index.ts';
import type { Order } from '../model.ts';
import type { OrderStory } from '../order-story.ts';
import { OrderLines } from './order-lines.tsx';
import { OrderTotals } from './order-totals.tsx';

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

const paymentWords = {
  'awaiting-payment': 'Not paid yet',
  paid: 'Paid by card',
  fulfilled: 'Paid by card',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
} as const;

/** An order for the one who has its secret link: confirmation and lookup in one. */
export function OrderPage({ order, story }: { order: Order; story: OrderStory }) {
  return (
    <div class="order wrap">
      <div class="order__head">
        <h1 class="order__title">{story.heading}</h1>
        <p class="order__number">
          Order <strong>{order.number}</strong>, placed{' '}
          <time dateTime={order.placedAt.toISOString()}>{day.format(order.placedAt)}</time>
        </p>
      </div>
      <Notice kind={story.kind}>
        {story.sentences.map((sentence) => (
          <p>{sentence}</p>
        ))}
      </Notice>
      {story.action && (
        <p class="order__action">
          <ButtonLink href={story.action.path}>{story.action.label}</ButtonLink>
        </p>
      )}
      <div class="order__columns">
        <section class="order__goods" aria-labelledby="order-goods">
          <h2 class="order__section-title" id="order-goods">
            What you ordered
          </h2>
          <OrderLines lines={order.lines} currency={order.currency} />
          <OrderTotals order={order} />
        </section>
        <div class="order__facts">
          <section aria-labelledby="order-address">
            <h2 class="order__section-title" id="order-address">
              Delivery
            </h2>
            <address class="order__address">
              {addressLines(order.deliveryAddress).map((line) => (
                <span>{line}</span>
              ))}
            </address>
            <p>
              {order.shippingMethod.name}: {order.shippingMethod.estimate}
            </p>
          </section>
          <section aria-labelledby="order-payment">
            <h2 class="order__section-title" id="order-payment">
              Payment
            </h2>
            <p>{paymentWords[order.state]}</p>
            <p>Confirmation to {order.email}</p>
          </section>
          <p class="order__secret">
            Keep the address of this page: it is the key to your order, without an account. Who has it, sees
            the order.
          </p>
        </div>
      </div>
    </div>
  );
}
