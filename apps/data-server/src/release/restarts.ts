import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { unitNames, type Layout, type Unit } from '@perfume/instances';

/**
 * Units to restart for what has changed, those of the cluster last. A unit that runs once is run again for the files that it
 * names, not for its own: a volume stays mounted. Timed ones read everything anew anyway.
 * @param kept names of units that a former `apply` did not come to
 */
export function unitsToRestart(
  units: readonly Unit[],
  changed: ReadonlySet<string>,
  layout: Pick<Layout, 'systemd'>,
  kept: readonly string[] = [],
): readonly string[] {
  const isLast = (name: string) => name === unitNames.database || name === unitNames.witness;
  return units
    .filter(({ kind }) => kind !== 'timed')
    .filter(
      ({ name, kind, restartWhenChanged }) =>
        kept.includes(name) ||
        (kind === 'service' && changed.has(join(layout.systemd, `${name}.service`))) ||
        restartWhenChanged.some((path) => changed.has(path)),
    )
    .map(({ name }) => name)
    .sort((one, other) => Number(isLast(one)) - Number(isLast(other)));
}

/** Files of the release that units name and that differ from those of the former one. */
export async function changedInRelease(
  units: readonly Unit[],
  formerRelease: string,
  { release }: Pick<Layout, 'release'>,
): Promise<readonly string[]> {
  const named = new Set(units.flatMap(({ restartWhenChanged }) => restartWhenChanged));
  const changed: string[] = [];
  for (const path of named) {
    const inside = relative(release, path);
    if (inside.startsWith('..')) continue;
    if ((await hashOf(path)) !== (await hashOf(join(formerRelease, inside)))) changed.push(path);
  }
  return changed;
}

async function hashOf(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch {
    return undefined;
  }
}
