import type { Cart, CartLine } from '../cart/index.ts';
import { deliveryDates, methodsFor, type DeliveryDates, type ShippingMethod } from '../shipping/index.ts';
import { taxFor, type TaxRule } from '../tax/index.ts';
import type { CheckoutState } from './checkout-rows.ts';
import { checkContact, type Contact } from './contact.ts';
import { totalsOf, type Totals } from './totals.ts';

/** Everything that an order would be made of, as it is now. */
export interface Review {
  readonly cart: Cart;
  /** The lines that can be had; the others are not part of the order. */
  readonly lines: readonly CartLine[];
  readonly contact: Contact;
  readonly method: ShippingMethod;
  readonly dates: DeliveryDates;
  readonly tax: TaxRule;
  /** Its lines are those of `lines`, in the same order. */
  readonly totals: Totals;
}

/**
 * How far a checkout has come: the first step that is missing something. `cart`: there is nothing to buy. `unpaid`: an order
 * made of this cart waits for its payment.
 */
export type Progress =
  | { readonly step: 'cart' | 'unpaid' }
  | { readonly step: 'contact'; readonly cart: Cart }
  | { readonly step: 'delivery'; readonly cart: Cart; readonly contact: Contact }
  | { readonly step: 'review'; readonly cart: Cart; readonly contact: Contact; readonly review: Review };

/** Where each step is. */
export const stepPaths: Readonly<Record<Progress['step'], string>> = {
  cart: '/cart',
  unpaid: '/checkout/unpaid',
  contact: '/checkout',
  delivery: '/checkout/delivery',
  review: '/checkout/payment',
};

/** Works out how far a checkout has come; what was typed is checked anew each time. */
export function progressOf(cart: Cart | null, { draft, shippingMethod }: CheckoutState, now: Date): Progress {
  if (!cart || cart.state === 'ordered') return { step: 'cart' };
  if (cart.state === 'ordering') return { step: 'unpaid' };
  const lines = cart.lines.filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) return { step: 'cart' };
  const checked = checkContact(draft);
  if (!checked.ok) return { step: 'contact', cart };
  const contact = checked.value;
  const method = methodsFor(contact.address.country, cart.goodsCents).find(
    ({ code }) => code === shippingMethod,
  );
  if (!method) return { step: 'delivery', cart, contact };
  const tax = taxFor(contact.address);
  const totals = totalsOf(
    lines.map(({ quantity, price }) => ({ quantity, unitCents: price?.cents ?? 0 })),
    method.cents,
    tax,
  );
  const dates = deliveryDates(method, now);
  return { step: 'review', cart, contact, review: { cart, lines, contact, method, dates, tax, totals } };
}
