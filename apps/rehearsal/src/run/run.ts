import { randomInt } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTimeOf } from './process-identity.ts';

/**
 * One rehearsal. Everything that it makes on the machine carries its id: namespaces, cgroups, the one interface outside of
 * its namespaces, its directory.
 */
export interface Run {
  readonly id: string;
  readonly directory: string;
}

/** Short, because a Unix socket's path holds 107 characters at most and the sockets of MariaDB are below it. */
export const runsDirectory = '/var/lib/perfume-rehearsal';
export const namespacePrefix = 'prh-';
export const groupPrefix = 'perfume-rehearsal-';

/** Who works in a run's directory, so that a later run knows whether it may take it away. */
export interface Owner {
  readonly pid: number;
  readonly startTime: string;
}

const idCharacters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A new run of this process, with its directory. */
export async function beginRun(): Promise<Run> {
  const id = Array.from({ length: 6 }, () => idCharacters[randomInt(idCharacters.length)]).join('');
  const directory = join(runsDirectory, id);
  // Open to the users of the instances, whose files lie below; what is secret has modes of its own.
  // A run has its owner from its first moment: one without is taken for dead by whoever sweeps.
  const unborn = `${directory}.new`;
  await mkdir(join(unborn, 'logs'), { recursive: true, mode: 0o755 });
  const owner: Owner = { pid: process.pid, startTime: startTimeOf(process.pid)! };
  await writeFile(join(unborn, 'owner.json'), JSON.stringify(owner));
  await rename(unborn, directory);
  return { id, directory };
}

/** The name of one of the run's network namespaces. */
export const namespaceOf = (run: Pick<Run, 'id'>, name: string): string =>
  `${namespacePrefix}${run.id}-${name}`;

/** The one interface that lies outside of the run's namespaces: this machine's way to the load balancer. */
export const uplinkOf = (run: Pick<Run, 'id'>): string => `prh-${run.id}`;

/** The run's cgroup, below the root of each hierarchy. */
export const groupOf = (run: Pick<Run, 'id'>): string => `${groupPrefix}${run.id}`;
