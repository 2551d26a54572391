import { placementKey, type NewOrder } from '../orders/index.ts';
import { datesInWords } from '../shipping/index.ts';
import type { Review } from './progress.ts';

/** The order that a review comes to; it copies everything, so that it prints the same in five years. */
export function newOrderOf(review: Review, holdMinutes: number): NewOrder {
  const { cart, lines, contact, method, dates, tax, totals } = review;
  return {
    placementKey: placementKey(cart.id, cart.generation),
    cartId: cart.id,
    currency: cart.currency,
    email: contact.email,
    deliveryAddress: contact.address,
    shippingMethod: {
      code: method.code,
      name: method.name,
      cents: method.cents,
      estimate: datesInWords(dates),
    },
    shippingTax: {
      name: tax.name,
      rateBasisPoints: tax.shippingTaxed ? tax.rateBasisPoints : 0,
      cents: totals.shippingTaxCents,
    },
    lines: lines.map(({ variant, quantity, price }, position) => {
      if (!price) throw new RangeError(`${variant.sku} has no price and cannot be ordered.`);
      const { lineCents, taxCents } = totals.lines[position] ?? { lineCents: 0, taxCents: 0 };
      return {
        variantId: variant.variantId,
        sku: variant.sku,
        brandName: variant.brandName,
        productName: variant.productName,
        variantLabel: variant.variantLabel,
        productPath: variant.productPath,
        imageKey: variant.imageKey,
        quantity,
        unitCents: price.cents,
        priceVersion: price.version,
        lineCents,
        taxName: tax.name,
        taxRateBasisPoints: tax.rateBasisPoints,
        taxCents,
      };
    }),
    goodsCents: totals.goodsCents,
    shippingCents: totals.shippingCents,
    taxCents: totals.taxCents,
    taxIncluded: totals.taxIncluded,
    totalCents: totals.totalCents,
    holdMinutes,
  };
}
