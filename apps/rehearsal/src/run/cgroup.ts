import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, readdir, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where this machine keeps its cgroups: the version 2 tree, and the version 1 trees of controllers that are not in it. */
export interface CgroupTrees {
  readonly unified: string;
  readonly memory: string | undefined;
  readonly cpu: string | undefined;
}

export interface Limits {
  readonly memoryBytes?: number | undefined;
  /** CPUs, as in 0.5. */
  readonly cpus?: number | undefined;
}

/** The period in which a CPU limit is kept, in microseconds: the kernel's default. */
const cpuPeriodUs = 100_000;

/** @throws Error when there is no version 2 tree, which is what kills and freezes an instance as one */
export function findCgroupTrees(mountinfo = readFileSync('/proc/self/mountinfo', 'utf8')): CgroupTrees {
  const mounts = mountinfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const path = before?.split(' ')[4];
    const [type, , options] = after?.split(' ') ?? [];
    return path && type?.startsWith('cgroup') ? [{ path, type, options: options?.split(',') ?? [] }] : [];
  });
  const unified = mounts.find(({ type }) => type === 'cgroup2')?.path;
  if (!unified)
    throw new Error('No cgroup version 2 tree is mounted: mount -t cgroup2 none /sys/fs/cgroup/unified');
  const legacy = (controller: string) =>
    mounts.find(({ type, options }) => type === 'cgroup' && options.includes(controller))?.path;
  return { unified, memory: legacy('memory'), cpu: legacy('cpu') };
}

/** A group of processes that can be limited, frozen and killed as one. Paths are relative to the trees. */
export interface Group {
  readonly path: string;
  /** The directories into whose cgroup.procs a process of the group writes itself. */
  readonly directories: readonly string[];
}

/** Makes a group and the ones above it. Processes go into groups that have none below them only. */
export async function makeGroup(trees: CgroupTrees, path: string, limits?: Limits): Promise<Group> {
  const unified = join(trees.unified, path);
  await mkdir(unified, { recursive: true });
  const directories = [unified];
  if (limits) await limit(trees, path, limits);
  // In the version 1 trees there are groups with a limit of their own only: a process belongs to the nearest one above.
  for (const tree of [trees.memory, trees.cpu]) {
    const nearest = tree && nearestGroup(tree, path);
    if (nearest) directories.push(nearest);
  }
  return { path, directories };
}

function nearestGroup(tree: string, path: string): string | undefined {
  for (let part = path; part !== '.'; part = dirname(part)) {
    if (existsSync(join(tree, part))) return join(tree, part);
  }
  return undefined;
}

async function limit(trees: CgroupTrees, path: string, { memoryBytes, cpus }: Limits): Promise<void> {
  if (memoryBytes !== undefined) {
    const set = await controlFiles(trees, path, 'memory');
    await set?.([['memory.limit_in_bytes', memoryBytes]], [['memory.max', memoryBytes]]);
  }
  if (cpus !== undefined) {
    const quota = Math.round(cpus * cpuPeriodUs);
    const set = await controlFiles(trees, path, 'cpu');
    await set?.(
      [
        ['cpu.cfs_period_us', cpuPeriodUs],
        ['cpu.cfs_quota_us', quota],
      ],
      [['cpu.max', `${quota} ${cpuPeriodUs}`]],
    );
    // A group weighs as much as one program of this machine beside it, and this one holds a whole topology.
    const run = path.split('/', 1)[0]!;
    const weigh = await controlFiles(trees, run, 'cpu');
    await weigh?.([['cpu.shares', 1_024 * programsOfARun]], [['cpu.weight', 100 * programsOfARun]]);
  }
}

type Settings = readonly (readonly [file: string, value: string | number])[];

/** Writes the settings of the version that this machine's controller has; undefined where it has none of it. */
async function controlFiles(trees: CgroupTrees, path: string, controller: 'memory' | 'cpu') {
  const legacy = trees[controller];
  if (!legacy && !(await enable(trees, path, controller))) return undefined;
  return async (version1: Settings, version2: Settings): Promise<void> => {
    const directory = join(legacy ?? trees.unified, path);
    await mkdir(directory, { recursive: true });
    for (const [file, value] of legacy ? version1 : version2) {
      await writeFile(join(directory, file), String(value));
    }
  };
}

/** As many programs of a run want a CPU at the same time when it is busy. */
const programsOfARun = 8;

/** Hands a controller down to a group. False where the machine does not have it: then the group is without that limit. */
async function enable({ unified }: CgroupTrees, path: string, controller: string): Promise<boolean> {
  const parts = path.split('/').slice(0, -1);
  for (let depth = 0; depth <= parts.length; depth += 1) {
    const parent = join(unified, ...parts.slice(0, depth));
    const offered = await readFile(join(parent, 'cgroup.controllers'), 'utf8');
    if (!offered.split(/\s/).includes(controller)) return false;
    await writeFile(join(parent, 'cgroup.subtree_control'), `+${controller}`);
  }
  return true;
}

/** Stops every thread of the group where it is, or lets it go on; resolves when the kernel says so. */
export async function setFrozen(trees: CgroupTrees, path: string, frozen: boolean): Promise<boolean> {
  await writeFile(join(trees.unified, path, 'cgroup.freeze'), frozen ? '1' : '0');
  const deadline = Date.now() + 5_000;
  do {
    if ((await isFrozen(trees, path)) === frozen) return true;
    await sleep(10);
  } while (Date.now() < deadline);
  return false;
}

export async function isFrozen(trees: CgroupTrees, path: string): Promise<boolean> {
  return /^frozen 1$/m.test(await readFile(join(trees.unified, path, 'cgroup.events'), 'utf8'));
}

/** A busy machine takes its time to end a group whose share of the CPUs is small. In ms. */
const killMs = 60_000;

/** Kills everything in the group and below it at once, also what is frozen, and waits until it is empty. */
export async function killGroup(trees: CgroupTrees, path: string): Promise<void> {
  const directory = join(trees.unified, path);
  if (!existsSync(directory)) return;
  await writeFile(join(directory, 'cgroup.kill'), '1');
  const deadline = Date.now() + killMs;
  while (/^populated 1$/m.test(await readFile(join(directory, 'cgroup.events'), 'utf8').catch(() => ''))) {
    if (Date.now() > deadline) throw new Error(`The processes of ${directory} do not end.`);
    await sleep(10);
  }
}

/** Kills what is in the group and takes it away, in every tree. */
export async function removeGroup(trees: CgroupTrees, path: string): Promise<void> {
  await killGroup(trees, path);
  for (const tree of [trees.unified, trees.memory, trees.cpu]) {
    if (tree) await removeDirectories(join(tree, path));
  }
}

async function removeDirectories(directory: string): Promise<void> {
  // Whatever is gone was taken away by someone else meanwhile.
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) await removeDirectories(join(directory, entry.name));
  }
  // The kernel lets go of a killed process's group a moment after the process.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rmdir(directory);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return;
      if (code !== 'EBUSY' || attempt === 100) throw error;
      await sleep(20);
    }
  }
}

/** CPU time that the group has used, in microseconds. */
export async function cpuTimeUs(trees: CgroupTrees, path: string): Promise<number> {
  const stat = await readFile(join(trees.unified, path, 'cpu.stat'), 'utf8').catch(() => '');
  return Number(/^usage_usec (\d+)$/m.exec(stat)?.[1] ?? 0);
}

/** Memory in use, in bytes; 0 where the machine does not count it. */
export async function memoryBytes(trees: CgroupTrees, path: string): Promise<number> {
  const file = trees.memory
    ? join(trees.memory, path, 'memory.usage_in_bytes')
    : join(trees.unified, path, 'memory.current');
  return Number(await readFile(file, 'utf8').catch(() => '0'));
}
