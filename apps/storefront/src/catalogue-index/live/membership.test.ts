import { expect, it } from 'vitest';
import { fitting } from '../testing/oracle.ts';
import {
  accordNames,
  brandNames,
  categoryRows,
  Dice,
  noteNames,
  randomProduct,
  randomQuery,
} from '../testing/random-catalogue.ts';
import { catalogueOf, testMoment } from '../testing/small-catalogue.ts';
import { isIn } from './membership.ts';

it.each([1, 2, 3])('a product is in a listing exactly when the listing shows it (seed %i)', (seed) => {
  const dice = new Dice(seed);
  const products = Array.from({ length: 80 }, (_, at) => randomProduct(dice, at + 1));
  const names = { brands: brandNames, notes: noteNames, accords: accordNames, categories: categoryRows };
  const { store } = catalogueOf({ ...names, products });
  for (let time = 0; time < 150; time += 1) {
    const query = randomQuery(dice);
    const shown = new Set(fitting(products, query).map(({ product }) => product.id));
    const isThere = products.filter(({ id }) => isIn(store, query, store.rowOf(id)!, testMoment));
    expect(new Set(isThere.map(({ id }) => id)), JSON.stringify(query)).toEqual(shown);
  }
});
