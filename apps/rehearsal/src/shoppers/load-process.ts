// The process that makes the load: apart from the rehearsal, so that what it measures is not what the rehearsal is busy with.
import { openCrowd, type Crowd, type Witness } from './crowd.ts';
import type { LoadCommand, LoadNews } from './messages.ts';
import type { Stall } from './records.ts';

/** How often what happened is passed on, in ms. */
const everyMs = 100;
/** So much later than it should be a turn is a stall; in ms. */
const stallMs = 500;

interface Records {
  requests: Parameters<Witness['request']>[0][];
  orders: Parameters<Witness['order']>[0][];
  journeys: Parameters<Witness['journey']>[0][];
  drops: Parameters<Witness['drop']>[0][];
  stalls: Stall[];
}

const none = (): Records => ({ requests: [], orders: [], journeys: [], drops: [], stalls: [] });
let kept = none();
let crowd: Crowd | undefined;

const tell = (news: LoadNews): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(news, () => resolve());
  });

let turnedAt = performance.now();

function turn(): void {
  const lateMs = Math.round(performance.now() - turnedAt - everyMs);
  turnedAt = performance.now();
  if (lateMs >= stallMs) kept.stalls.push({ at: Date.now(), ms: lateMs });
  void passOn();
}

async function passOn(): Promise<void> {
  const { requests, orders, journeys, drops, stalls } = kept;
  if (requests.length + orders.length + journeys.length + drops.length + stalls.length === 0) return;
  kept = none();
  await tell({ kind: 'records', requests, orders, journeys, drops, stalls });
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
    turnedAt = performance.now();
    setInterval(turn, everyMs);
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
