import type { DataNode } from '../topology.ts';
import type { Drill, DrillContext } from './drill.ts';
import { prepareProbes, probe } from './isolation.ts';
import { lookForOrder } from './kill-holder.ts';
import type { Measures } from './measures.ts';
import { switchHolderTo, theHolder } from './people.ts';

/** How long a node that is cut off may answer reads with what it knew, in ms: until it leaves the group by itself. */
const longestStaleReadsMs = 6_000;

const cutZone = (zone: DataNode): Drill => ({
  name: `cut-zone-${zone}`,
  sentence: `zone ${zone}, with the data server that holds the address, loses every way out of it and keeps its inside`,
  bars: [
    { measure: 'serviceBackMs', atMost: 6_000 },
    { measure: 'isolatedWrites', atMost: 0 },
    { measure: 'staleReadsMs', atMost: longestStaleReadsMs },
  ],
  run: (context) => cut(context, zone),
});

export const cutZoneA = cutZone('a');
export const cutZoneB = cutZone('b');

async function cut(context: DrillContext, zone: DataNode): Promise<Measures> {
  const { topology } = context;
  await switchHolderTo(context, zone);
  await prepareProbes(topology.dataServers[await theHolder(topology)]);
  const inside = probe(topology.dataServers[zone]);
  try {
    await context.pause(context.times.beforeMs);
    let cutSince = 0;
    const at = await context.fault(`zone ${zone} is cut off`, async () => {
      const proof = await topology.cut(`zone-${zone}`);
      cutSince = proof.since;
      return proof;
    });
    await lookForOrder(context, at);
    await context.pause(context.times.afterMs);
    // Whatever was asked for after the cut and acknowledged has been agreed on with nobody.
    const writes = inside.writes.filter(({ askedAt }) => askedAt >= cutSince).length;
    const lastRead = inside.reads.at(-1)?.answeredAt;
    // A probe that never reached its server shows nothing.
    const worked = inside.writes.some(({ answeredAt }) => answeredAt < at);
    await context.relief(`zone ${zone} is back`, () => topology.heal(`zone-${zone}`));
    return {
      isolatedWrites: worked ? writes : null,
      staleReadsMs: lastRead === undefined ? null : Math.max(0, lastRead - at),
    };
  } finally {
    await inside.stop();
  }
}
