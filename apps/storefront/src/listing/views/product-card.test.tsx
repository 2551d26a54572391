import { renderToStringAsync } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { ProductCard } from '../model.ts';
import { ProductCardView } from './product-card.tsx';

const card: ProductCard = {
  productId: 1,
  slug: 'maison-aurore-iris',
  name: 'Iris',
  brandName: 'Maison Aurore',
  brandSlug: 'maison-aurore',
  kind: 'perfume',
  gender: null,
  concentration: 'eau-de-parfum',
  launchYear: null,
  imageKey: null,
  imageAlt: '',
  currency: 'USD',
  fromCents: 4_999,
  fromVariant: '100-ml',
  wasCents: null,
  per100Cents: 4_999,
  per100Unit: 'ml',
  sizes: ['100 ml'],
  inStock: false,
  isNew: true,
};

const drawn = (changes: Partial<ProductCard>) =>
  renderToStringAsync(<ProductCardView card={{ ...card, ...changes }} headingLevel={2} />);

describe('the card of a product', () => {
  it('says "sold out" of what had a price and can be had no more', async () => {
    expect(await drawn({})).toContain('Sold out');
    expect(await drawn({ inStock: true })).not.toContain('Sold out');
  });

  it('says of what has no price only that it is not sold', async () => {
    const html = await drawn({ fromCents: null, fromVariant: null, per100Cents: null, per100Unit: null });
    expect(html).toContain('Not sold at the moment');
    expect(html).not.toContain('badge');
  });
});
