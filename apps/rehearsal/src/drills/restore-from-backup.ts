import { withBooks } from '../ledger/index.ts';
import type { Load } from '../shoppers/index.ts';
import type { CommandResult, DataNode } from '../topology.ts';
import type { Drill, DrillContext } from './drill.ts';
import { killProven } from './kill.ts';
import { lookForOrder } from './kill-holder.ts';
import type { Measures } from './measures.ts';
import { dataServer } from './programs.ts';
import { NotRehearsable, otherNode, theHolder } from './people.ts';

/** Copying a small database to S3 and back, with the starts of MariaDB, in ms. */
const backupMs = 180_000;
const restoreMs = 300_000;
/** How long shoppers who are under way may take to finish, and how long nobody may have asked for anything then, in ms. */
const quietMs = 60_000;
const silenceMs = 8_000;
/** Binary logs are stored as they grow, every few seconds; in ms. */
const logsStoredMs = 30_000;

export const restoreFromBackup: Drill = {
  name: 'restore-from-backup',
  sentence:
    'both data servers are lost with their volumes, half a minute after the last order; a person restores backup and binary logs onto new ones',
  bars: [
    { measure: 'lostByRestore', atMost: 0 },
    { measure: 'serviceBackMs', atMost: restoreMs },
  ],
  async run(context): Promise<Measures> {
    const { topology, load, times } = context;
    const holder = await theHolder(topology);
    const spare = otherNode(holder);
    await command(context, spare, dataServer('backup', 'full'), backupMs);
    context.note(`backed up, with ${await countOrders(context, holder)} orders in the books`);
    await context.pause(times.beforeMs);
    // What is ordered after the last binary log that reached S3 would be lost, as the guide says; so nobody buys by then.
    load.setRates({ journeysPerSecond: 0, pagesPerSecond: 5 });
    await context.until(() => isQuiet(load), quietMs);
    await context.pause(logsStoredMs);
    const known = await countOrders(context, holder);
    context.note(`${known} orders are in the books`);
    const at = await context.fault('both data servers are lost with their volumes', () =>
      Promise.all([killProven(topology, { instance: 'a' }), killProven(topology, { instance: 'b' })]),
    );
    await context.relief('new data servers with empty volumes', async () => {
      await topology.replaceDataServer(holder, 'new');
      await topology.replaceDataServer(spare, 'new');
      return undefined;
    });
    await command(context, holder, dataServer('restore', '--peer-is-lost'), restoreMs);
    context.note('restored');
    // Before anybody can buy again, who would make up for an order that is gone.
    const found = await countOnceItAnswers(context, holder);
    load.setRates(load.settings);
    await lookForOrder(context, at, restoreMs);
    return { lostByRestore: found === null ? null : Math.max(0, known - found) };
  },
};

function isQuiet({ requests }: Load): boolean {
  const last = requests.findLast(({ who }) => who === 'shopper');
  return last === undefined || Date.now() - last.at > silenceMs;
}

async function command(
  { topology }: DrillContext,
  node: DataNode,
  words: readonly string[],
  timeoutMs: number,
): Promise<CommandResult> {
  const result = await topology.exec(node, words, { timeoutMs });
  if (result.code !== 0)
    throw new NotRehearsable(
      `"${words.join(' ')}" on ${node} ended with ${result.code}: ${(result.stderr || result.stdout).trim().split('\n').slice(-3).join(' ')}`,
    );
  return result;
}

/** Null when it never answers. */
async function countOnceItAnswers(context: DrillContext, node: DataNode): Promise<number | null> {
  const counted: number[] = [];
  await context.until(async () => {
    counted.push(
      ...(await countOrders(context, node).then(
        (orders) => [orders],
        () => [],
      )),
    );
    return counted.length > 0;
  }, restoreMs);
  return counted[0] ?? null;
}

async function countOrders({ topology }: DrillContext, node: DataNode): Promise<number> {
  const { socketPath, user, database } = topology.dataServers[node];
  return withBooks({ socketPath, user, database }, async (books) => {
    const [row] = await books.rows<{ readonly orders: number }>(
      'SELECT COUNT(*) AS orders FROM customer_order',
    );
    return row?.orders ?? 0;
  });
}
