import type { Drill, DrillContext } from './drill.ts';
import { settledGroup } from './people.ts';
import { healthyServers } from './whole.ts';

const quiet = { journeysPerSecond: 1, pagesPerSecond: 5 };
const crowdJourneys = 5;
/** Pages a second at first, and by how much more every so often, until the servers have more to do than they are to have. */
const firstPages = 60;
const growth = 1.5;
const everyMs = 15_000;
/** Beyond it the machine's own processors would be what is measured. */
const mostPages = 1_500;
/** How much above its target the group's CPU is kept, as a share of it: at the target itself nothing would be done. */
const overTarget = 1.3;

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
    await settledGroup(context);
    await context.fault('more and more people come', () => Promise.resolve(undefined));
    const grown = await growUntil(context, () => serving() > minimumServers);
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

/** Lets more people in as long as the servers could take more, until the group has grown or its time is over. */
async function growUntil(
  { topology, load, until }: DrillContext,
  hasGrown: () => boolean,
): Promise<number | null> {
  const deadline = Date.now() + growMs;
  let pages = firstPages;
  while (Date.now() < deadline) {
    load.setRates({ journeysPerSecond: crowdJourneys, pagesPerSecond: Math.round(pages) });
    const grown = await until(hasGrown, everyMs);
    if (grown !== null) return grown;
    const servers = healthyServers(topology);
    const cpu = servers.reduce((sum, server) => sum + server.cpu, 0) / Math.max(1, servers.length);
    if (100 * cpu < topology.facts.cpuTargetPercent * overTarget) pages = Math.min(mostPages, pages * growth);
  }
  return null;
}
