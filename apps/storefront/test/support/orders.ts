import { saveCategories, saveProducts } from '../../src/catalogue/index.ts';
import type { ShopDatabase } from '../../src/database/index.ts';
import {
  placeOrder,
  randomKey,
  type NewOrder,
  type NewOrderLine,
  type PlacedOrder,
} from '../../src/orders/index.ts';
import { setOnHand } from '../../src/stock/index.ts';
import { perfumeCategory, productDraft } from './product-drafts.ts';

/** One product per number, with that many pieces of its only variant on the shelf; the variants' ids in that order. */
export async function stockShelf(
  database: ShopDatabase,
  onHand: readonly number[],
): Promise<readonly number[]> {
  return database.transaction(async (trx) => {
    await saveCategories(trx, perfumeCategory);
    const saved = await saveProducts(
      trx,
      onHand.map(() => productDraft(randomKey().toLowerCase())),
    );
    const ids = saved.map(({ variantIds }) => [...variantIds.values()][0]!);
    await setOnHand(
      trx,
      ids.map((variantId, index) => ({ variantId, onHand: onHand[index]! })),
      'test',
    );
    return ids;
  });
}

/** A line of 49.99 a piece without tax. */
export function orderLine(
  variantId: number,
  quantity = 1,
  changes: Partial<NewOrderLine> = {},
): NewOrderLine {
  return {
    variantId,
    sku: `SKU-${variantId}`,
    brandName: 'Maison Aurore',
    productName: 'Nuit Blanche',
    variantLabel: '100 ml',
    productPath: '/products/nuit-blanche',
    imageKey: null,
    quantity,
    unitCents: 4_999,
    priceVersion: 1,
    lineCents: 4_999 * quantity,
    taxName: 'No tax',
    taxRateBasisPoints: 0,
    taxCents: 0,
    ...changes,
  };
}

/** An order over these lines that adds up, with whatever a test cares about changed. */
export function newOrder(lines: readonly NewOrderLine[], changes: Partial<NewOrder> = {}): NewOrder {
  const goodsCents = lines.reduce((sum, { lineCents }) => sum + lineCents, 0);
  const cartId = randomKey();
  return {
    placementKey: `${cartId}:1`,
    cartId,
    currency: 'USD',
    email: 'ada@example.com',
    deliveryAddress: {
      name: 'Ada Byron',
      line1: '12 Elm Street',
      city: 'Springfield',
      region: 'IL',
      postcode: '62701',
      country: 'US',
    },
    shippingMethod: {
      code: 'standard',
      name: 'Standard',
      cents: 500,
      estimate: 'arrives by Tuesday, December 1',
    },
    shippingTax: { name: 'No tax', rateBasisPoints: 0, cents: 0 },
    lines,
    goodsCents,
    shippingCents: 500,
    taxCents: 0,
    taxIncluded: false,
    totalCents: goodsCents + 500,
    holdMinutes: 20,
    ...changes,
  };
}

/** Places an order that must succeed. */
export async function place(database: ShopDatabase, order: NewOrder, at: Date): Promise<PlacedOrder> {
  const placement = await database.transaction((trx) => placeOrder(trx, order, at));
  if (placement.outcome !== 'placed') throw new Error(`The order was not placed: ${placement.outcome}.`);
  return placement.order;
}
