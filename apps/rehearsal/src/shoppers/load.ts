import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadCommand, LoadNews, LoadSettings } from './messages.ts';
import type { Drop, JourneyRecord, OrderAnswer, RequestRecord, Stall } from './records.ts';

/** A load that runs, and all that became of it so far. */
export interface Load {
  readonly settings: LoadSettings;
  readonly requests: readonly RequestRecord[];
  readonly orders: readonly OrderAnswer[];
  readonly journeys: readonly JourneyRecord[];
  readonly drops: readonly Drop[];
  readonly stalls: readonly Stall[];
  setRates(rates: { readonly journeysPerSecond: number; readonly pagesPerSecond: number }): void;
  /**
   * Lets nobody in any more; whoever is there may finish within this time and is sent home then.
   * @throws Error when the process that makes the load does not end in time, or ended before
   */
  finish(withinMs: number): Promise<void>;
  /** Ends it at once. */
  stop(): void;
}

const program = join(import.meta.dirname, 'load-process.ts');

/** Beyond what it was given, in ms: an answer that is still out may take its whole deadline. */
const graceMs = 20_000;

/**
 * Starts shoppers and readers in a process of their own.
 * @param keepMs how far back it remembers, for a load without an end; everything where it is not given
 */
export function startLoad(settings: LoadSettings, keepMs?: number): Load {
  const requests: RequestRecord[] = [];
  const orders: OrderAnswer[] = [];
  const journeys: JourneyRecord[] = [];
  const drops: Drop[] = [];
  const stalls: Stall[] = [];
  const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let finished = false;
  const tell = (command: LoadCommand) => {
    if (child.connected) child.send(command);
  };
  child.on('message', (news: LoadNews) => {
    if (news.kind === 'finished') {
      finished = true;
      return;
    }
    requests.push(...news.requests);
    orders.push(...news.orders);
    journeys.push(...news.journeys);
    drops.push(...news.drops);
    stalls.push(...news.stalls);
    if (keepMs !== undefined)
      for (const records of [requests, orders, journeys, drops, stalls])
        forgetBefore(records, Date.now() - keepMs);
  });
  const ended = once(child, 'exit');
  ended.catch(() => undefined);
  tell({ kind: 'begin', settings });
  return {
    settings,
    requests,
    orders,
    journeys,
    drops,
    stalls,
    setRates: (rates) => tell({ kind: 'rate', ...rates }),
    async finish(withinMs) {
      tell({ kind: 'finish', withinMs });
      const overdue = setTimeout(() => child.kill('SIGKILL'), withinMs + graceMs);
      await ended;
      clearTimeout(overdue);
      if (!finished)
        throw new Error('The process that makes the load did not finish; its last answers are not known.');
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

/** Takes out what began before; records come roughly in their order, and a few older ones may stay for a while. */
function forgetBefore(records: { readonly at?: number; readonly pressedAt?: number }[], time: number): void {
  const first = records.findIndex(({ at, pressedAt }) => (at ?? pressedAt ?? time) >= time);
  records.splice(0, first === -1 ? records.length : first);
}
