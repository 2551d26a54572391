import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startOwnServer, type OwnServer } from '@perfume/local-services';
import { sql, type Generated } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  checkHealth,
  createDatabase,
  type Database,
  type DatabaseEvent,
  type DatabaseOptions,
} from './index.ts';
import { forward } from './testing/servers.ts';
import { firstGood, longest, median, ms, traffic } from './testing/traffic.ts';

/**
 * MariaDB is killed, frozen, made read-only and moved under the feet of sixteen callers. What is asserted is that every call
 * ends, as it should and within a multiple of its bound that no busy machine reaches; the times themselves are printed.
 */
interface Tables {
  entry: { id: Generated<number>; name: string };
}

/** What a page may wait in all; calls are held to a multiple of it. */
const pageMs = 2_000;
const generousMs = 3 * pageMs;
const figures: [what: string, figure: string][] = [];

/** Servers that stand for one another have the same accounts. */
const shared = { password: 'replicated' };

let server: OwnServer;
let other: OwnServer;
const opened: Database<Tables>[] = [];

beforeAll(async () => {
  [server, other] = await Promise.all([startOwnServer('mariadb', shared), startOwnServer('mariadb', shared)]);
  for (const { url } of [server, other]) {
    const database = createDatabase<Tables>({ url });
    await sql`CREATE TABLE entry (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE)`.execute(
      database.query,
    );
    // An account as a shop has it, without the right to write on a read-only server. The tests' own may grant nothing.
    await sql`CREATE USER shop@'127.0.0.1' IDENTIFIED BY 'shop'`.execute(database.query);
    await sql`INSERT INTO mysql.db (Host, Db, User, Select_priv, Insert_priv, Update_priv, Delete_priv)
      VALUES ('127.0.0.1', 'perfume', 'shop', 'Y', 'Y', 'Y', 'Y')`.execute(database.query);
    await sql`FLUSH PRIVILEGES`.execute(database.query);
    await database.close();
  }
}, 120_000);

/** What a test that fails would leave behind. */
let isKilled = false;
const forwards: { close(): void }[] = [];

function kill(): void {
  server.signal('SIGKILL');
  isKilled = true;
}

async function startAgain(): Promise<void> {
  await server.restart();
  isKilled = false;
}

/** A process of many threads stops a little after the signal. */
async function freeze(): Promise<void> {
  server.signal('SIGSTOP');
  await pause(200);
}

/** The name may now also lead to the other server, under the first one's port. */
async function prepareMove(): Promise<void> {
  forwards.push(await forward({ host: '127.0.0.2', port: server.port }, other.port));
}

afterEach(async () => {
  if (isKilled) await startAgain();
  else server.signal('SIGCONT');
  for (const one of forwards.splice(0)) one.close();
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

afterAll(async () => {
  await Promise.all([server, other].map((one) => one.remove()));
  const width = Math.max(...figures.map(([what]) => what.length));
  // eslint-disable-next-line no-console -- the figures are what this run was for
  console.info(
    ['MariaDB under failure', ...figures.map(([what, figure]) => `  ${what.padEnd(width)}  ${figure}`)].join(
      '\n',
    ),
  );
}, 60_000);

function open(options: Partial<DatabaseOptions> = {}): Database<Tables> {
  const database = createDatabase<Tables>({ url: server.url, ...options });
  opened.push(database);
  return database;
}

const read = (database: Database<Tables>) => () =>
  database.query.selectFrom('entry').select('id').limit(1).execute();

/** An order in small: idempotent by a unique key, so that it may run again when its commit's outcome is unknown. */
const write =
  (database: Database<Tables>, run: string, acknowledged: string[]) =>
  async (caller: number, round: number) => {
    const name = `${run}-${caller}-${round}`;
    await database.transaction(
      async (trx) => {
        const there = await trx.selectFrom('entry').select('id').where('name', '=', name).executeTakeFirst();
        if (!there) await trx.insertInto('entry').values({ name }).execute();
      },
      { repeatable: true },
    );
    acknowledged.push(name);
  };

async function allThere(acknowledged: readonly string[], run: string): Promise<void> {
  const rows = await open()
    .query.selectFrom('entry')
    .select('name')
    .where('name', 'like', `${run}-%`)
    .execute();
  const there = new Set(rows.map(({ name }) => name));
  expect(acknowledged.filter((name) => !there.has(name))).toEqual([]);
}

describe('a MariaDB that is killed and started again under load', () => {
  it('fails reads within their bound, at once when that is known, and is used again by itself', async () => {
    const database = open();
    const { calls, stop } = traffic(read(database));
    await firstGood(calls, 0);
    const killedAt = performance.now();
    kill();
    await pause(2_000);
    const outage = calls.filter(({ at }) => at > killedAt + 1_000);
    expect(database.state().breaker).not.toBe('closed');
    await startAgain();
    const back = await firstGood(calls, performance.now());
    await stop();
    expect(outage.length).toBeGreaterThan(100);
    expect(outage.some(({ ok }) => ok)).toBe(false);
    expect(new Set(calls.flatMap(({ error = [] }) => error))).toEqual(new Set(['DatabaseUnavailable']));
    expect(longest(calls)).toBeLessThan(generousMs);
    expect(database.state()).toMatchObject({ breaker: 'closed', breakerOpened: 1, waiting: 0 });
    figures.push([
      'killed, reads',
      `longest call ${ms(longest(calls))}, later in the outage ${ms(median(outage))} (median), good again ${ms(back)} after its return`,
    ]);
  }, 90_000);

  it('loses no transaction that was acknowledged, and refuses at once those that begin in the outage', async () => {
    const database = open();
    const acknowledged: string[] = [];
    const { calls, stop } = traffic(write(database, 'killed', acknowledged));
    await firstGood(calls, 0);
    const killedAt = performance.now();
    kill();
    await pause(3_000);
    const outage = calls.filter(({ at }) => at > killedAt + 2_000);
    await startAgain();
    const back = await firstGood(calls, performance.now());
    await pause(300);
    await stop();
    await allThere(acknowledged, 'killed');
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(outage.length).toBeGreaterThan(100);
    expect(outage.some(({ ok }) => ok)).toBe(false);
    expect(median(outage)).toBeLessThan(100);
    expect(longest(calls)).toBeLessThan(generousMs);
    figures.push([
      'killed, writes',
      `longest call ${ms(longest(calls))}, later in the outage ${ms(median(outage))} (median), good again ${ms(back)} after its return, ${acknowledged.length} acknowledged, 0 missing`,
    ]);
  }, 90_000);
});

describe('a MariaDB that hangs under load', () => {
  it('holds no read longer than the bound, and is used again when it goes on', async () => {
    const database = open();
    const { calls, stop } = traffic(read(database));
    await firstGood(calls, 0);
    const frozenAt = performance.now();
    await freeze();
    await pause(5_000);
    const outage = calls.filter(({ at }) => at > frozenAt + 3_000);
    server.signal('SIGCONT');
    const back = await firstGood(calls, performance.now());
    await stop();
    expect(outage.length).toBeGreaterThan(100);
    expect(outage.some(({ ok }) => ok)).toBe(false);
    expect(median(outage)).toBeLessThan(100);
    expect(longest(outage)).toBeLessThan(pageMs);
    expect(longest(calls)).toBeLessThan(generousMs);
    figures.push([
      'frozen, reads',
      `longest call ${ms(longest(calls))}, later in the outage ${ms(median(outage))} (median), good again ${ms(back)} after it went on`,
    ]);
  }, 90_000);

  it('ends transactions, streams, health checks and closing within their bounds', async () => {
    const database = open();
    const late = open();
    const endless = sql<{
      n: number;
    }>`SELECT seq AS n, REPEAT('x', 1000) AS ballast FROM seq_1_to_100000`.compile(database.query);
    const rows = database.query.getExecutor().stream(endless, 1)[Symbol.asyncIterator]();
    expect((await rows.next()).done).toBe(false);
    await read(database)();
    await read(late)();
    await freeze();
    const timed = async (what: string, work: () => Promise<unknown>) => {
      const at = performance.now();
      const outcome = await work().then(
        () => 'done',
        (error: unknown) => (error as Error).name,
      );
      return { what, outcome, took: performance.now() - at };
    };
    const drain = async () => {
      while (!(await rows.next()).done);
    };
    const acknowledged: string[] = [];
    const all = await Promise.all([
      timed('transaction', () => write(database, 'frozen', acknowledged)(0, 0)),
      timed('stream', drain),
      timed('health check', async () => {
        expect(await checkHealth(database)).toMatchObject({ serves: false });
      }),
      timed('closing', () => late.close()),
    ]);
    server.signal('SIGCONT');
    for (const { took } of all) expect(took).toBeLessThan(generousMs);
    expect(all.map(({ outcome }) => outcome)).toEqual([
      'DatabaseUnavailable',
      'DatabaseUnavailable',
      'done',
      'done',
    ]);
    figures.push(['frozen', all.map(({ what, took }) => `${what} ${ms(took)}`).join(', ')]);
  }, 60_000);

  it('keeps no process alive and ends none', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./testing/query-and-end.ts', import.meta.url)), server.url],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'exit');
    try {
      await once(child.stdout, 'data');
      await freeze();
      const output = text(child.stdout);
      const at = performance.now();
      child.stdin.write('go\n');
      expect(await ended).toEqual([0, null]);
      expect(await output).toBe('DatabaseUnavailable\n');
      expect(performance.now() - at).toBeLessThan(generousMs);
      figures.push(['frozen', `a process asks, closes and has ended after ${ms(performance.now() - at)}`]);
    } finally {
      child.kill('SIGKILL');
    }
  }, 60_000);
});

describe('an endpoint that moves', () => {
  const asShop = (port: number) => `mysql://shop:shop@endpoint.test:${port}/perfume`;
  const portOf = async (database: Database<Tables>) => {
    const { rows } = await sql<{ port: number }>`SELECT @@port AS port`.execute(database.query);
    return rows[0]?.port;
  };
  /** How many connections of the shop's account a server has. */
  const connectionsAt = async ({ url }: OwnServer) => {
    const { rows } = await sql<{
      count: number;
    }>`SELECT COUNT(*) AS count FROM information_schema.PROCESSLIST WHERE USER = 'shop'`.execute(
      open({ url, poolSize: 1 }).query,
    );
    return rows[0]?.count;
  };

  it('is asked for its address anew when its holder dies, and the next calls reach the new one', async () => {
    await prepareMove();
    let address = '127.0.0.1';
    const database = open({ url: asShop(server.port), resolve: () => Promise.resolve(address) });
    const answers: { at: number; port: number | undefined }[] = [];
    const { calls, stop } = traffic(async () => {
      const at = performance.now();
      answers.push({ at, port: await portOf(database) });
    });
    await firstGood(calls, 0);
    address = '127.0.0.2';
    kill();
    const movedAt = performance.now();
    const back = await firstGood(calls, movedAt);
    await pause(300);
    await stop();
    const holders = (since: boolean) =>
      new Set(answers.filter(({ at }) => at > movedAt === since).map(({ port }) => port));
    expect(holders(false)).toContain(server.port);
    expect(holders(true)).toEqual(new Set([other.port]));
    expect(longest(calls)).toBeLessThan(generousMs);
    figures.push([
      'moved, holder killed',
      `first answer of the new holder after ${ms(back)}, ${calls.filter(({ ok }) => !ok).length} of ${calls.length} calls failed`,
    ]);
  }, 90_000);

  it('is left by the whole pool at the first refusal of a holder that has become read-only', async () => {
    await prepareMove();
    let address = '127.0.0.1';
    const events: DatabaseEvent[] = [];
    const database = open({
      url: asShop(server.port),
      resolve: () => Promise.resolve(address),
      onEvent: (event) => events.push(event),
    });
    await Promise.all(Array.from({ length: 10 }, () => portOf(database)));
    expect(await connectionsAt(server)).toBeGreaterThan(1);
    await sql`SET GLOBAL read_only = 1`.execute(open().query);
    await pause(300);
    address = '127.0.0.2';
    // Reads would go on at the former holder for ever: the refused change is what tells.
    expect(await portOf(database)).toBe(server.port);
    const at = performance.now();
    await database.transaction((trx) => trx.insertInto('entry').values({ name: 'moved' }).execute());
    figures.push([
      'moved, read-only',
      `a transaction took effect at the new holder after ${ms(performance.now() - at)}`,
    ]);
    expect(await Promise.all(Array.from({ length: 20 }, () => portOf(database)))).toEqual(
      Array(20).fill(other.port),
    );
    for (let wait = 0; wait < 500 && (await connectionsAt(server)) !== 0; wait += 1) await pause(10);
    expect(await connectionsAt(server)).toBe(0);
    expect(events.map(({ type }) => type)).toEqual(['pool-dropped', 'transaction-retried']);
    expect(database.state()).toMatchObject({ poolsDropped: 1, breaker: 'closed', breakerOpened: 0 });
    await sql`SET GLOBAL read_only = 0`.execute(open().query);
  }, 60_000);

  it('keeps handing out rows while its only holder takes no changes', async () => {
    const database = open({ url: asShop(server.port), resolve: () => Promise.resolve('127.0.0.1') });
    await read(database)();
    await sql`SET GLOBAL read_only = 1`.execute(open().query);
    await pause(300);
    for (let time = 0; time < 5; time += 1)
      await expect(database.query.insertInto('entry').values({ name: 'x' }).execute()).rejects.toMatchObject({
        name: 'DatabaseUnavailable',
        cause: { errno: 1290 },
      });
    await read(database)();
    expect(database.state()).toMatchObject({ breaker: 'closed', poolsDropped: 1 });
    expect(await checkHealth(database)).toMatchObject({ serves: true, readOnly: true });
    await sql`SET GLOBAL read_only = 0`.execute(open().query);
  }, 60_000);
});
