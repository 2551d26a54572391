import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startOwnServer, type OwnServer } from '@perfume/local-services';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCache, type Cache } from './index.ts';
import type { Call, Seen } from './testing/traffic.ts';

/**
 * memcached is killed, frozen, replaced and started again under sixteen callers in a process of their own. What is asserted
 * is that every call ends with a value, that none waits for the cache much longer than its deadline, and that the process
 * lives on; the times themselves are printed.
 */
const deadlineMs = 100;
/** A multiple of the deadline that no busy machine reaches. */
const generousMs = 5 * deadlineMs;
const figures: [what: string, figure: string][] = [];

let server: OwnServer;
let other: OwnServer;
const opened: Cache[] = [];
const traffic: Traffic[] = [];

beforeAll(async () => {
  [server, other] = await Promise.all([startOwnServer('memcached'), startOwnServer('memcached')]);
}, 60_000);

afterEach(async () => {
  for (const one of traffic.splice(0)) one.kill();
  await Promise.all(opened.splice(0).map((cache) => cache.close()));
});

afterAll(async () => {
  await Promise.all([server, other].map((one) => one.remove()));
  const width = Math.max(...figures.map(([what]) => what.length));
  // eslint-disable-next-line no-console -- the figures are what this run was for
  console.info(
    [
      'memcached under failure',
      ...figures.map(([what, figure]) => `  ${what.padEnd(width)}  ${figure}`),
    ].join('\n'),
  );
});

interface Traffic {
  isAlive(): boolean;
  kill(): boolean;
  stop(): Promise<Seen>;
}

/** The callers' process; it finds no program to start, as in an image without `ping`. */
function startTraffic(url: string): Traffic {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./testing/traffic.ts', import.meta.url)), url],
    { env: { PATH: '/nonexistent' }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const output = text(child.stdout);
  const ended = once(child, 'exit');
  const started: Traffic = {
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: () => child.kill('SIGKILL'),
    async stop(): Promise<Seen> {
      child.stdin.end();
      expect(await ended).toEqual([0, null]);
      return JSON.parse(await output) as Seen;
    },
  };
  traffic.push(started);
  return started;
}

function open(options: Parameters<typeof createCache>[0] = {}): Cache {
  const cache = createCache({ url: server.url, localSeconds: 0, ...options });
  opened.push(cache);
  return cache;
}

const longest = (calls: readonly Call[]) => Math.max(...calls.map(([, took]) => took));
const slower = (calls: readonly Call[]) => calls.filter(([, took]) => took > deadlineMs / 2).length;
/** How long after `since` a call that began then was first answered from the cache. */
const firstHit = (calls: readonly Call[], since: number) => {
  const hit = calls.find(([at, , isHit]) => isHit && at >= since);
  return hit ? hit[0] + hit[1] - since : NaN;
};
const ms = (value: number) => `${Math.round(value).toLocaleString('en-US')} ms`;

function unharmed(seen: Seen): void {
  expect([seen.programsStarted, seen.unhandled]).toEqual([0, []]);
  expect(longest(seen.calls)).toBeLessThan(generousMs);
}

/** Asks until the value comes from the shared cache, at most half a minute. */
async function isUsedAgain(cache: Cache): Promise<void> {
  for (let wait = 0; wait < 3_000; wait += 1) {
    if (cache.state().shared === 'closed' && (await cache.increment('back', 60)) !== undefined) return;
    await pause(10);
  }
  throw new Error('The cache was not used again.');
}

describe('a memcached that goes away under load', () => {
  it('is killed: a miss at once; started again, it is used by itself', async () => {
    const load = startTraffic(server.url);
    await pause(1_000);
    const killedAt = Date.now();
    server.signal('SIGKILL');
    await pause(2_500);
    expect(load.isAlive()).toBe(true);
    await server.restart();
    const backAt = Date.now();
    await pause(1_500);
    const seen = await load.stop();
    unharmed(seen);
    const during = seen.calls.filter(([at]) => at > killedAt + 500 && at < backAt - 500);
    expect(during.length).toBeGreaterThan(500);
    expect(during.some(([, , hit]) => hit)).toBe(false);
    expect(firstHit(seen.calls, backAt)).toBeLessThan(10_000);
    figures.push([
      'killed',
      `longest call ${ms(longest(seen.calls))}, ${slower(seen.calls)} of ${seen.calls.length} over ${deadlineMs / 2} ms, used again ${ms(firstHit(seen.calls, backAt))} after its return`,
    ]);
  }, 60_000);

  it('is frozen: its deadline once for those who wait, then next to nothing, and no client is kept', async () => {
    const load = startTraffic(server.url);
    await pause(1_000);
    const frozenAt = Date.now();
    server.signal('SIGSTOP');
    await pause(4_000);
    expect(load.isAlive()).toBe(true);
    server.signal('SIGCONT');
    const backAt = Date.now();
    await pause(1_500);
    const seen = await load.stop();
    unharmed(seen);
    const frozen = seen.calls.filter(([at]) => at > frozenAt - 500 && at < backAt);
    expect(slower(frozen)).toBeLessThan(frozen.length / 20);
    expect(firstHit(seen.calls, backAt)).toBeLessThan(10_000);
    figures.push([
      'frozen 4 s',
      `longest call ${ms(longest(seen.calls))}, ${slower(frozen)} of ${frozen.length} meanwhile over ${deadlineMs / 2} ms, used again ${ms(firstHit(seen.calls, backAt))} after it went on`,
    ]);
  }, 60_000);

  it('flaps: it is killed and started again five times, and nothing is left hanging', async () => {
    const load = startTraffic(server.url);
    await pause(300);
    for (let time = 0; time < 5; time += 1) {
      server.signal('SIGKILL');
      await pause(200);
      await server.restart();
      await pause(300);
    }
    await pause(1_000);
    const seen = await load.stop();
    unharmed(seen);
    figures.push([
      'flapping',
      `longest call ${ms(longest(seen.calls))}, ${seen.clients} clients made in 5 losses`,
    ]);
  }, 60_000);
});

describe('an invalidation while memcached cannot be reached', () => {
  it('is delivered before memcached is used again', async () => {
    const cache = open();
    const peer = open();
    const tagged = (value: string) => () => Promise.resolve(value);
    const lifetime = { ttlSeconds: 60, tags: ['price:1'] };
    await cache.getOrCompute('page', lifetime, tagged('old'));
    server.signal('SIGSTOP');
    // A process of many threads stops a little after the signal.
    await pause(200);
    await cache.invalidate(['price:1']);
    expect(cache.state().owed).toBe(1);
    server.signal('SIGCONT');
    await isUsedAgain(cache);
    expect(cache.state().owed).toBe(0);
    expect(await peer.getOrCompute('page', lifetime, tagged('new'))).toBe('new');
  }, 60_000);
});

describe('an endpoint whose name leads to another memcached', () => {
  it('is left for the other one, whose old entries are not used', async () => {
    const ports = { first: server, second: other };
    // What the second one kept from the time before it lost the endpoint.
    const before = open({ url: ports.second.url });
    await before.getOrCompute('page', 60, () => Promise.resolve('of another time'));
    let address = '127.0.0.1';
    const events: string[] = [];
    const moving = open({
      url: `memcached://endpoint.test:${ports.first.port}`,
      resolve: () => Promise.resolve(address),
      onEvent: ({ type }) => events.push(type),
    });
    await moving.getOrCompute('page', 60, () => Promise.resolve('now'));
    const forward = await forwardFrom('127.0.0.2', ports.first.port, ports.second.port);
    address = '127.0.0.2';
    const movedAt = performance.now();
    // The first one goes on answering: only the name tells.
    for (let wait = 0; !events.includes('cache-changed') && wait < 1_000; wait += 1) {
      await moving.increment('traffic', 60);
      await pause(10);
    }
    await isUsedAgain(moving);
    figures.push(['moved', `the new holder is in use after ${ms(performance.now() - movedAt)}`]);
    expect(events).toContain('cache-changed');
    expect(await moving.getOrCompute('page', 60, () => Promise.resolve('made anew'))).toBe('made anew');
    await moving.close();
    forward.close();
  }, 60_000);
});

/** A second address under the first one's port. */
async function forwardFrom(host: string, port: number, to: number) {
  const { connect, createServer } = await import('node:net');
  const proxy = createServer((incoming) => {
    const outgoing = connect(to, '127.0.0.1');
    incoming.pipe(outgoing).pipe(incoming);
    incoming.on('error', () => outgoing.destroy());
    outgoing.on('error', () => incoming.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(port, host, resolve));
  return proxy;
}
