import { describe, expect, it } from 'vitest';
import { emptyListingQuery } from '../listing/url.ts';
import type { ListingQuery } from '../listing/model.ts';
import { aProduct, aVariant, catalogueOf, testMoment } from './testing/small-catalogue.ts';

const query = (changes: Partial<ListingQuery> = {}): ListingQuery => ({ ...emptyListingQuery, ...changes });
const later = (ms: number) => new Date(testMoment.getTime() + ms);
const days = 86_400_000;

describe('a variant has to be everything that is asked of it', () => {
  const { engine } = catalogueOf({
    products: [
      aProduct(1, {
        variants: [
          aVariant(11, { ml: 100, condition: 'sealed', cents: 9_000 }),
          aVariant(12, { ml: 50, condition: 'tester', cents: 3_000 }),
        ],
      }),
      aProduct(2, { variants: [aVariant(21, { ml: 100, condition: 'tester', cents: 6_000 })] }),
    ],
  });
  const ids = (changes: Partial<ListingQuery>) =>
    engine.list(query(changes)).cards.map(({ productId }) => productId);

  it('a size of one variant and the condition of another make no match', () => {
    expect(ids({ sizes: ['100-ml'], conditions: ['tester'] })).toEqual([2]);
    expect(ids({ sizes: ['50-ml'], conditions: ['tester'] })).toEqual([1]);
    expect(ids({ sizes: ['100-ml'], maxCents: 7_000 })).toEqual([2]);
  });

  it('the card shows the cheapest variant that matches', () => {
    const [card] = engine.list(query({ sizes: ['100-ml'], sort: 'price-desc' })).cards;
    expect(card).toMatchObject({ productId: 1, fromCents: 9_000, fromVariant: '100-ml', per100Cents: 9_000 });
    expect(engine.card(1)).toMatchObject({
      fromCents: 3_000,
      fromVariant: '50-ml-tester',
      per100Cents: 6_000,
    });
  });
});

describe('a card', () => {
  it('shows what is in stock before what is cheaper', () => {
    const { engine } = catalogueOf({
      products: [
        aProduct(1, {
          variants: [
            aVariant(11, { ml: 30, cents: 1_000, available: 0 }),
            aVariant(12, { ml: 50, cents: 2_000 }),
          ],
        }),
      ],
    });
    expect(engine.card(1)).toMatchObject({ fromCents: 2_000, inStock: true, sizes: ['30 ml', '50 ml'] });
  });

  it('says that a product without a price is not sold, and the listing puts it last', () => {
    const { engine } = catalogueOf({
      products: [
        aProduct(1, { popularity: 100, variants: [aVariant(11, { cents: null })] }),
        aProduct(2, { popularity: 1 }),
        aProduct(3, { popularity: 2, variants: [aVariant(31, { available: 0 })] }),
      ],
    });
    expect(engine.card(1)).toMatchObject({ fromCents: null, fromVariant: null, inStock: false, sizes: [] });
    for (const sort of ['popular', 'price', 'price-desc', 'price-per-100ml', 'newest'] as const)
      expect(engine.list(query({ sort })).cards.at(-1)?.productId, sort).toBe(1);
    expect(engine.list(query()).cards.map(({ productId }) => productId)).toEqual([2, 3, 1]);
  });

  it('has a price per 100 ml or g, and none for pieces', () => {
    const sizes = [
      { amount: 750, unit: 'ml' },
      { amount: 25_000, unit: 'g' },
      { amount: 300, unit: 'piece' },
    ] as const;
    const { engine } = catalogueOf({
      products: sizes.map((size, at) =>
        aProduct(at + 1, { variants: [aVariant(at + 1, { size, cents: 1_500 })] }),
      ),
    });
    expect(engine.card(1)).toMatchObject({ per100Cents: 20_000, per100Unit: 'ml', sizes: ['7.5 ml'] });
    expect(engine.card(2)).toMatchObject({ per100Cents: 600, per100Unit: 'g' });
    expect(engine.card(3)).toMatchObject({ per100Cents: null, per100Unit: null, sizes: ['3 pieces'] });
  });

  it('is of no product that is not active', () => {
    const { engine, store } = catalogueOf({ products: [aProduct(1)] });
    store.remove(1);
    expect(engine.card(1)).toBeNull();
    expect(engine.card(99)).toBeNull();
    expect(engine.list(query()).total).toBe(0);
  });
});

describe('a sale', () => {
  const sale = {
    saleCents: 3_000,
    saleStartsAt: later(1_000),
    saleEndsAt: later(2_000),
    referenceCents: 5_000,
  };
  const catalogue = () =>
    catalogueOf({
      products: [
        aProduct(1, { variants: [aVariant(11, { cents: 5_000, sale })] }),
        aProduct(2, { variants: [aVariant(21, { cents: 4_000 })] }),
      ],
    });

  it('begins and ends at its moment, on the card, in the order and in the filter', () => {
    const { engine, clock } = catalogue();
    const seen = () => ({
      card: [engine.card(1)?.fromCents, engine.card(1)?.wasCents],
      order: engine.list(query({ sort: 'price' })).cards.map(({ productId }) => productId),
      onSale: engine.list(query({ onSale: true })).total,
    });
    const before = { card: [5_000, null], order: [2, 1], onSale: 0 };
    const during = { card: [3_000, 5_000], order: [1, 2], onSale: 1 };
    clock.now = later(999);
    expect(seen()).toEqual(before);
    clock.now = later(1_000);
    expect(seen()).toEqual(during);
    clock.now = later(1_999);
    expect(seen()).toEqual(during);
    clock.now = later(2_000);
    expect(seen()).toEqual(before);
  });

  it('is over even when nobody looked while it ran', () => {
    const { engine, clock } = catalogue();
    clock.now = later(days);
    expect(engine.card(1)).toMatchObject({ fromCents: 5_000, wasCents: null });
  });

  it('does not come back for a price that was changed meanwhile', () => {
    const { engine, clock, store } = catalogue();
    store.put(aProduct(1, { variants: [aVariant(11, { cents: 4_500 })] }), testMoment);
    clock.now = later(1_500);
    expect(engine.card(1)).toMatchObject({ fromCents: 4_500, wasCents: null });
  });
});

describe('what is new', () => {
  it('becomes old with time, also when nothing else changes', () => {
    const { engine, clock } = catalogueOf({
      products: [
        aProduct(1, { createdAt: later(-29 * days) }),
        aProduct(2, { createdAt: later(-40 * days) }),
      ],
    });
    const shown = () => engine.list(query({ newWithinDays: 30 })).cards.map(({ productId }) => productId);
    expect(shown()).toEqual([1]);
    expect(engine.card(1)?.isNew).toBe(true);
    clock.now = later(2 * days);
    expect(shown()).toEqual([]);
    expect(engine.card(1)?.isNew).toBe(false);
  });
});

describe('pages', () => {
  it('hold every product once, whatever is equal about them', () => {
    const products = Array.from({ length: 1_000 }, (_, at) => aProduct(at + 1));
    const { engine } = catalogueOf({ products });
    for (const sort of ['popular', 'price', 'price-desc', 'price-per-100ml', 'newest'] as const) {
      const seen = new Set<number>();
      const { pageCount } = engine.list(query({ sort }));
      for (let page = 1; page <= pageCount; page += 1)
        for (const { productId } of engine.list(query({ sort, page })).cards) seen.add(productId);
      expect(seen.size, sort).toBe(1_000);
    }
  });

  it('beyond the last are empty and still say how many there are', () => {
    const { engine } = catalogueOf({ products: [aProduct(1)] });
    expect(engine.list(query({ page: 1_000_000_000 }))).toMatchObject({ total: 1, pageCount: 1, cards: [] });
  });
});

describe('names with counts', () => {
  const { engine, store } = catalogueOf({
    brands: ['Zeta', 'Élan', 'alba', 'Nothing'],
    notes: ['Rose', 'Oud'],
    categories: [
      { id: 1, parentId: null, slug: 'scents', name: 'Scents', description: null, position: 1 },
      { id: 2, parentId: 1, slug: 'women', name: 'Women', description: null, position: 0 },
      { id: 3, parentId: null, slug: 'care', name: 'Care', description: 'For you', position: 0 },
    ],
    products: [
      aProduct(1, { brandId: 1, categoryId: 1, noteIds: [1, 2] }),
      aProduct(2, { brandId: 2, categoryId: 2, noteIds: [1] }),
      aProduct(3, { brandId: 3, categoryId: 2 }),
    ],
  });

  it('are sorted as people sort names, and leave out what has no product', () => {
    expect(engine.brands().map(({ name, count }) => [name, count])).toEqual([
      ['alba', 1],
      ['Élan', 1],
      ['Zeta', 1],
    ]);
    expect(engine.notes().map(({ name, count }) => [name, count])).toEqual([
      ['Oud', 1],
      ['Rose', 2],
    ]);
  });

  it('count for a category what is below it, siblings in their order', () => {
    expect(engine.categories()).toEqual([
      { slug: 'care', name: 'Care', description: 'For you', count: 0, children: [] },
      {
        slug: 'scents',
        name: 'Scents',
        description: null,
        count: 3,
        children: [{ slug: 'women', name: 'Women', description: null, count: 2, children: [] }],
      },
    ]);
    expect(engine.list(query({ category: 'scents' })).total).toBe(3);
  });

  it('change with their name, and are found by the new one', () => {
    store.tables.setNames('brand', [{ id: 1, slug: 'omega', name: 'Omega' }]);
    store.version += 1;
    expect(engine.brands().map(({ name }) => name)).toContain('Omega');
    expect(engine.list(query({ text: 'omega' })).total).toBe(1);
    expect(engine.list(query({ text: '"zeta"' })).total).toBe(0);
    expect(engine.card(1)).toMatchObject({ brandName: 'Omega', brandSlug: 'omega' });
  });

  it('list active products in the order of their ids', () => {
    store.remove(2);
    expect([...engine.products()].map(({ slug }) => slug)).toEqual(['product-1', 'product-3']);
  });
});
