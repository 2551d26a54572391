import {
  concentrationLabels,
  productPath,
  sizeLabel,
  variantLabel,
  type Product,
} from '../catalogue/index.ts';
import { stockState, type Offer, type StockState } from './offers.ts';

/** What a page says of its product to machines; every number is the one that the page shows. */
export interface ProductJsonLdInput {
  readonly product: Product;
  readonly offers: readonly Offer[];
  readonly publicUrl: URL;
  /** Absolute addresses of the pictures. */
  readonly images: readonly string[];
}

/**
 * The product as schema.org has it: a Product with its Offer where there is one variant, else a ProductGroup with one
 * Product and Offer for each. Variants without a price are not offered, and a product that has no variant is no group.
 */
export function productJsonLd({ product, offers, publicUrl, images }: ProductJsonLdInput): object {
  const context = { '@context': 'https://schema.org' };
  const common = {
    brand: { '@type': 'Brand', name: product.brand.name },
    ...(product.description !== null && { description: product.description }),
    ...(images.length > 0 && { image: images }),
    category: product.categoryPath.map(({ name }) => name).join(' > '),
  };
  const name = [product.name, product.concentration && concentrationLabels[product.concentration]]
    .filter(Boolean)
    .join(' ');
  if (offers.length <= 1) {
    return {
      ...context,
      '@type': 'Product',
      name,
      url: absolute(publicUrl, productPath(product)),
      ...common,
      ...(offers[0] && variantOf(offers[0], publicUrl)),
    };
  }
  return {
    ...context,
    '@type': 'ProductGroup',
    name,
    url: absolute(publicUrl, productPath(product)),
    productGroupID: product.slug,
    ...common,
    variesBy: ['https://schema.org/size'],
    hasVariant: offers.map((offer) => ({
      '@type': 'Product',
      name: `${name}, ${variantLabel(offer.variant)}`,
      ...(images[0] !== undefined && { image: images[0] }),
      ...variantOf(offer, publicUrl),
    })),
  };
}

function variantOf(offer: Offer, publicUrl: URL): object {
  const { sku, gtin, size, condition } = offer.variant;
  return {
    sku,
    ...(gtin !== null && { gtin }),
    ...(size !== null && { size: sizeLabel(size) }),
    ...(condition !== 'sealed' && {
      additionalProperty: { '@type': 'PropertyValue', name: 'Condition', value: condition },
    }),
    ...offerOf(offer, publicUrl),
  };
}

const availability: Partial<Record<StockState, string>> = {
  'in-stock': 'https://schema.org/InStock',
  'few-left': 'https://schema.org/LimitedAvailability',
  'sold-out': 'https://schema.org/OutOfStock',
};

function offerOf(offer: Offer, publicUrl: URL): object {
  const { price, path } = offer;
  if (price === null) return {};
  const available = availability[stockState(offer)];
  return {
    offers: {
      '@type': 'Offer',
      url: absolute(publicUrl, path),
      price: (price.cents / 100).toFixed(2),
      priceCurrency: price.currency,
      ...(price.saleEndsAt && { priceValidUntil: price.saleEndsAt.toISOString() }),
      ...(available !== undefined && { availability: available }),
      itemCondition: 'https://schema.org/NewCondition',
    },
  };
}

const absolute = (publicUrl: URL, path: string) => new URL(path, publicUrl).href;
