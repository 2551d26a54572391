import type { Drill } from './drill.ts';
import { healthyServers } from './whole.ts';

/** The crowd while it is full: enough that the servers of the minimum cannot carry it at the CPU target. */
const crowded = { journeysPerSecond: 8, pagesPerSecond: 250 };
const quiet = { journeysPerSecond: 1, pagesPerSecond: 5 };

/** How long the group may take to grow and to shrink, in ms. */
const growMs = 240_000;
const shrinkMs = 420_000;

export const loadUpAndDown: Drill = {
  name: 'load-up-and-down',
  sentence: 'many people come, the group grows; they leave, it shrinks; nobody notices',
  bars: [
    { measure: 'failedRequests', atMost: 0 },
    { measure: 'oneMoments', atMost: 0 },
    { measure: 'missingServers', atMost: 0 },
    { measure: 'surplusServers', atMost: 0 },
  ],
  load: quiet,
  async run(context) {
    const { topology, load } = context;
    const { minimumServers } = topology.facts;
    const serving = () => healthyServers(topology).length;
    await context.fault('many people come', () => {
      load.setRates(crowded);
      return Promise.resolve(undefined);
    });
    const grown = await context.until(() => serving() > minimumServers, growMs);
    context.note(grown === null ? 'the group did not grow' : `${serving()} app servers are healthy`);
    await context.relief('they leave', () => {
      load.setRates(quiet);
      return Promise.resolve(undefined);
    });
    const shrunk = await context.until(() => serving() <= minimumServers, shrinkMs);
    context.note(shrunk === null ? 'the group did not shrink' : `${serving()} app servers are healthy`);
    await context.pause(context.times.afterMs);
    return { missingServers: grown === null ? 1 : 0, surplusServers: shrunk === null ? 1 : 0 };
  },
};
