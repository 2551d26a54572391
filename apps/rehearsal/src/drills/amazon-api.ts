import type { CloudFault, DataNode, Proof, Topology } from '../topology.ts';
import type { Bar, Drill, DrillContext } from './drill.ts';
import { proveStale, proveTrouble } from './ask-api.ts';
import { killProven } from './kill.ts';
import { lookForOrder } from './kill-holder.ts';
import type { Measures } from './measures.ts';
import { otherNode, theHolder } from './people.ts';

/** How much later the slow API answers, in ms. */
const delayMs = 5_000;
/** What a failover may take beyond what the API costs it, in ms. */
const ownMs = 5_000;
/** How long the API stays away while the holder is dead, in ms. */
const awayMs = 20_000;

/** Kills the holder while something is wrong with Amazon's API. */
const killedWhile = (options: {
  readonly name: string;
  readonly sentence: string;
  readonly bars: readonly Bar[];
  readonly words: string;
  readonly fault: CloudFault;
  /** Shows it from the server that is to take over. */
  readonly prove: (topology: Topology, node: DataNode, words: string) => Promise<Proof>;
}): Drill => ({
  name: options.name,
  sentence: options.sentence,
  bars: options.bars,
  async run(context) {
    const { topology } = context;
    await topology.cloudFault(options.fault);
    try {
      const asking = otherNode(await theHolder(topology));
      context.note(options.words, await options.prove(topology, asking, options.words));
      const { holder, at } = await killTheHolder(context);
      await lookForOrder(context, at);
      await bootAgain(context, holder);
    } finally {
      await topology.cloudFault(undefined);
    }
    return {};
  },
});

export const apiSlow = killedWhile({
  name: 'api-slow',
  sentence: 'the holder is killed while Amazon’s API does everything 5 s later',
  bars: [{ measure: 'serviceBackMs', atMost: delayMs + ownMs }],
  words: 'the API does everything 5 s later',
  fault: { delayMs },
  prove: (topology, node, words) =>
    proveTrouble(topology, node, words, (answers) => answers.every(({ ms }) => ms >= delayMs)),
});

/** What the API costs here is the agent's pauses after refusals: two or three, by chance. */
export const apiThrottling = killedWhile({
  name: 'api-throttling',
  sentence: 'the holder is killed while Amazon’s API refuses seven of ten requests as too many',
  bars: [{ measure: 'serviceBackMs', atMost: delayMs + ownMs }],
  words: 'the API refuses seven of ten requests with RequestLimitExceeded',
  fault: { throttle: 0.7 },
  prove: (topology, node, words) =>
    proveTrouble(topology, node, words, (answers) => answers.some(({ status }) => status === 503)),
});

export const apiStale = killedWhile({
  name: 'api-stale',
  sentence: 'the holder is killed while Amazon’s API describes how things were 5 s ago',
  bars: [
    { measure: 'serviceBackMs', atMost: delayMs + ownMs },
    { measure: 'addressMoves', atMost: 1 },
  ],
  words: 'what the API describes is 5 s old',
  fault: { staleMs: delayMs },
  prove: proveStale,
});

export const apiAway: Drill = {
  name: 'api-away',
  sentence:
    'the holder is killed while nobody reaches Amazon’s API, for 20 s; nothing can be moved before it is back',
  bars: [
    // Measured from the death of the holder.
    { measure: 'serviceBackMs', atMost: awayMs + delayMs + ownMs },
    { measure: 'addressMoves', atMost: 1 },
  ],
  async run(context): Promise<Measures> {
    const { topology } = context;
    context.note('the API is cut off from every instance', await topology.cut('cloud'));
    let healed = false;
    try {
      const { holder, at } = await killTheHolder(context);
      await context.pause(awayMs);
      await context.relief('the API answers again', () => topology.heal('cloud'));
      healed = true;
      await lookForOrder(context, at);
      await bootAgain(context, holder);
    } finally {
      if (!healed) await topology.heal('cloud');
    }
    return {};
  },
};

async function killTheHolder(context: DrillContext) {
  const { topology } = context;
  const holder = await theHolder(topology);
  const at = await context.fault(`data server ${holder}, the holder, is killed`, () =>
    killProven(topology, { instance: holder }),
  );
  return { holder, at };
}

async function bootAgain(context: DrillContext, node: string): Promise<void> {
  await context.pause(context.times.afterMs);
  await context.relief(`data server ${node} boots again`, async () => {
    await context.topology.start(node);
    return undefined;
  });
}
