import { concentrationLabels, kindLabels, variantLabel, type Product } from '../catalogue/index.ts';
import { formatMoney } from '../web/index.ts';
import type { Offer } from './offers.ts';

/** Brand, name and concentration: the name by which people search. */
export function productTitle({ brand, name, concentration }: Product): string {
  return [brand.name, name, concentration && concentrationLabels[concentration]].filter(Boolean).join(' ');
}

/** One or two sentences for search results: what it is, in which sizes, from which price, with which notes. */
export function productSummary(product: Product, offers: readonly Offer[]): string {
  const prices = offers.flatMap(({ price }) => (price ? [price] : []));
  const lowest = prices.toSorted((one, other) => one.cents - other.cents)[0];
  const sizes = [...new Set(offers.map(({ variant }) => variantLabel(variant)))];
  const notes = [...product.notes.top, ...product.notes.heart, ...product.notes.base, ...product.notes.flat];
  const parts = [
    `${productTitle(product)}, ${kindLabels[product.kind].toLowerCase()}`,
    sizes.length > 0 ? ` in ${sizes.slice(0, 4).join('; ')}` : '',
    lowest ? `, from ${formatMoney(lowest.cents, lowest.currency)}` : '',
    '.',
    notes.length > 0
      ? ` Notes of ${notes
          .slice(0, 5)
          .map(({ name }) => name.toLowerCase())
          .join(', ')}.`
      : '',
  ];
  return parts.join('');
}
