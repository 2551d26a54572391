import { existsSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findCgroupTrees, removeGroup } from '../run/cgroup.ts';
import { tryCommand } from '../run/command.ts';
import { startTimeOf } from '../run/process-identity.ts';
import { groupOf, namespacePrefix, runsDirectory, uplinkOf, type Owner, type Run } from '../run/run.ts';

/** Where network namespaces that have a name are kept. */
const namespacesDirectory = '/run/netns';

/**
 * Takes away everything that carries a run's id: its processes first, then the namespaces, cgroups and interface that they
 * were in, then its directory. What is not there any more is no error.
 */
export async function removeRun(id: string): Promise<void> {
  const trees = findCgroupTrees();
  await removeGroup(trees, groupOf({ id }));
  for (const namespace of await namespacesOf(id)) await tryCommand(['ip', 'netns', 'del', namespace]);
  if (existsSync(`/sys/class/net/${uplinkOf({ id })}`))
    await tryCommand(['ip', 'link', 'del', uplinkOf({ id })]);
  const directory = join(runsDirectory, id);
  for (const mount of await mountsBelow(directory)) await tryCommand(['umount', mount]);
  await rm(directory, { recursive: true, force: true });
}

/** What of a run is on this machine, one line each; empty when nothing was left behind. */
export async function tracesOf({ id }: Pick<Run, 'id'>): Promise<string[]> {
  const trees = findCgroupTrees();
  const groups = [trees.unified, trees.memory, trees.cpu]
    .filter((tree) => tree !== undefined)
    .map((tree) => join(tree, groupOf({ id })));
  const files = [...groups, `/sys/class/net/${uplinkOf({ id })}`, join(runsDirectory, id)];
  return [
    ...(await namespacesOf(id)).map((name) => join(namespacesDirectory, name)),
    ...files.filter((path) => existsSync(path)),
  ];
}

/**
 * Takes away the runs whose process has ended without doing so itself.
 * @returns their ids
 */
export async function sweepDeadRuns(): Promise<string[]> {
  const dead: string[] = [];
  for (const id of await knownRuns()) {
    if (await isAlive(id)) continue;
    await removeRun(id);
    dead.push(id);
  }
  return dead;
}

/** The runs of this machine by their directories and, for those whose directory is gone, by their namespaces. */
async function knownRuns(): Promise<Set<string>> {
  const directories = await readdir(runsDirectory).catch(() => []);
  const namespaces = await readdir(namespacesDirectory).catch(() => []);
  const ids = namespaces
    .filter((name) => name.startsWith(namespacePrefix))
    .map((name) => name.slice(namespacePrefix.length).split('-', 1)[0]!);
  return new Set([...directories, ...ids].filter((id) => /^[a-z0-9]{6}$/.test(id)));
}

async function isAlive(id: string): Promise<boolean> {
  try {
    const owner = JSON.parse(await readFile(join(runsDirectory, id, 'owner.json'), 'utf8')) as Owner;
    return startTimeOf(owner.pid) === owner.startTime;
  } catch {
    return false;
  }
}

async function namespacesOf(id: string): Promise<string[]> {
  const names = await readdir(namespacesDirectory).catch(() => []);
  return names.filter((name) => name.startsWith(`${namespacePrefix}${id}-`));
}

/** Deepest first. Instances mount in namespaces of their own; what shows here would empty a disk that is not ours. */
async function mountsBelow(directory: string): Promise<string[]> {
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  return mounts
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${directory}/`))
    .reverse();
}
