import type { Drill } from './drill.ts';
import { lookForOrder } from './kill-holder.ts';
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
    await lookForOrder(context, at, patienceMs);
    const missing = await waitUntilWhole(topology, patienceMs, new AbortController().signal);
    if (missing.length > 0) context.note(missing.join(' '));
    return { missingServers: missing.length };
  },
};
