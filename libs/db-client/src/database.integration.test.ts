import { randomBytes } from 'node:crypto';
import { sql, type Generated } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, DatabaseUnavailable, isDuplicateKey, type DatabaseEvent } from './index.ts';

interface Tables {
  counter: { id: Generated<number>; name: string; value: number };
}

const server = new URL(process.env.TEST_MARIADB_URL ?? '');
const name = `perfume_test_${randomBytes(8).toString('hex')}`;
const admin = createDatabase<object>({ url: at('mysql'), poolSize: 2 });
const events: DatabaseEvent[] = [];
const database = createDatabase<Tables>({
  url: at(name),
  poolSize: 4,
  acquireTimeoutMs: 5_000,
  onEvent: (event) => events.push(event),
});

function at(databaseName: string): string {
  const url = new URL(server);
  url.pathname = `/${databaseName}`;
  return url.href;
}

const killOthers = async () => {
  const { rows } = await sql<{
    id: number;
  }>`SELECT id FROM information_schema.processlist WHERE db = ${name}`.execute(admin.query);
  for (const { id } of rows) await sql`KILL CONNECTION ${sql.lit(id)}`.execute(admin.query);
};

beforeAll(async () => {
  await sql`CREATE DATABASE ${sql.id(name)}`.execute(admin.query);
  await sql`CREATE TABLE counter (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL,
    value INT NOT NULL, UNIQUE KEY counter_name (name))`.execute(database.query);
  await database.query
    .insertInto('counter')
    .values(['a', 'b'].map((counter) => ({ name: counter, value: 0 })))
    .execute();
});

afterAll(async () => {
  await database.close();
  await sql`DROP DATABASE ${sql.id(name)}`.execute(admin.query);
  await admin.close();
});

const add = (which: string) => (trx: typeof database.query) =>
  trx
    .updateTable('counter')
    .set((row) => ({ value: row('value', '+', 1) }))
    .where('name', '=', which)
    .execute();

const valueOf = (which: string) =>
  database.query.selectFrom('counter').select('value').where('name', '=', which).executeTakeFirstOrThrow();

describe('a transaction', () => {
  it('leaves nothing behind when its work fails', async () => {
    await expect(
      database.transaction(async (trx) => {
        await add('a')(trx);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await valueOf('a')).toEqual({ value: 0 });
  });

  it('runs again after a deadlock, so that both of two that crossed take effect', async () => {
    const before = database.state().transactionsRetried;
    let bothHoldOne: () => void = () => undefined;
    const meeting = new Promise<void>((resolve) => (bothHoldOne = resolve));
    let arrived = 0;
    const crossing = (first: string, second: string) =>
      database.transaction(async (trx) => {
        await add(first)(trx);
        arrived += 1;
        if (arrived === 2) bothHoldOne();
        await meeting;
        await add(second)(trx);
      });
    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
    expect(await valueOf('a')).toEqual({ value: 2 });
    expect(await valueOf('b')).toEqual({ value: 2 });
    expect(database.state().transactionsRetried).toBeGreaterThan(before);
  });

  it('runs again on a fresh pool when its connection is lost before the commit', async () => {
    const before = (await valueOf('a')).value;
    let runs = 0;
    await database.transaction(async (trx) => {
      runs += 1;
      await add('a')(trx);
      if (runs === 1) await killOthers();
      await sql`SELECT 1`.execute(trx);
    });
    expect(runs).toBe(2);
    expect(await valueOf('a')).toEqual({ value: before + 1 });
    expect(events.map(({ type }) => type)).toContain('pool-dropped');
  });

  it('names the unique key that refused a row', async () => {
    const error: unknown = await database.query
      .insertInto('counter')
      .values({ name: 'a', value: 1 })
      .execute()
      .catch((caught: unknown) => caught);
    expect([isDuplicateKey(error, 'counter_name'), isDuplicateKey(error, 'other_key')]).toEqual([
      true,
      false,
    ]);
  });
});

describe('a connection', () => {
  it('speaks UTC and hands JSON over as text', async () => {
    const { rows } = await sql<{ now: Date; zone: string; json: unknown }>`
      SELECT CAST('2026-03-29 02:30:00.123' AS DATETIME(3)) AS now, @@session.time_zone AS zone,
        JSON_OBJECT('a', 1) AS json`.execute(database.query);
    expect(rows[0]).toEqual({ now: new Date('2026-03-29T02:30:00.123Z'), zone: '+00:00', json: '{"a": 1}' });
  });

  it('refuses what does not fit a column instead of cutting it', async () => {
    await expect(
      database.query
        .insertInto('counter')
        .values({ name: 'x'.repeat(21), value: 1 })
        .execute(),
    ).rejects.toThrow(/too long/i);
  });

  it('counts only rows that an update changed', async () => {
    const { value } = await valueOf('b');
    const result = await database.query
      .updateTable('counter')
      .set({ value })
      .where('name', '=', 'b')
      .executeTakeFirstOrThrow();
    expect(result.numUpdatedRows).toBe(0n);
  });
});

describe('a server that is not there', () => {
  it('is told as unavailable and not dialled by every caller once that is known', async () => {
    let dialled = 0;
    const away = createDatabase<Tables>({
      url: 'mysql://nobody@endpoint.test:1/none',
      resolve: () => {
        dialled += 1;
        return Promise.resolve('127.0.0.1');
      },
      now: () => 0,
    });
    const ask = () => sql`SELECT 1`.execute(away.query);
    for (let call = 0; call < 10; call += 1) await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(away.state().breaker).toBe('open');
    expect(dialled).toBeLessThanOrEqual(3);
    await away.close();
  });
});
