import { failures } from '../shoppers/index.ts';
import type { Drill } from './drill.ts';
import { killProven } from './kill.ts';
import { aServingServer, settledGroup } from './people.ts';
import { healthyServers, waitUntilWhole } from './whole.ts';

/** How long the group may take to put another server in its place, in ms. */
const replacedMs = 180_000;
/** How long it may stay in rotation, in ms, before the drill stops looking. */
const outMs = 60_000;

export const killAppServer: Drill = {
  name: 'kill-app-server',
  sentence: 'an app server is gone at once, in the middle of its requests',
  bars: [
    { measure: 'outOfRotationMs', atMost: 10_000 },
    { measure: 'failedAfterRotation', atMost: 0 },
    { measure: 'missingServers', atMost: 0 },
  ],
  async run(context) {
    const { topology, load } = context;
    await settledGroup(context);
    // Checks come at their own pace: a kill that always followed the same steps would always meet the same moment of it.
    await context.pause(Math.random() * topology.facts.healthCheck.intervalSeconds * 1_000);
    const { id, zone } = aServingServer(healthyServers(topology));
    const at = await context.fault(`app server ${id} in zone ${zone} is killed`, () =>
      killProven(topology, { instance: id }),
    );
    // By its checks: the group, whose minutes pass faster here, takes a dead server away too.
    const unhealthyAt = () =>
      topology
        .timeline()
        .find(
          (event) =>
            event.kind === 'target' &&
            event.instance === id &&
            event.health === 'unhealthy' &&
            event.at >= at,
        )?.at ?? null;
    await context.until(() => unhealthyAt() !== null, outMs);
    const out = unhealthyAt();
    if (out !== null) context.note(`out of rotation ${((out - at) / 1_000).toFixed(1)} s after the fault`);
    await context.pause(context.times.afterMs);
    const missing = await waitUntilWhole(topology, replacedMs, context.signal);
    const failed = load.requests.filter(
      ({ at: sentAt, outcome }) => out !== null && sentAt > out && failures.has(outcome),
    );
    context.note(missing.length === 0 ? 'another one has taken its place' : missing.join(' '));
    return {
      outOfRotationMs: out === null ? null : out - at,
      failedAfterRotation: out === null ? null : failed.length,
      missingServers: missing.length === 0 ? 0 : 1,
    };
  },
};
