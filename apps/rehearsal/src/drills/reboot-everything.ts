import type { Drill } from './drill.ts';
import { rebootProven } from './kill.ts';
import { lookForOrder } from './kill-holder.ts';
import { waitUntilWhole } from './whole.ts';

const patienceMs = 180_000;

export const rebootEverything: Drill = {
  name: 'reboot-everything',
  sentence: 'every server loses its power at once and boots by itself; nobody helps',
  bars: [
    { measure: 'serviceBackMs', atMost: 90_000 },
    { measure: 'wholeMs', atMost: 180_000 },
  ],
  async run(context) {
    const { topology } = context;
    const at = await context.fault('every server loses its power', () => rebootProven(topology));
    await lookForOrder(context, at, patienceMs);
    const missing = await waitUntilWhole(topology, patienceMs, context.signal);
    const whole = missing.length === 0 ? Date.now() - at : null;
    context.note(
      whole === null
        ? missing.join(' ')
        : `everything is there ${(whole / 1_000).toFixed(1)} s after the fault`,
    );
    return { wholeMs: whole };
  },
};
