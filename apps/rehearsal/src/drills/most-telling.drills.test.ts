import { afterAll, beforeAll, expect, it } from 'vitest';
import { bringUp } from '../bring-up.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import type { Topology } from '../topology.ts';
import { mostTelling } from './index.ts';
import { formatMeasure, measures } from './measures.ts';
import { resultOf } from './result.ts';
import { runDrill } from './run-drill.ts';

const minutes = 60_000;

/** What is counted must be right on any machine; what takes how long is printed, and held to its bar by the rehearsal. */
describeAsRoot('the platform under load', () => {
  let topology: Topology;

  beforeAll(async () => {
    topology = await bringUp({ say: () => undefined });
  }, 10 * minutes);

  afterAll(() => topology.close(), 2 * minutes);

  for (const drill of mostTelling) {
    it(
      `loses nothing when ${drill.sentence}`,
      async () => {
        const run = await runDrill(drill, topology, {
          run: 1,
          times: { beforeMs: 5_000, afterMs: 5_000 },
          signal: AbortSignal.timeout(9 * minutes),
          say: () => undefined,
        });
        const { verdicts } = resultOf(drill, [run]);
        const timed = verdicts.filter(({ measure }) => measures[measure].unit === 'ms');
        for (const { measure, value, atMost } of timed) {
          const bar = formatMeasure(measure, atMost);
          process.stdout.write(
            `${drill.name}: ${measures[measure].label} ${formatMeasure(measure, value)}, bar ${bar}\n`,
          );
        }
        expect(run.failure).toBeUndefined();
        expect(run.ledger?.findings).toEqual([]);
        expect(verdicts.filter((verdict) => !verdict.met && !timed.includes(verdict))).toEqual([]);
        expect(timed.filter(({ value }) => value === null)).toEqual([]);
        expect(run.missing).toEqual([]);
      },
      10 * minutes,
    );
  }
});
