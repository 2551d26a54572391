import type { Drill } from './drill.ts';
import { killProven } from './kill.ts';
import { theHolder, unitOf } from './people.ts';

const bars = [
  { measure: 'pagesP99Ratio', atMost: 2 },
  { measure: 'failedRequests', atMost: 0 },
  { measure: 'addressMoves', atMost: 0 },
] as const;

/** More readers than usual: a p99 of a few hundred pages would be the tale of four of them. */
const load = { journeysPerSecond: 3, pagesPerSecond: 60 } as const;

export const killMemcached: Drill = {
  name: 'kill-memcached',
  sentence: 'kill -9 of memcached on the data server that holds the address',
  bars,
  load,
  async run(context) {
    const { topology, times } = context;
    const holder = await theHolder(topology);
    await context.fault(`memcached on ${holder}, the holder, is killed`, () =>
      killProven(topology, { instance: holder, process: unitOf(topology, holder, 'memcached') }),
    );
    await context.pause(times.afterMs);
    return {};
  },
};

export const freezeMemcached: Drill = {
  name: 'freeze-memcached',
  sentence:
    'memcached hangs on the data server that holds the address: it takes connections and answers nothing',
  bars,
  load,
  async run(context) {
    const { topology, times } = context;
    const holder = await theHolder(topology);
    const target = { instance: holder, process: unitOf(topology, holder, 'memcached') };
    await context.fault(`memcached on ${holder}, the holder, is frozen`, () => topology.freeze(target));
    await context.pause(times.afterMs);
    await context.relief(`memcached on ${holder} goes on`, () => topology.thaw(target));
    return {};
  },
};
