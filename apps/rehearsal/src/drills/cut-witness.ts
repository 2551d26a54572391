import type { Drill } from './drill.ts';
import { theHolder } from './people.ts';
import { failover } from './programs.ts';

/** How long an alarm may take to stand in the agent's status, in ms. */
const alarmMs = 30_000;

export const cutWitness: Drill = {
  name: 'cut-witness',
  sentence: 'the witness is cut off from both data servers',
  bars: [
    // The two that are left agree that there are two: as long as when a member dies, and not without effect.
    { measure: 'writePauseMs', atMost: 5_000 },
    { measure: 'addressMoves', atMost: 0 },
    { measure: 'failedRequests', atMost: 0 },
    { measure: 'missingAlarms', atMost: 0 },
  ],
  async run(context) {
    const { topology, times } = context;
    const holder = await theHolder(topology);
    await context.fault('the witness is cut off', () => topology.cut('witness'));
    const alarmed = await context.until(async () => {
      const { stdout } = await topology.exec(holder, failover('status'));
      return /alarm.*witness/i.test(stdout);
    }, alarmMs);
    context.note(alarmed === null ? 'no alarm' : 'the agent says that the witness is missing');
    await context.pause(times.afterMs);
    await context.relief('the witness is back', () => topology.heal('witness'));
    return { missingAlarms: alarmed === null ? 1 : 0 };
  },
};
