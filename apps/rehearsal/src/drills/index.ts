import type { Drill } from './drill.ts';
import { apiAway, apiSlow, apiStale, apiThrottling } from './amazon-api.ts';
import { cutTunnel } from './cut-tunnel.ts';
import { cutWitness } from './cut-witness.ts';
import { cutZoneA, cutZoneB } from './cut-zone.ts';
import { fillDisk } from './fill-disk.ts';
import { freezeHolder, freezeHolderMariadb } from './freeze-holder.ts';
import { killAppServer } from './kill-app-server.ts';
import { killHolder, killHolderMariadb } from './kill-holder.ts';
import { loadUpAndDown } from './load-up-and-down.ts';
import { freezeMemcached, killMemcached } from './memcached.ts';
import { raceAgents } from './race-agents.ts';
import { rebootEverything } from './reboot-everything.ts';
import { restoreFromBackup } from './restore-from-backup.ts';
import { rollOutRelease } from './roll-out-release.ts';

/** Every drill, in the order in which all of them are done: what leaves the most behind comes last. */
export const drills: readonly Drill[] = [
  killAppServer,
  rollOutRelease,
  killHolderMariadb,
  killHolder,
  cutZoneA,
  cutZoneB,
  cutTunnel,
  cutWitness,
  freezeHolder,
  freezeHolderMariadb,
  fillDisk,
  apiSlow,
  apiThrottling,
  apiStale,
  apiAway,
  raceAgents,
  killMemcached,
  freezeMemcached,
  loadUpAndDown,
  rebootEverything,
  restoreFromBackup,
];

/** The three that tell the most, which the tests of the workspace do too. */
export const mostTelling: readonly Drill[] = [killHolderMariadb, cutZoneA, cutTunnel];

export function findDrill(name: string): Drill | undefined {
  return drills.find((drill) => drill.name === name);
}

export type { Drill } from './drill.ts';
export { RehearsalStopped } from './drill.ts';
