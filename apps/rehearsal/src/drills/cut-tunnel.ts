import type { Drill } from './drill.ts';

export const cutTunnel: Drill = {
  name: 'cut-tunnel',
  sentence: 'the tunnel between the two data servers is cut; both still reach the witness',
  bars: [
    { measure: 'writePauseMs', atMost: 2_000 },
    { measure: 'addressMoves', atMost: 0 },
    { measure: 'failedRequests', atMost: 0 },
  ],
  async run(context) {
    const { topology, times } = context;
    await context.fault('the tunnel between the data servers is cut', () => topology.cut('tunnel'));
    await context.pause(times.afterMs);
    await context.relief('the tunnel is back', () => topology.heal('tunnel'));
    return {};
  },
};
