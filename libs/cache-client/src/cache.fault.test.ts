import { startOwnServer, type OwnServer } from '@perfume/local-services';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCache, type Cache } from './index.ts';

/**
 * memcached is killed, frozen and started again under sixteen callers. What is asserted is that every call ends with a
 * value and that none waits for the cache much longer than its deadline; the times themselves are printed.
 */
const callers = 16;
const deadlineMs = 100;
const figures: string[] = [];

let server: OwnServer;
let cache: Cache;

beforeAll(async () => {
  server = await startOwnServer('memcached');
}, 60_000);

afterEach(() => cache.close());

afterAll(async () => {
  await server.remove();
  // eslint-disable-next-line no-console -- the figures are what this run was for
  console.info(['', 'memcached under failure:', ...figures].join('\n  '));
});

interface Call {
  readonly at: number;
  readonly ms: number;
  /** True when the value came from the cache. */
  readonly hit: boolean;
}

/** Sixteen callers that ask for values of their own, which cost nothing to make, so that only the cache takes time. */
function traffic() {
  // No value stays in the process: every call asks the server.
  cache = createCache({ url: server.url, localSeconds: 0 });
  const calls: Call[] = [];
  let running = true;
  const caller = async (number: number) => {
    for (let round = 0; running; round += 1) {
      const at = performance.now();
      let hit = true;
      const value = await cache.getOrCompute(`value-${number}-${round % 4}`, 60, () => {
        hit = false;
        return Promise.resolve('made');
      });
      expect(value).toBe('made');
      calls.push({ at, ms: performance.now() - at, hit });
      await pause(5);
    }
  };
  const ended = Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
  return {
    calls,
    stop: async () => {
      running = false;
      await ended;
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a call that began after `since` is answered from the cache, at most half a minute. */
async function firstHit(calls: readonly Call[], since: number): Promise<number> {
  for (let wait = 0; wait < 3_000; wait += 1) {
    const found = calls.find(({ at, hit }) => hit && at >= since);
    if (found) return found.at + found.ms - since;
    await pause(10);
  }
  throw new Error('The cache was not used again.');
}

const longest = (calls: readonly Call[]) => Math.max(...calls.map(({ ms }) => ms));
const slower = (calls: readonly Call[]) => calls.filter(({ ms }) => ms > deadlineMs / 2).length;
const ms = (value: number) => `${Math.round(value).toLocaleString('en-US')} ms`;
/** The package's way to look for a server starts a program. */
const programs = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;

describe('a memcached that is killed and started again', () => {
  it('is a miss at once, starts no program, and is used again by itself', async () => {
    const { calls, stop } = traffic();
    await firstHit(calls, 0);
    const before = programs();
    server.signal('SIGKILL');
    await pause(3_000);
    const outage = calls.filter(({ at }) => at > calls.at(-1)!.at - 1_500);
    expect(programs()).toBeLessThanOrEqual(before);
    expect(cache.state().shared).not.toBe('closed');
    await server.restart();
    const back = await firstHit(calls, performance.now());
    await stop();
    expect(outage.some(({ hit }) => hit)).toBe(false);
    expect(longest(calls)).toBeLessThan(5 * deadlineMs);
    figures.push(`killed: longest call ${ms(longest(calls))}, used again ${ms(back)} after its return`);
  }, 60_000);
});

describe('a memcached that hangs', () => {
  it('costs its deadline once to those who are waiting and then next to nothing', async () => {
    const { calls, stop } = traffic();
    await firstHit(calls, 0);
    server.signal('SIGSTOP');
    await pause(5_000);
    const frozen = calls.length;
    server.signal('SIGCONT');
    const back = await firstHit(calls, performance.now());
    await stop();
    expect(longest(calls)).toBeLessThan(5 * deadlineMs);
    // Every half second one call tries again; all others do without.
    expect(slower(calls.slice(0, frozen))).toBeLessThan(callers * 3 + 20);
    figures.push(
      `frozen: longest call ${ms(longest(calls))}, ${slower(calls)} of ${calls.length} calls waited, used again ${ms(back)} after it went on`,
    );
  }, 60_000);
});
