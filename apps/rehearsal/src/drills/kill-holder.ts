import type { Drill, DrillContext } from './drill.ts';
import { killMariadb, killProven } from './kill.ts';
import type { Measures } from './measures.ts';
import { theHolder } from './people.ts';

/** How long the drills wait for the first order before they call it lost, in ms. */
const patienceMs = 60_000;

const bars: Drill['bars'] = [
  { measure: 'serviceBackMs', atMost: 5_000 },
  { measure: 'failedPages', atMost: 0 },
];

export const killHolderMariadb: Drill = {
  name: 'kill-holder-mariadb',
  sentence: 'kill -9 of MariaDB on the data server that holds the address',
  bars,
  async run(context): Promise<Measures> {
    const { topology } = context;
    const holder = await theHolder(topology);
    await lookForOrder(
      context,
      await context.fault(`MariaDB on ${holder}, the holder, is killed`, () => killMariadb(topology, holder)),
    );
    return {};
  },
};

export const killHolder: Drill = {
  name: 'kill-holder',
  sentence: 'the whole data server that holds the address is gone at once; it is booted again later',
  bars,
  async run(context): Promise<Measures> {
    const { topology, times } = context;
    const holder = await theHolder(topology);
    await lookForOrder(
      context,
      await context.fault(`data server ${holder}, the holder, is killed`, () =>
        killProven(topology, { instance: holder }),
      ),
    );
    await context.pause(times.afterMs);
    await context.relief(`data server ${holder} boots again`, async () => {
      await topology.start(holder);
      return undefined;
    });
    return {};
  },
};

/** Waits for the first order after a fault and says when it came; null when none came in the time that is given for it. */
export async function lookForOrder(
  context: DrillContext,
  faultAt: number,
  withinMs = patienceMs,
): Promise<number | null> {
  const back = await context.firstOrderInSpite(withinMs);
  if (back === null) context.note(`no order within ${withinMs / 1_000} s`);
  else context.note(`an order went through ${((back - faultAt) / 1_000).toFixed(1)} s after the fault`);
  return back;
}
