import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareLedger, readLoadBooks, waitUntilSettled, withBooks } from '../ledger/index.ts';
import { placeOf } from '../testing/place-of.ts';
import { startBuiltShop, type BuiltShop } from '../testing/built-shop.ts';
import { failures, startLoad, type Load } from './index.ts';

let shop: BuiltShop;

beforeAll(async () => {
  shop = await startBuiltShop();
}, 120_000);

afterAll(() => shop.remove());

const begin = (id: string): Load =>
  startLoad({
    origin: shop.url,
    id,
    journeysPerSecond: 4,
    pagesPerSecond: 15,
    thinkMs: 60,
    lookOverMs: 400,
    seed: 11,
  });

/** Ends a load and compares its ledger once everything is settled. */
async function finish(load: Load) {
  await load.finish(90_000);
  const place = placeOf(shop.database.url);
  const open = await waitUntilSettled(place, load.settings.id, 60_000);
  const books = await withBooks(place, (all) => readLoadBooks(all, load.settings.id));
  return { open, comparison: compareLedger(load.orders, books) };
}

describe('a load on the shop', () => {
  it('buys through every page, pays in every way, and finds each order in the books as it was confirmed', async () => {
    const load = begin('calm');
    await sleep(12_000);
    const { open, comparison } = await finish(load);
    expect(load.journeys.filter(({ end }) => end === 'broken')).toEqual([]);
    expect(load.requests.filter(({ outcome }) => failures.has(outcome))).toEqual([]);
    expect(open).toEqual({ payments: 0, mails: 0 });
    expect(comparison.findings).toEqual([]);
    expect(comparison.confirmed).toBeGreaterThan(20);
    expect(comparison.confirmed).toBe(comparison.inBooks);
    const steps = new Set(load.requests.map(({ step }) => step));
    expect(steps).toEqual(
      new Set([
        'home',
        'category',
        'search',
        'product',
        'add',
        'cart',
        'contact',
        'delivery',
        'payment',
        'place',
        'order',
        'bank',
        'pay-again',
      ]),
    );
  }, 240_000);

  it('waits and tries again while the database is away, and orders nothing twice', async () => {
    const load = begin('away');
    await sleep(3_000);
    shop.database.signal('SIGKILL');
    await sleep(4_000);
    await shop.database.restart();
    await sleep(6_000);
    const { comparison } = await finish(load);
    expect(load.requests.some(({ outcome }) => outcome === 'one-moment')).toBe(true);
    expect(load.journeys.filter(({ end }) => end === 'broken')).toEqual([]);
    expect(comparison.findings).toEqual([]);
    expect(comparison.confirmed).toBeGreaterThan(20);
  }, 240_000);

  it('keeps what nobody answered, and goes on when the shop is back', async () => {
    const load = begin('crash');
    await sleep(3_000);
    await shop.kill();
    await sleep(1_000);
    await shop.start();
    await sleep(4_000);
    const { comparison } = await finish(load);
    expect(load.requests.some(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(comparison.findings).toEqual([]);
    expect(load.orders.some(({ pressedAt, acceptedAt = 0 }) => acceptedAt > pressedAt)).toBe(true);
  }, 240_000);

  it('is not believed when somebody tampers with the books', async () => {
    const load = begin('tamper');
    await sleep(4_000);
    const { comparison } = await finish(load);
    expect(comparison.findings).toEqual([]);
    const place = placeOf(shop.database.url);
    const connection = await createConnection(place);
    const [first, second] = load.orders.filter(({ knows }) => knows === 'confirmed');
    await connection.execute('UPDATE stock SET on_hand = on_hand + 1 ORDER BY variant_id LIMIT 1');
    await connection.execute(
      `UPDATE test_provider_intent SET idempotency_key = 'a key of no payment at', amount_cents = 17
       WHERE state = 'captured' ORDER BY created_at LIMIT 1`,
    );
    await connection.execute("UPDATE customer_order SET state = 'cancelled' WHERE number = ?", [
      first?.number ?? '',
    ]);
    await connection.execute(
      'UPDATE order_line SET quantity = quantity + 1 WHERE order_id IN (SELECT id FROM customer_order WHERE number = ?)',
      [second?.number ?? ''],
    );
    await connection.end();
    const books = await withBooks(place, (all) => readLoadBooks(all, load.settings.id));
    const kinds = new Set(compareLedger(load.orders, books).findings.map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual([
      'books-disagree',
      'charged-without-order',
      'lost-order',
      'other-contents',
      'wrong-stock',
    ]);
  }, 240_000);
});
