import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startComposedShop, type ComposedShop } from '../../test/support/composed-shop.ts';
import { fillSmallShop, smallCollections, smallShop, smallTree } from '../../test/support/small-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { readChanges, saveCategories, saveCollections } from '../catalogue/index.ts';
import { holdStock } from '../stock/index.ts';

/** What the shop promises is two seconds; a busy machine gets more before a test fails. */
const patienceMs = 15_000;

let shop: TestDatabase;
let one: ComposedShop;
let two: ComposedShop;
let products: Awaited<ReturnType<typeof fillSmallShop>>;
let change: ReturnType<typeof smallShop>;
const paths: Record<string, string> = {};

beforeAll(async () => {
  shop = await createTestDatabase();
  change = smallShop(shop.database);
  products = await fillSmallShop(shop.database);
  Object.assign(paths, {
    home: '/',
    about: '/pages/about',
    brands: '/brands',
    notes: '/notes',
    search: '/search?q=rosewood',
    everything: '/search',
    perfume: '/categories/perfume',
    byPrice: '/categories/perfume?max=60&sort=price',
    woody: '/categories/woody',
    hairCare: '/categories/hair',
    velour: '/brands/velour',
    solstice: '/brands/solstice',
    withRose: '/notes/rose',
    withOud: '/notes/oud',
    onSale: '/collections/on-sale',
    ofVelour: '/collections/of-velour',
    rose: `/products/${products.rose.slug}`,
    roseVariant: `/products/${products.rose.slug}/100-ml`,
    rosewood: `/products/${products.rosewood.slug}`,
    oud: `/products/${products.oud.slug}`,
    hair: `/products/${products.hair.slug}`,
  });
  one = await startComposedShop(shop.url);
  two = await startComposedShop(shop.url);
});
afterAll(async () => {
  await one.stop();
  await two.stop();
  await shop.close();
});

/** Waits until a server has taken in everything that was committed until now. */
async function caughtUp(server: ComposedShop): Promise<void> {
  const last = (await readChanges(shop.database.query, 0, 100_000)).at(-1)!.id;
  const at = () => (server.state().catalogue as { lastChangeId: number }).lastChangeId;
  while (at() < last) await sleep(10);
}

/** Fills both servers with every page, once they know of all that was changed before. */
async function fill(): Promise<void> {
  for (const server of [one, two]) await caughtUp(server);
  for (const server of [one, two]) for (const path of Object.values(paths)) await server.text(path);
}

/** The names of the pages that a server does not have any more. */
async function gone(server: ComposedShop): Promise<readonly string[]> {
  const names: string[] = [];
  for (const [name, path] of Object.entries(paths)) {
    const before = server.pages();
    await server.text(path);
    const after = server.pages();
    if (after.misses + after.sharedHits > before.misses + before.sharedHits) names.push(name);
  }
  return names.sort();
}

/** Waits until every one of these pages says it; gives the milliseconds that took. */
async function untilShown(
  server: ComposedShop,
  names: readonly string[],
  isShown: (html: string) => boolean,
) {
  const start = performance.now();
  const open = new Set(names);
  while (open.size > 0 && performance.now() - start < patienceMs) {
    for (const name of [...open]) if (isShown(await server.text(paths[name]!))) open.delete(name);
    if (open.size > 0) await sleep(20);
  }
  expect([...open]).toEqual([]);
  return Math.round(performance.now() - start);
}

const says = (words: string) => (html: string) => html.includes(words);
const report = (what: string, ms: number) => process.stdout.write(`      ${what}: ${ms} ms\n`);
const all = () => Object.keys(paths).sort();

describe('a change of the catalogue', () => {
  it('of a price is on every page that shows it, of another server too, and drops no other page', async () => {
    await fill();
    await change.price(products.rose.variantId, 4_321);
    const shown = ['rose', 'roseVariant', 'rosewood', 'perfume', 'byPrice', 'woody', 'velour', 'withRose'];
    const rest = ['ofVelour', 'everything', 'home'];
    report(
      'a price on 11 pages of the second server',
      await untilShown(two, [...shown, ...rest], says('$43.21')),
    );
    await caughtUp(one);
    // Which products the words find rests on all of them.
    expect(await gone(one)).toEqual([...shown, ...rest, 'search'].sort());
    await untilShown(one, [...shown, ...rest], says('$43.21'));
  });

  it('of stock that no card shows drops the pages of the product and nothing else', async () => {
    await fill();
    await change.stock(products.rose.variantId, 4);
    await caughtUp(one);
    expect(await gone(one)).toEqual(['rose', 'roseVariant']);
    await untilShown(two, ['rose', 'roseVariant'], says('Only 4 left'));
  });

  it('by the clock, a sale that begins and one that ends, is on the pages as if somebody had made it', async () => {
    const from = new Date(Date.now() + 2_500);
    const until = new Date(from.getTime() + 3_000);
    await change.price(products.rose.variantId, 4_321, { cents: 3_210, from, until });
    await caughtUp(one);
    await caughtUp(two);
    await fill();
    expect(await two.text(paths.onSale!)).not.toContain('$32.10');
    const shown = [
      'rose',
      'perfume',
      'woody',
      'velour',
      'withRose',
      'ofVelour',
      'onSale',
      'rosewood',
      'home',
    ];
    await sleep(Math.max(0, from.getTime() - Date.now()));
    report('the start of a sale on 9 pages', await untilShown(two, shown, says('$32.10')));
    await sleep(Math.max(0, until.getTime() - Date.now()));
    report('its end', await untilShown(two, shown, (html) => !html.includes('$32.10')));
    const others = ['about', 'brands', 'notes', 'hairCare', 'solstice', 'withOud', 'oud', 'hair'];
    await sleep(1_500);
    expect((await gone(one)).filter((name) => others.includes(name))).toEqual([]);
  });

  it('of a name gives the product another address, and the old one leads there', async () => {
    await fill();
    const before = paths.rose!;
    const { slug } = await change.save({ ...products.rose.draft, name: 'Rose Blanche' });
    Object.assign(paths, { rose: `/products/${slug}`, roseVariant: `/products/${slug}/100-ml` });
    const moved = async () => (await two.get(before)).status;
    const start = performance.now();
    while ((await moved()) !== 301 && performance.now() - start < patienceMs) await sleep(20);
    expect((await two.get(before)).headers.get('location')).toBe(paths.rose);
    await untilShown(two, ['rose', 'rosewood', 'woody', 'withRose', 'home'], says('Rose Blanche'));
    await caughtUp(one);
    const dropped = await gone(one);
    for (const name of ['oud', 'hair', 'hairCare', 'withOud', 'onSale', 'brands', 'notes', 'about'])
      expect(dropped).not.toContain(name);
  });

  it('that sells the last bottle is a change of every listing with it, and of what smells alike', async () => {
    await fill();
    const { variantId } = products.rose;
    await shop.database.transaction((trx) => holdStock(trx, [{ variantId, quantity: 4 }], 'order of a test'));
    const shown = [
      'rose',
      'roseVariant',
      'perfume',
      'byPrice',
      'woody',
      'velour',
      'withRose',
      'ofVelour',
      'everything',
    ];
    report('the last bottle sold on 9 pages', await untilShown(two, shown, says('Sold out')));
    expect(await two.text(paths.rosewood!)).not.toContain(products.rose.slug);
    await caughtUp(one);
    expect(await gone(one)).toEqual([...shown, 'search', 'rosewood', 'home'].sort());
    await change.stock(variantId, 11);
    await untilShown(two, shown, (html) => !html.includes('Sold out'));
  });

  it('that adds a product is in the lists of names and in its listings', async () => {
    await fill();
    const { draft } = products.oud;
    await change.save({ ...draft, sourceKey: 'new', name: 'Oud Novel', variants: [], brandName: 'Nouvelle' });
    await untilShown(two, ['brands'], says('Nouvelle'));
    await untilShown(two, ['perfume', 'withOud', 'everything'], says('Oud Novel'));
    await caughtUp(one);
    const dropped = await gone(one);
    expect(dropped).toEqual(
      expect.arrayContaining(['brands', 'notes', 'perfume', 'withOud', 'everything', 'home']),
    );
    for (const name of ['rose', 'oud', 'hair', 'hairCare', 'withRose', 'onSale', 'about'])
      expect(dropped).not.toContain(name);
  });

  it('of a brand is on the pages that bear its name', async () => {
    await fill();
    const { database } = shop;
    await database.transaction(async (trx) => {
      const { id } = await trx
        .selectFrom('brand')
        .select('id')
        .where('slug', '=', 'solstice')
        .executeTakeFirstOrThrow();
      await trx.updateTable('brand').set({ name: 'Solstice Paris' }).where('id', '=', id).execute();
      await trx.insertInto('change_feed').values({ subject: 'brand', subject_id: id }).execute();
    });
    await untilShown(
      two,
      ['oud', 'solstice', 'perfume', 'brands', 'withOud', 'home'],
      says('Solstice Paris'),
    );
    await caughtUp(one);
    const dropped = await gone(one);
    for (const name of ['rose', 'hair', 'hairCare', 'woody', 'withRose', 'about'])
      expect(dropped).not.toContain(name);
  });

  it('of a collection is on its page and on the home page', async () => {
    await fill();
    const changed = smallCollections.map((draft) =>
      draft.slug === 'of-velour'
        ? { ...draft, name: 'Velvet things', rule: { brands: ['velour'], maxCents: 100 } }
        : draft,
    );
    await shop.database.transaction((trx) => saveCollections(trx, changed));
    await untilShown(
      two,
      ['ofVelour'],
      (html) => html.includes('Velvet things') && html.includes('No products'),
    );
    await untilShown(two, ['home'], (html) => !html.includes('Of Velour'));
    await caughtUp(one);
    expect(await gone(one)).toEqual(['home', 'ofVelour']);
  });

  it('of the category tree is on every page, as the menu is', async () => {
    await fill();
    const [perfume, hair] = smallTree;
    await shop.database.transaction((trx) => saveCategories(trx, [{ ...perfume!, name: 'Scents' }, hair!]));
    await untilShown(two, all(), says('Scents'));
    await caughtUp(one);
    expect(await gone(one)).toEqual(all());
  });

  it('that is everything at once drops every page', async () => {
    await fill();
    await shop.database.query
      .insertInto('change_feed')
      .values({ subject: 'product', subject_id: 0 })
      .execute();
    const before = one.state().catalogue as { loadedAt: Date };
    while ((one.state().catalogue as { loadedAt: Date }).loadedAt <= before.loadedAt) await sleep(20);
    await caughtUp(one);
    expect(await gone(one)).toEqual(all());
  });
});
