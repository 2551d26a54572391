import { randomBytes } from 'node:crypto';
import { sql, type Generated } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkHealth,
  createDatabase,
  DatabaseUnavailable,
  isDuplicateKey,
  type DatabaseEvent,
} from './index.ts';

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
  // The first that is lost makes the pool close the others by itself.
  for (const { id } of rows)
    await sql`KILL CONNECTION ${sql.lit(id)}`.execute(admin.query).catch(() => undefined);
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
  it('is told as unavailable, and once that is known callers are refused without dialling', async () => {
    let dialled = 0;
    const away = createDatabase<Tables>({
      url: 'mysql://nobody@endpoint.test:1/none',
      resolve: () => {
        dialled += 1;
        return Promise.resolve('127.0.0.1');
      },
    });
    const ask = () => sql`SELECT 1`.execute(away.query);
    await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
    const before = dialled;
    for (let call = 0; call < 100; call += 1) await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(away.state()).toMatchObject({ breakerOpened: 1, connections: 0, refused: 100 });
    // The breaker itself looks now and then whether it is back.
    expect(dialled - before).toBeLessThan(10);
    await away.close();
  });
});

describe('rows that are streamed', () => {
  const numbers = (last: number) =>
    sql<{ n: number }>`SELECT seq AS n FROM ${sql.raw(`seq_1_to_${last}`)}`.compile(database.query);
  const stream = (last: number) => database.query.getExecutor().stream<{ n: number }>(numbers(last), 1);

  it('arrive one by one and leave the connection usable', async () => {
    let sum = 0;
    for await (const { rows } of stream(20_000)) sum += rows[0]?.n ?? 0;
    expect(sum).toBe((20_000 * 20_001) / 2);
    expect(await valueOf('a')).toBeDefined();
  });

  it('may be left early, many times over, without costing the pool a connection', async () => {
    for (let time = 0; time < 10; time += 1)
      for await (const { rows } of stream(100_000)) if ((rows[0]?.n ?? 0) >= 3) break;
    expect(await valueOf('a')).toBeDefined();
    expect(database.state().connections).toBeLessThanOrEqual(4);
  });

  it('end with the error of a statement that the server refuses', async () => {
    const refused = sql`SELECT nothing FROM nowhere`.compile(database.query);
    const read = async () => {
      let parts = 0;
      for await (const { rows } of database.query.getExecutor().stream(refused, 1)) parts += rows.length;
      return parts;
    };
    await expect(read()).rejects.toMatchObject({ errno: 1146 });
    expect(await valueOf('a')).toBeDefined();
  });
});

describe('the health of the database', () => {
  it('is told from a real table and by who answers', async () => {
    expect(await checkHealth(database)).toMatchObject({
      serves: true,
      reason: '',
      cluster: 'none',
      readOnly: false,
    });
  });
});

describe('a pool whose connections are all busy', () => {
  const withOneConnection = (bounds: { acquireTimeoutMs: number; busyAcquireTimeoutMs?: number }) =>
    createDatabase<Tables>({ url: at(name), poolSize: 1, ...bounds });
  const occupyFor = (client: typeof database, seconds: number) =>
    sql`SELECT SLEEP(${seconds})`.execute(client.query);

  it('lets callers wait longer than the acquire timeout while connections are still handed over', async () => {
    await using busy = closing(withOneConnection({ acquireTimeoutMs: 1_000 }));
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => occupyFor(busy.client, 0.15)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(Array<string>(12).fill('fulfilled'));
  });

  it('refuses after the acquire timeout when none comes free', async () => {
    await using busy = closing(withOneConnection({ acquireTimeoutMs: 150 }));
    const first = occupyFor(busy.client, 1);
    await expect(occupyFor(busy.client, 0)).rejects.toThrow(DatabaseUnavailable);
    await first;
    expect(busy.client.state().breaker).toBe('closed');
  });

  it('lets nobody wait longer than the busy timeout', async () => {
    await using busy = closing(withOneConnection({ acquireTimeoutMs: 150, busyAcquireTimeoutMs: 300 }));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => occupyFor(busy.client, 0.1)));
    const served = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(served.length).toBeGreaterThan(1);
    expect(served.length).toBeLessThan(20);
  });
});

function closing(client: typeof database) {
  return { client, [Symbol.asyncDispose]: () => client.close() };
}
