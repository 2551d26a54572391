import type { Drill } from './drill.ts';

export const rollOutRelease: Drill = {
  name: 'roll-out-release',
  sentence: 'a release is rolled out over the whole group, one server after the other',
  bars: [
    { measure: 'failedRequests', atMost: 0 },
    { measure: 'oneMoments', atMost: 0 },
  ],
  async run(context) {
    const { topology } = context;
    const next = `${topology.releaseId().replace(/-r\d+$/, '')}-r${Date.now() % 1_000_000}`;
    await context.fault(`release ${next} is rolled out`, async () => {
      await topology.rollOut(next);
      return undefined;
    });
    context.note('no server of the former release is left');
    return {};
  },
};
