import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startComposedShop, type ComposedShop } from '../../test/support/composed-shop.ts';
import { productDraft, variantDraft } from '../../test/support/product-drafts.ts';
import { smallShop, smallTree } from '../../test/support/small-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { readChanges, saveCategories, saveCollections, type ProductDraft } from '../catalogue/index.ts';

/** Rounds of changes, each compared on every page. */
const rounds = 8;
const changesPerRound = 3;
const productCount = 16;

let shop: TestDatabase;
let keeps: ComposedShop;
let makes: ComposedShop;

beforeAll(async () => {
  shop = await createTestDatabase();
  await shop.database.transaction(async (trx) => {
    await saveCategories(trx, smallTree);
    await saveCollections(
      trx,
      [
        { slug: 'on-sale', rule: { onSale: true } },
        { slug: 'cheap', rule: { maxCents: 5_000, sort: 'price' as const } },
        { slug: 'testers', rule: { conditions: ['tester' as const], inStock: true } },
        { slug: 'for-women', rule: { genders: ['women' as const], withoutNotes: ['oud'] } },
        { slug: 'oud-things', rule: { text: 'oud' } },
      ].map((one, position) => ({ ...one, name: `The ${one.slug}`, description: null, position })),
    );
  });
  for (let number = 0; number < productCount; number += 1) await save(number);
  keeps = await startComposedShop(shop.url);
  makes = await startComposedShop(shop.url, { PAGE_CACHE: 'off' });
});
afterAll(async () => {
  await keeps.stop();
  await makes.stop();
  await shop.close();
});

let seed = 20_261_124;
/** A whole number from 0 to below `below`, the same ones at each run. */
function random(below: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
}
const oneOf = <T>(values: readonly T[]): T => values[random(values.length)]!;

const variants: number[][] = [];
const slugs: string[] = [];
const soldFor = [2_500, 4_900, 5_000, 5_100, 9_900];

function draftOf(number: number): ProductDraft {
  return productDraft(`product-${number}`, {
    name: oneOf([`Scent ${number}`, `Oud ${number}`, `Rose of ${number}`]),
    status: random(8) === 0 ? 'deleted' : 'active',
    brandName: oneOf(['Velour', 'Solstice', 'Limette']),
    categorySlug: oneOf(['perfume', 'woody', 'hair']),
    description: oneOf(['Woods after rain.', 'Smoke and oud.', 'Nothing but roses.']),
    gender: oneOf(['women', 'men', 'unisex'] as const),
    notes: {
      form: 'flat',
      top: [],
      heart: [],
      base: [],
      flat: oneOf([['Rose'], ['Oud', 'Rose'], ['Lime'], ['Oud']]),
    },
    accords: oneOf([[], [{ name: 'Woody', weight: 80 }]]),
    attributes: oneOf<ProductDraft['attributes']>([{}, { season: ['summer'] }, { season: ['winter'] }]),
    popularity: random(100),
    variants: [variantDraft(`${number}-50`, 50), variantDraft(`${number}-100`, 100, { condition: 'tester' })],
  });
}

async function save(number: number): Promise<void> {
  const { variantIds, slug } = await smallShop(shop.database).save(draftOf(number));
  const isNew = variants[number] === undefined;
  variants[number] = [...variantIds.values()];
  slugs[number] = slug;
  if (isNew) for (const id of variants[number]) await offer(id);
}

async function offer(id: number): Promise<void> {
  const { price, stock } = smallShop(shop.database);
  const base = oneOf(soldFor);
  const sale = {
    cents: Math.round(base * 0.8),
    from: null,
    until: oneOf([null, new Date(Date.now() + 1_500)]),
  };
  await (random(3) === 0 ? price(id, base, sale) : price(id, base));
  await stock(id, oneOf([0, 1, 6, 7, 20]));
}

/** Does one thing that a shop does. */
async function changeSomething(): Promise<void> {
  const number = random(productCount);
  const id = oneOf(variants[number]!);
  const { price, stock } = smallShop(shop.database);
  const what = random(4);
  if (what === 0) await save(number);
  else if (what === 1) await stock(id, oneOf([0, 1, 6, 7, 20]));
  else if (what === 2) await price(id, oneOf(soldFor));
  else await offer(id);
}

async function caughtUp(): Promise<void> {
  const last = (await readChanges(shop.database.query, 0, 100_000)).at(-1)!.id;
  for (const server of [keeps, makes])
    while ((server.state().catalogue as { lastChangeId: number }).lastChangeId < last) await sleep(20);
}

const listings = [
  ...[
    '/',
    '/brands',
    '/notes',
    '/search',
    '/search?q=oud',
    '/search?q=rose&sort=price',
    '/search?without=oud&max=50',
  ],
  ...[
    '/categories/perfume',
    '/categories/woody',
    '/categories/hair',
    '/categories/perfume?brand=velour&stock=in',
  ],
  ...[
    '/brands/velour',
    '/brands/solstice?gender=women',
    '/brands/limette?min=40&sort=price',
    '/notes/oud',
    '/notes/rose',
  ],
  ...[
    '/collections/on-sale',
    '/collections/cheap',
    '/collections/testers',
    '/collections/testers?max=50&brand=velour',
  ],
  ...['/collections/for-women', '/collections/for-women?note=rose&sale=1', '/collections/oud-things'],
];

/** A page without its row of what smells alike, which each server works out at its own time. */
async function shown(server: ComposedShop, path: string): Promise<string> {
  const answer = await server.get(path);
  const html = (await answer.text()).replace(/<section class="smells-like.*?<\/section>/s, '');
  // Error pages carry the number of the request.
  return `${answer.status} ${html}`.replace(/[0-9a-f-]{36}/g, '');
}

/** Turns of the clock after which both servers have noticed every end of a sale; a page that is stale stays so for longer. */
const turns = 8;

/**
 * The page as both servers show it. Sales end by the clock, which each server reads once a second in a rhythm of its own:
 * while one after the other ends, the two may differ for a moment.
 */
async function agreed(path: string): Promise<{ kept: string; made: string }> {
  for (let turn = 1; ; turn += 1) {
    const [kept, made] = [await shown(keeps, path), await shown(makes, path)];
    if (kept === made || turn === turns) return { kept, made };
    await sleep(1_000);
  }
}

it('every page is what a shop without a page cache would show, whatever was changed', async () => {
  for (let round = 0; round < rounds; round += 1) {
    for (let change = 0; change < changesPerRound; change += 1) await changeSomething();
    await caughtUp();
    // Sales end by the clock in between: one more turn of it, and both have noticed.
    if (round % 4 === 3) await sleep(3_000);
    for (const path of [
      ...listings,
      ...slugs.flatMap((slug) => [`/products/${slug}`, `/products/${slug}/100-ml-tester`]),
    ]) {
      const { kept, made } = await agreed(path);
      expect([round, path, kept]).toEqual([round, path, made]);
    }
  }
  const { hits, misses, dropped, refused } = keeps.pages();
  process.stdout.write(`      ${hits} hits, ${misses} misses, ${dropped} dropped, ${refused} refused\n`);
  expect(hits).toBeGreaterThan(misses / 4);
});
