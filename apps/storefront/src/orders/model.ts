import type { Address } from '../checkout/address.ts';
import type { OrderState } from './tables.ts';

export type { OrderState } from './tables.ts';

/** The way of delivery that was chosen, as it was offered. */
export interface OrderShipping {
  readonly code: string;
  readonly name: string;
  readonly cents: number;
  /** When it was said to arrive, in words. */
  readonly estimate: string;
}

export interface OrderShippingTax {
  readonly name: string;
  /** 2000 is 20 %. */
  readonly rateBasisPoints: number;
  readonly cents: number;
}

/** A line as it was sold; nothing in it follows the catalogue afterwards. */
export interface OrderLine {
  readonly variantId: number;
  readonly sku: string;
  readonly brandName: string;
  readonly productName: string;
  readonly variantLabel: string;
  readonly productPath: string;
  readonly imageKey: string | null;
  readonly quantity: number;
  readonly unitCents: number;
  /** The version of the price that the shopper saw. */
  readonly priceVersion: number;
  readonly lineCents: number;
  readonly taxName: string;
  /** 2000 is 20 %. */
  readonly taxRateBasisPoints: number;
  readonly taxCents: number;
}

export type NewOrderLine = OrderLine;

/** What an order is made of, whole: it prints the same in five years. Amounts in cents. */
export interface OrderContents {
  /** ISO 4217. */
  readonly currency: string;
  readonly email: string;
  readonly deliveryAddress: Address;
  readonly shippingMethod: OrderShipping;
  readonly shippingTax: OrderShippingTax;
  readonly lines: readonly OrderLine[];
  readonly goodsCents: number;
  readonly shippingCents: number;
  readonly taxCents: number;
  /** True: goods and shipping hold the tax already. False: it comes on top of them. */
  readonly taxIncluded: boolean;
  readonly totalCents: number;
}

export interface NewOrder extends OrderContents {
  /** See `placementKey`. */
  readonly placementKey: string;
  readonly cartId: string;
  /** How long the stock is held for the payment. */
  readonly holdMinutes: number;
}

/** What is known of an order without its lines. */
export interface PlacedOrder {
  readonly id: number;
  /** For people: printed on mails and asked for by "find my order". */
  readonly number: string;
  /** The secret of the order's page: 128 random bits. */
  readonly accessToken: string;
  readonly cartId: string;
  readonly state: OrderState;
  readonly totalCents: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Until when stock is held for it; null once nothing is held for it any more. */
  readonly holdExpiresAt: Date | null;
  readonly placedAt: Date;
  /** When it last moved. */
  readonly updatedAt: Date;
  /** '/orders/<token>'. */
  readonly path: string;
}

export interface Order extends PlacedOrder, OrderContents {}

/** Where the payment of an order stands, for its page; payments know, orders show. */
export interface PaymentOfOrder {
  readonly status:
    | { readonly status: 'none' | 'paid' | 'pending' | 'closed' }
    | { readonly status: 'challenge'; readonly url: string }
    | { readonly status: 'declined'; readonly message: string };
  readonly attempts: number;
  readonly lastAttemptAt: Date | null;
  /** Money that the order cannot take is on its way back. */
  readonly givingBack: boolean;
  /** Money went back. */
  readonly givenBack: boolean;
}

/**
 * The totals of an order must agree to the cent, or it is not placed.
 * @throws RangeError naming what does not add up
 */
export function assertTotals(order: OrderContents): void {
  const goods = order.lines.reduce((sum, { lineCents }) => sum + lineCents, 0);
  const tax = order.lines.reduce((sum, { taxCents }) => sum + taxCents, order.shippingTax.cents);
  const total = order.goodsCents + order.shippingCents + (order.taxIncluded ? 0 : order.taxCents);
  const wrong = [
    order.lines.length === 0 && 'it has no lines',
    order.lines.some((line) => line.lineCents !== line.quantity * line.unitCents) &&
      'a line is not its quantity times its price',
    goods !== order.goodsCents && 'the lines do not add up to the goods',
    order.shippingMethod.cents !== order.shippingCents && 'the shipping is not that of its method',
    tax !== order.taxCents && 'the taxes of the lines and the shipping do not add up to the tax',
    total !== order.totalCents && 'goods, shipping and tax do not add up to the total',
  ].filter((problem) => problem !== false);
  if (wrong.length > 0) throw new RangeError(`The order's amounts disagree: ${wrong.join('; ')}.`);
}
