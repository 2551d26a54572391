// The process that makes the load: apart from the rehearsal, so that what it measures is not what the rehearsal is busy with.
import { openCrowd, type Crowd, type Witness } from './crowd.ts';
import type { LoadCommand, LoadNews } from './messages.ts';

/** How often what happened is passed on, in ms. */
const everyMs = 100;

interface Records {
  requests: Parameters<Witness['request']>[0][];
  orders: Parameters<Witness['order']>[0][];
  journeys: Parameters<Witness['journey']>[0][];
  drops: Parameters<Witness['drop']>[0][];
}

const none = (): Records => ({ requests: [], orders: [], journeys: [], drops: [] });
let kept = none();
let crowd: Crowd | undefined;

const tell = (news: LoadNews): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(news, () => resolve());
  });

async function passOn(): Promise<void> {
  const { requests, orders, journeys, drops } = kept;
  if (requests.length + orders.length + journeys.length + drops.length === 0) return;
  kept = none();
  await tell({ kind: 'records', requests, orders, journeys, drops });
}

const witness: Witness = {
  request: (record) => kept.requests.push(record),
  order: (answer) => kept.orders.push(answer),
  journey: (record) => kept.journeys.push(record),
  drop: (drop) => kept.drops.push(drop),
};

process.on('message', (command: LoadCommand) => {
  if (command.kind === 'begin') {
    crowd = openCrowd(command.settings, witness);
    setInterval(() => void passOn(), everyMs);
  } else if (command.kind === 'rate') {
    crowd?.setRates(command);
  } else {
    void finish(command.withinMs);
  }
});

async function finish(withinMs: number): Promise<void> {
  await crowd?.finish(withinMs);
  await passOn();
  await tell({ kind: 'finished' });
  process.disconnect();
  process.exit(0);
}

// A Ctrl-C in the terminal is for the rehearsal, which tells this process what to do; without the rehearsal it ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
