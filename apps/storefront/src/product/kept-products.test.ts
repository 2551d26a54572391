import { describe, expect, it } from 'vitest';
import type { Product } from '../catalogue/index.ts';
import type { CatalogueChanges, ProductChange } from '../catalogue-index/index.ts';
import { createKeptProducts, type ReadProduct } from './kept-products.ts';

const createdAt = new Date('2026-01-02T03:04:05Z');

/** A product of which only what is looked at here is filled in. */
function read(id: number, cents = 5_000): ReadProduct {
  const product = { id, slug: `product-${id}`, name: 'L’Été', createdAt, variants: [] };
  return {
    product: product as unknown as Product,
    records: [
      {
        variantId: id * 10,
        currency: 'USD',
        baseCents: cents,
        saleCents: 4_000,
        saleStartsAt: null,
        saleEndsAt: new Date('2026-12-01T00:00:00Z'),
        referenceCents: null,
        supplierListCents: null,
        version: 1,
      },
    ],
    availability: [[id * 10, 3]],
  };
}

function setUp(options: { bytes?: number } = {}) {
  let listener: (changes: CatalogueChanges) => void = () => undefined;
  const time = { now: 1_000, lastReadAt: 1_000 };
  const kept = createKeptProducts(
    { onChanges: (tell) => (listener = tell), lastReadAt: () => time.lastReadAt },
    { ...options, clock: () => time.now },
  );
  const change = (changes: Partial<CatalogueChanges>) =>
    listener({ products: [], named: [], everyPage: [], loadedAnew: false, ...changes });
  const changeProduct = (productId: number) => change({ products: [{ productId } as ProductChange] });
  return { kept, time, change, changeProduct };
}

describe('kept products', () => {
  it('are given back as they were read, dates and all', () => {
    const { kept } = setUp();
    kept.begin()(read(1));
    expect(kept.find('product-1')).toEqual(read(1));
    expect(kept.find('product-2')).toBeUndefined();
  });

  it('are dropped when a change of them is told, and only then', () => {
    const { kept, changeProduct } = setUp();
    kept.begin()(read(1));
    kept.begin()(read(2));
    changeProduct(1);
    expect(kept.find('product-1')).toBeUndefined();
    expect(kept.find('product-2')).toBeDefined();
  });

  it('are not kept when a change was told while they were read', () => {
    const { kept, changeProduct } = setUp();
    const keep = kept.begin();
    changeProduct(1);
    keep(read(1));
    expect(kept.find('product-1')).toBeUndefined();
    kept.begin()(read(1, 6_000));
    expect(kept.find('product-1')).toEqual(read(1, 6_000));
  });

  it('are all dropped when what every page shows changed, and when the catalogue was loaded anew', () => {
    const { kept, change } = setUp();
    kept.begin()(read(1));
    change({ everyPage: [7] });
    expect(kept.find('product-1')).toBeUndefined();
    kept.begin()(read(1));
    change({ loadedAnew: true });
    expect(kept.find('product-1')).toBeUndefined();
  });

  it('are not used while changes cannot be read, and are again when no change came', () => {
    const { kept, time } = setUp();
    kept.begin()(read(1));
    time.now += 3_001;
    expect(kept.find('product-1')).toBeUndefined();
    time.lastReadAt = time.now;
    expect(kept.find('product-1')).toBeDefined();
  });

  it('make room by what was not asked for longest', () => {
    const one = Buffer.byteLength(JSON.stringify(read(1)));
    const { kept } = setUp({ bytes: 2 * one });
    kept.begin()(read(1));
    kept.begin()(read(2));
    kept.find('product-1');
    kept.begin()(read(3));
    expect(kept.find('product-2')).toBeUndefined();
    expect(kept.find('product-1')).toBeDefined();
    expect(kept.find('product-3')).toBeDefined();
  });
});
