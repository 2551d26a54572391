import type { Drill } from './drill.ts';
import { waitUntilWhole } from './whole.ts';

const patienceMs = 180_000;

export const rebootEverything: Drill = {
  name: 'reboot-everything',
  sentence: 'every server loses its power at once and boots by itself; nobody helps',
  bars: [{ measure: 'serviceBackMs', atMost: 90_000 }],
  async run(context) {
    const { topology } = context;
    const at = await context.fault('every server loses its power', async () => {
      await topology.reboot({ all: true });
      return undefined;
    });
    const back = await context.firstOrderAfter(at, patienceMs);
    context.note(
      back === null ? 'no order' : `first order ${((back - at) / 1_000).toFixed(1)} s after the fault`,
    );
    const missing = await waitUntilWhole(topology, patienceMs, new AbortController().signal);
    if (missing.length > 0) context.note(missing.join(' '));
    return { missingServers: missing.length };
  },
};
