import { join } from 'node:path';
import type { Unit } from '../description.ts';
import type { WitnessFacts } from '../facts.ts';
import type { Layout } from '../layout.ts';
import { amazonAgents, dataServerProgram, tunnel, unitNames } from './data-server-units.ts';
import { unit } from './unit-defaults.ts';

/** What runs on the witness. */
export function witnessUnits(facts: WitnessFacts, layout: Layout): readonly Unit[] {
  return [tunnel(facts, layout), arbitrator(layout), amazonAgents(layout, dataServerProgram)];
}

/** Where garbd reads its settings. */
export function arbitratorConfig(layout: Layout): string {
  return join(layout.settings, 'garbd.cnf');
}

function arbitrator(layout: Layout): Unit {
  const folder = join(layout.state, 'witness');
  return unit(layout, {
    name: unitNames.witness,
    description: 'garbd: the third vote of the cluster, and a relay between the data servers',
    kind: 'service',
    command: ['/usr/bin/garbd', '--cfg', arbitratorConfig(layout), '--workdir', folder],
    user: 'perfume-witness',
    after: [unitNames.tunnel],
    // It ends by itself when it finds no majority for half a minute, as before the data servers have begun.
    restart: { policy: 'always', seconds: 2 },
    limits: { memoryMiB: 128, outOfMemoryScore: -900 },
    sandbox: { writable: [folder] },
    restartWhenChanged: [arbitratorConfig(layout)],
  });
}
