import {
  makeUsers,
  startedName,
  writeRoot,
  type Directory,
  type Facts,
  type InstanceDescription,
  type Layout,
  type WrittenRoot,
} from '@perfume/instances';
import type { Logger } from '@perfume/telemetry';
import { run } from '../system/program.ts';
import { describe } from './describe.ts';
import { isMounted } from './volume.ts';

export interface Configured {
  readonly description: InstanceDescription;
  readonly written: WrittenRoot;
}

/** Writes users, directories, files and units of this instance as this release has them; nothing is started. Safe to repeat. */
export async function writeInstance(facts: Facts, layout: Layout): Promise<Configured> {
  const description = describe(facts, layout);
  await makeUsers(description);
  const mounted = facts.role !== 'data' || facts.dataVolumeId === undefined || (await isMounted(layout));
  const written = await writeRoot(description, '/', {
    // Directories of the volume are made on the volume, never below the place where it is going to be mounted.
    includeDirectory: (directory) => mounted || !isOnVolume(directory, layout),
  });
  return { description, written };
}

/** The same, then everything is enabled and started. */
export async function configure(facts: Facts, layout: Layout, log: Logger): Promise<void> {
  const { description, written } = await writeInstance(facts, layout);
  await run(['systemctl', 'daemon-reload']);
  await run(['sysctl', '--system'], { deadlineMs: 60_000 });
  const units = description.units.map(startedName);
  await run(['systemctl', 'enable', ...units], { deadlineMs: 60_000 });
  // They wait for one another by themselves.
  await run(['systemctl', 'start', '--no-block', ...units]);
  log.info({ files: written.changed.length, units: units.length }, 'the instance is configured');
}

export function isOnVolume({ path }: Pick<Directory, 'path'>, { data }: Layout): boolean {
  return path === data || path.startsWith(`${data}/`);
}
