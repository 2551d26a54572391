import { ChildProcess } from 'node:child_process';
import { createCache } from '../index.ts';

/**
 * A process of its own under load, for the tests that take its memcached away: sixteen callers ask for values that cost
 * nothing to make, so that only the cache takes time. It ends when its standard input does, and prints what it saw. It is
 * started without a PATH, so that a program that the cache's package wants to run would end it.
 */
const callers = 16;

/** One call: when it began (milliseconds since 1970), how long it took in ms, whether the cache had the value. */
export type Call = readonly [at: number, ms: number, hit: boolean];

export interface Seen {
  readonly calls: readonly Call[];
  readonly programsStarted: number;
  readonly unhandled: readonly string[];
  readonly clients: number;
}

const unhandled: string[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));

let programsStarted = 0;
// Every way to start a program leads here, also for a module that has taken its `spawn` already.
const child = ChildProcess.prototype as unknown as Record<
  'spawn',
  (this: unknown, options: unknown) => unknown
>;
const { spawn } = child;
child.spawn = function (options) {
  programsStarted += 1;
  return spawn.call(this, options);
};

// No value stays in the process: every call asks the server.
const cache = createCache({ url: process.argv[2], localSeconds: 0 });
const calls: Call[] = [];
let running = true;

async function caller(number: number): Promise<void> {
  for (let round = 0; running; round += 1) {
    const at = performance.now();
    const since = Date.now();
    let hit = true;
    await cache.getOrCompute(
      `value-${number}-${round % 4}`,
      { ttlSeconds: 60, tags: [`tag-${number}`] },
      () => {
        hit = false;
        return Promise.resolve('made');
      },
    );
    calls.push([since, performance.now() - at, hit]);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

process.stdin.once('end', () => (running = false)).resume();
await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
const { clients } = cache.state();
await cache.close();
const seen: Seen = { calls, programsStarted, unhandled, clients };
process.stdout.write(JSON.stringify(seen));
