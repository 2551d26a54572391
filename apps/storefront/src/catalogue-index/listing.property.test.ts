import { describe, expect, it } from 'vitest';
import { pageSize, type ListingQuery, type ListingResult } from '../listing/model.ts';
import type { CatalogueEngine } from './engine.ts';
import { facetCount, fitting, priceRange, sorted } from './testing/oracle.ts';
import {
  accordNames,
  brandNames,
  categoryRows,
  Dice,
  noteNames,
  randomProduct,
  randomQuery,
} from './testing/random-catalogue.ts';
import { catalogueOf, testMoment } from './testing/small-catalogue.ts';
import type { IndexedProduct } from './store/indexed-product.ts';

const names = { brands: brandNames, notes: noteNames, accords: accordNames, categories: categoryRows };

function randomCatalogue(dice: Dice, count: number): IndexedProduct[] {
  return Array.from({ length: count }, (_, at) => randomProduct(dice, at + 1));
}

function expectRight(
  engine: CatalogueEngine,
  products: readonly IndexedProduct[],
  query: ListingQuery,
  why: string,
) {
  const shown = sorted(fitting(products, query), query);
  const results: ListingResult[] = [];
  for (let page = 1; page <= Math.max(1, Math.ceil(shown.length / pageSize)); page += 1)
    results.push(engine.list({ ...query, page }));
  const [first] = results;
  expect(first?.total, why).toBe(shown.length);
  expect(
    results.flatMap(({ cards }) =>
      cards.map((card) => [card.productId, card.fromCents, card.fromVariant, card.wasCents, card.inStock]),
    ),
    why,
  ).toEqual(
    shown.map(({ product, offer }) => [
      product.id,
      offer?.cents ?? null,
      offer?.variant.slug ?? null,
      offer?.wasCents ?? null,
      offer?.inStock ?? false,
    ]),
  );
  expect(first?.priceRange, why).toEqual(priceRange(products, query));
  expect(first?.inStockCount, why).toBe(fitting(products, { ...query, inStock: true }).length);
  for (const { code, options } of first?.facets ?? [])
    for (const { value, count } of options)
      expect(`${code}=${value}: ${count}`, why).toBe(
        `${code}=${value}: ${facetCount(products, query, code, value)}`,
      );
}

/** Values that some product would be shown for are offered. */
function expectNothingLeftOut(
  engine: CatalogueEngine,
  products: readonly IndexedProduct[],
  query: ListingQuery,
) {
  const { facets } = engine.list(query);
  const offered = (code: string) =>
    facets.find((facet) => facet.code === code)?.options.map(({ value }) => value);
  for (const [code, values] of [
    ['brand', brandNames.map((name) => (name === 'Élan' ? 'lan' : name.toLowerCase().replace(' ', '-')))],
    ['size', ['30-ml', '50-ml', '75-ml', '100-ml']],
  ] as const) {
    const shown = offered(code);
    if (!shown) continue;
    for (const value of values)
      if (facetCount(products, query, code, value) > 0)
        expect(shown, `${code} of ${JSON.stringify(query)}`).toContain(value);
  }
}

describe('listings of random catalogues', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'agree with looking at every product: filters, counts, cards, order, pages (seed %i)',
    (seed) => {
      const dice = new Dice(seed);
      // Small ones walk every path for a few products, the larger those for many.
      const products = randomCatalogue(dice, seed % 2 === 0 ? 40 : 160);
      const { engine } = catalogueOf({ ...names, products });
      for (let round = 0; round < 60; round += 1) {
        const query = randomQuery(dice);
        expectRight(engine, products, query, `seed ${seed}, round ${round}: ${JSON.stringify(query)}`);
        expectNothingLeftOut(engine, products, query);
      }
    },
  );

  it.each([11, 12, 13])('stay right while products change, come and go (seed %i)', (seed) => {
    const dice = new Dice(seed);
    const products = new Map(randomCatalogue(dice, 60).map((product) => [product.id, product]));
    const { engine, store } = catalogueOf({ ...names, products: [...products.values()] });
    for (let round = 0; round < 60; round += 1) {
      const id = 1 + dice.below(75);
      if (dice.happens(0.25)) {
        products.delete(id);
        store.remove(id);
      } else {
        const product = randomProduct(dice, id);
        products.set(id, product);
        store.put(product, testMoment);
      }
      const query = randomQuery(dice);
      const now = [...products.values()].toSorted((one, other) => one.id - other.id);
      expectRight(engine, now, query, `seed ${seed}, round ${round}: ${JSON.stringify(query)}`);
    }
  });
});
