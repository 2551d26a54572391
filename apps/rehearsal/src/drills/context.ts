import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from '../shoppers/index.ts';
import type { Proof, Topology } from '../topology.ts';
import { RehearsalStopped, type DrillContext, type DrillTimes } from './drill.ts';
import { firstOrder } from './from-records.ts';
import type { StoryLine } from './story.ts';

/** How often something that is waited for is looked at, in ms. */
const lookEveryMs = 100;

export interface OpenContext extends DrillContext {
  readonly story: readonly StoryLine[];
  /** When the first fault began; undefined before. */
  readonly faultAt: () => number | undefined;
  /** When the first fault had taken effect; undefined before. Nothing that came earlier came in spite of it. */
  readonly effectAt: () => number | undefined;
  /** When the fault began to be over; undefined before, and for what is never mended. */
  readonly reliefAt: () => number | undefined;
}

/** What a drill works with, and what it leaves behind: its story. */
export function openContext(
  topology: Topology,
  load: Load,
  times: DrillTimes,
  options: { readonly signal: AbortSignal; readonly say: (line: string) => void },
): OpenContext {
  const { signal, say } = options;
  const story: StoryLine[] = [];
  let faultAt: number | undefined;
  let effectAt: number | undefined;
  let reliefAt: number | undefined;

  const write = (line: StoryLine) => {
    story.push(line);
    story.sort((a, b) => a.at - b.at);
    say(line.text);
    for (const { statement } of line.proofs) say(`shown: ${statement}`);
  };

  const act = async (
    kind: 'fault' | 'relief',
    text: string,
    doIt: () => Promise<Proof | readonly Proof[] | undefined>,
  ): Promise<number> => {
    const at = Date.now();
    if (kind === 'fault') faultAt ??= at;
    else reliefAt ??= at;
    const shown = await doIt();
    const proofs = shown === undefined ? [] : [shown].flat();
    if (kind === 'fault') effectAt ??= Math.max(at, ...proofs.map(({ since }) => since));
    write({ at, kind, text, proofs });
    return at;
  };

  const context: OpenContext = {
    topology,
    load,
    times,
    signal,
    story,
    faultAt: () => faultAt,
    effectAt: () => effectAt,
    reliefAt: () => reliefAt,
    note: (text, proof) => write({ at: Date.now(), kind: 'note', text, proofs: proof ? [proof] : [] }),
    fault: (text, doIt) => act('fault', text, doIt),
    relief: (text, doIt) => act('relief', text, doIt),
    async pause(ms) {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw new RehearsalStopped();
    },
    async until(condition, withinMs) {
      const deadline = performance.now() + withinMs;
      for (;;) {
        if (await condition()) return Date.now();
        if (performance.now() > deadline) return null;
        await context.pause(lookEveryMs);
      }
    },
    async firstOrderInSpite(withinMs) {
      const since = effectAt ?? Date.now();
      await context.until(() => firstOrder(load.orders, since) !== null, withinMs);
      return firstOrder(load.orders, since);
    },
  };
  return context;
}
