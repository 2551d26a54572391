import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { startOwnServer, type OwnServer } from '@perfume/local-services';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database, type DatabaseEvent } from './index.ts';

/**
 * MariaDB is killed, frozen and moved under the feet of sixteen callers. What is asserted is that every call ends, as it
 * should and within a multiple of its bound that no busy machine reaches; the times themselves are printed.
 */
interface Tables {
  entry: { id: number };
}

const callers = 16;
/** Acquiring (0.5 s) and one statement (1.4 s), as the options have it. */
const boundMs = 1_900;
const figures: string[] = [];

/** Replicas have the same accounts. */
const shared = { password: 'replicated' };

let server: OwnServer;
let other: OwnServer;
let opened: Database<Tables>[] = [];

beforeAll(async () => {
  [server, other] = await Promise.all([startOwnServer('mariadb', shared), startOwnServer('mariadb', shared)]);
  for (const { url } of [server, other]) {
    const database = createDatabase<Tables>({ url });
    await sql`CREATE TABLE entry (id BIGINT PRIMARY KEY)`.execute(database.query);
    await database.close();
  }
}, 120_000);

afterEach(async () => {
  await Promise.all(opened.map((database) => database.close().catch(() => undefined)));
  opened = [];
});

afterAll(async () => {
  await Promise.all([server, other].map((one) => one.remove()));
  // eslint-disable-next-line no-console -- the figures are what this run was for
  console.info(['', 'MariaDB under failure:', ...figures].join('\n  '));
});

function open(options: Partial<Parameters<typeof createDatabase>[0]> = {}): Database<Tables> {
  const database = createDatabase<Tables>({ url: server.url, ...options });
  opened.push(database);
  return database;
}

interface Call {
  readonly at: number;
  readonly ms: number;
  readonly ok: boolean;
}

/** Sixteen callers that read, one call after the other, until they are told to stop. */
function traffic(database: Database<Tables>) {
  const calls: Call[] = [];
  let running = true;
  const caller = async () => {
    while (running) {
      const at = performance.now();
      const ok = await database.query
        .selectFrom('entry')
        .select('id')
        .limit(1)
        .execute()
        .then(
          () => true,
          () => false,
        );
      calls.push({ at, ms: performance.now() - at, ok });
      await pause(5);
    }
  };
  const ended = Promise.all(Array.from({ length: callers }, caller));
  return {
    calls,
    stop: async () => {
      running = false;
      await ended;
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a call that began after `since` is answered, at most half a minute. */
async function firstGood(calls: readonly Call[], since: number): Promise<number> {
  for (let wait = 0; wait < 3_000; wait += 1) {
    const good = calls.find(({ at, ok }) => ok && at >= since);
    if (good) return good.at + good.ms - since;
    await pause(10);
  }
  throw new Error('No call was answered again.');
}

const longest = (calls: readonly Call[]) => Math.max(...calls.map(({ ms }) => ms));
const ms = (value: number) => `${Math.round(value).toLocaleString('en-US')} ms`;

describe('a MariaDB that is killed and started again', () => {
  it('fails calls within their bound, at once when that is known, and is used again by itself', async () => {
    const database = open();
    const { calls, stop } = traffic(database);
    await firstGood(calls, 0);
    const killedAt = performance.now();
    server.signal('SIGKILL');
    await pause(2_000);
    const outage = calls.filter(({ at }) => at > killedAt + 1_000);
    expect(database.state().breaker).not.toBe('closed');
    await server.restart();
    const back = await firstGood(calls, performance.now());
    await stop();
    expect(outage.length).toBeGreaterThan(callers);
    expect(outage.some(({ ok }) => ok)).toBe(false);
    expect(longest(calls)).toBeLessThan(3 * boundMs);
    expect(database.state().breaker).toBe('closed');
    figures.push(
      `killed: longest call ${ms(longest(calls))}, in the outage ${ms(median(outage))} (median), good again ${ms(back)} after its return`,
    );
  }, 90_000);
});

describe('a MariaDB that hangs', () => {
  it('holds nobody longer than the bound, and is used again when it goes on', async () => {
    const database = open();
    const { calls, stop } = traffic(database);
    await firstGood(calls, 0);
    const frozenAt = performance.now();
    server.signal('SIGSTOP');
    await pause(6_000);
    const outage = calls.filter(({ at }) => at > frozenAt + 2_500);
    server.signal('SIGCONT');
    const back = await firstGood(calls, performance.now());
    await stop();
    expect(outage.some(({ ok }) => ok)).toBe(false);
    expect(median(outage)).toBeLessThan(100);
    expect(longest(calls)).toBeLessThan(3 * boundMs);
    figures.push(
      `frozen: longest call ${ms(longest(calls))}, later in the outage ${ms(median(outage))} (median), good again ${ms(back)} after it went on`,
    );
  }, 90_000);

  it('lets a transaction end within the bound of a page', async () => {
    const database = open();
    await database.query.selectFrom('entry').select('id').execute();
    server.signal('SIGSTOP');
    const at = performance.now();
    const outcome = await database
      .transaction((trx) => trx.selectFrom('entry').select('id').execute())
      .then(
        () => 'done',
        (error: unknown) => (error as Error).name,
      );
    const took = performance.now() - at;
    server.signal('SIGCONT');
    expect(outcome).toBe('DatabaseUnavailable');
    expect(took).toBeLessThan(3 * 2_000);
    figures.push(`frozen: a transaction gave up after ${ms(took)}`);
  }, 60_000);
});

describe('an endpoint that moves', () => {
  it('is asked for its address anew, and no connection to the old holder is used again', async () => {
    const first = await forward('127.0.0.1', 0, server.port);
    const next = await forward('127.0.0.2', first.port, other.port);
    let address = '127.0.0.1';
    const events: DatabaseEvent[] = [];
    const database = open({
      url: server.url.replace(`127.0.0.1:${server.port}`, `endpoint.test:${first.port}`),
      resolve: () => Promise.resolve(address),
      onEvent: (event) => events.push(event),
    });
    const holder = async () => {
      const { rows } = await sql<{ port: number }>`SELECT @@port AS port`.execute(database.query);
      return rows[0]?.port;
    };
    expect(await holder()).toBe(server.port);
    address = '127.0.0.2';
    first.cut();
    const movedAt = performance.now();
    let holds: number | undefined;
    for (let attempt = 0; attempt < 200 && holds === undefined; attempt += 1) {
      holds = await holder().catch(() => undefined);
      await pause(20);
    }
    figures.push(`moved: answered by the new holder after ${ms(performance.now() - movedAt)}`);
    expect(holds).toBe(other.port);
    expect(await Promise.all(Array.from({ length: 20 }, holder))).toEqual(Array(20).fill(other.port));
    expect(events.map(({ type }) => type)).toContain('pool-dropped');
    await database.close();
    next.cut();
  }, 60_000);
});

describe('a holder that has become read-only', () => {
  it('is left by the whole pool at its first refusal', async () => {
    const database = open({ poolSize: 1 });
    await database.query.insertInto('entry').values({ id: 1 }).execute();
    await sql`SET SESSION TRANSACTION READ ONLY`.execute(database.query);
    const dropped = database.state().poolsDropped;
    await expect(database.query.insertInto('entry').values({ id: 2 }).execute()).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      cause: { errno: 1792 },
    });
    expect(database.state().poolsDropped).toBe(dropped + 1);
    await database.query.insertInto('entry').values({ id: 2 }).execute();
  }, 30_000);
});

/** An address that leads to a port, and can be cut off with all that goes through it. */
async function forward(host: string, port: number, to: number) {
  const sockets = new Set<Socket>();
  const proxy = createServer((incoming) => {
    const outgoing = connect(to, '127.0.0.1');
    for (const [socket, peer] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      socket.pipe(peer);
      socket.on('error', () => peer.destroy());
      socket.on('close', () => peer.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(port, host, resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    cut() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function median(calls: readonly Call[]): number {
  const sorted = calls.map((call) => call.ms).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
