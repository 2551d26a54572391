import type { DataNode } from '../topology.ts';
import type { Drill } from './drill.ts';
import { proveStale } from './ask-api.ts';
import { lookForOrder } from './kill-holder.ts';
import { NotRehearsable } from './people.ts';
import { failover } from './programs.ts';

const nodes: readonly DataNode[] = ['a', 'b'];

export const raceAgents: Drill = {
  name: 'race-agents',
  sentence:
    'both agents are asked to switch at the same moment, while the API describes how things were 5 s ago',
  bars: [
    { measure: 'addressMoves', atMost: 1 },
    { measure: 'writePauseMs', atMost: 10_000 },
  ],
  async run(context) {
    const { topology, times } = context;
    await topology.cloudFault({ staleMs: 5_000 });
    try {
      const words = 'what the API describes is 5 s old';
      context.note(words, await proveStale(topology, 'a', words));
      const at = await context.fault('both agents are asked to switch', async () => {
        const answers = await Promise.all(
          nodes.map((node) => topology.exec(node, failover('switch'), { timeoutMs: 60_000 })),
        );
        answers.forEach(({ stdout, stderr }, index) =>
          context.note(`${nodes[index]} says: ${(stdout || stderr).trim().split('\n').at(-1) ?? ''}`),
        );
        if (answers.every(({ code }) => code !== 0))
          throw new NotRehearsable('Both agents refused to switch.');
        return undefined;
      });
      await lookForOrder(context, at);
      await context.pause(times.afterMs);
    } finally {
      await topology.cloudFault(undefined);
    }
    return {};
  },
};
