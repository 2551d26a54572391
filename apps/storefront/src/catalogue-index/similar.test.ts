import { describe, expect, it } from 'vitest';
import type { IndexedProduct } from './store/indexed-product.ts';
import { aProduct, aVariant, catalogueOf, testMoment } from './testing/small-catalogue.ts';

const notes = ['Musk', 'Oud', 'Saffron', 'Rose', 'Lime', 'Mint', 'Coconut'];
const accords = ['woody', 'amber', 'citrus'];
const accord = (id: number, weight = 100) => ({ id, weight });

/** Musk is in everything, as in life; the rest is rare. */
const base: IndexedProduct[] = [
  aProduct(1, { brandId: 1, noteIds: [1, 2, 3, 4], accords: [accord(1), accord(2, 60)] }),
  aProduct(2, {
    brandId: 2,
    noteIds: [1, 2, 3],
    accords: [accord(1), accord(2, 50)],
    variants: [aVariant(20, { cents: 2_000 })],
  }),
  aProduct(3, {
    brandId: 3,
    noteIds: [1, 4],
    accords: [accord(1)],
    variants: [aVariant(30, { cents: 9_000 })],
  }),
  aProduct(4, { brandId: 4, noteIds: [1, 5, 6], accords: [accord(3)] }),
  ...Array.from({ length: 20 }, (_, at) =>
    aProduct(10 + at, { brandId: 5, noteIds: [1, 7], accords: [accord(3, 20)] }),
  ),
];
const catalogue = (changes: readonly IndexedProduct[] = []) => {
  const products = new Map([...base, ...changes].map((product) => [product.id, product]));
  return catalogueOf({ brands: ['A', 'B', 'C', 'D', 'E'], notes, accords, products: [...products.values()] });
};

describe('what smells alike', () => {
  it('shares rare notes and heavy accords, most alike first, and says which', () => {
    const alike = catalogue().engine.similar(1, 8);
    expect(alike.map(({ card }) => card.productId)).toEqual([2, 3]);
    expect(alike[0]).toMatchObject({
      sharedNotes: ['Oud', 'Saffron', 'Musk'],
      sharedAccords: ['woody', 'amber'],
      cheaper: true,
    });
    expect(alike[1]?.cheaper).toBe(false);
  });

  it('can be had now', () => {
    const { engine } = catalogue([{ ...base[1]!, variants: [aVariant(20, { available: 0 })] }]);
    expect(engine.similar(1, 8).map(({ card }) => card.productId)).toEqual([3]);
  });

  it('changes when one of them is sold out or composed anew', () => {
    const { engine, store } = catalogue();
    expect(engine.similar(1, 1)[0]?.card.productId).toBe(2);
    store.put({ ...base[1]!, variants: [aVariant(20, { available: 0 })] }, testMoment);
    expect(engine.similar(1, 1)[0]?.card.productId).toBe(3);
    store.put({ ...base[2]!, noteIds: [5], accords: [accord(3)] }, testMoment);
    expect(engine.similar(1, 1)).toEqual([]);
  });

  it('shows the price of now, also of a likeness found before', () => {
    const { engine, store } = catalogue();
    expect(engine.similar(1, 1)[0]?.cheaper).toBe(true);
    store.put({ ...base[1]!, variants: [aVariant(20, { cents: 8_000 })] }, testMoment);
    expect(engine.similar(1, 1)[0]).toMatchObject({ cheaper: false, card: { fromCents: 8_000 } });
  });

  it('is not only the brand itself', () => {
    const flankers = Array.from({ length: 5 }, (_, at) => ({
      ...base[0]!,
      id: 100 + at,
      slug: `flanker-${at}`,
      variants: [aVariant(2_000 + at)],
    }));
    const ids = catalogue(flankers)
      .engine.similar(1, 8)
      .map(({ card }) => card.productId);
    expect(ids.filter((id) => id >= 100)).toHaveLength(2);
    expect(ids).toContain(2);
  });

  it('is nothing for a product without notes and accords, or without a product', () => {
    const { engine } = catalogue([aProduct(200)]);
    expect(engine.similar(200, 8)).toEqual([]);
    expect(engine.similar(999, 8)).toEqual([]);
  });
});
