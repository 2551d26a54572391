import { afterAll, beforeAll, expect, it } from 'vitest';
import { bringUp } from '../bring-up.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import type { Topology } from '../topology.ts';
import { mostTelling } from './index.ts';
import { resultOf } from './result.ts';
import { runDrill } from './run-drill.ts';

const minutes = 60_000;

describeAsRoot('the platform under load', () => {
  let topology: Topology;

  beforeAll(async () => {
    topology = await bringUp({ say: () => undefined });
  }, 10 * minutes);

  afterAll(() => topology.close(), 2 * minutes);

  for (const drill of mostTelling) {
    it(
      `meets every bar when ${drill.sentence}`,
      async () => {
        const run = await runDrill(drill, topology, {
          run: 1,
          times: { beforeMs: 10_000, afterMs: 10_000 },
          signal: AbortSignal.timeout(9 * minutes),
          say: () => undefined,
        });
        const { verdicts } = resultOf(drill, [run]);
        expect(run.failure).toBeUndefined();
        expect(run.ledger?.findings).toEqual([]);
        expect(verdicts.filter(({ met }) => !met)).toEqual([]);
        expect(run.missing).toEqual([]);
      },
      10 * minutes,
    );
  }
});
