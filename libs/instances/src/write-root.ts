import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Directory, InstanceDescription, ProcessPlan } from './description.ts';
import { planProcesses } from './process-plan.ts';

export interface WrittenRoot extends ProcessPlan {
  /** Paths of the files whose content is new, as the description names them. */
  readonly changed: readonly string[];
}

export interface WriteRootOptions {
  /** Leaves out directories for which it says false: those on a volume that is not mounted yet. Default: all are made. */
  readonly includeDirectory?: (directory: Directory) => boolean;
}

/**
 * Writes the description's directories and files below `into`, and gives the programs to run in their order. It may run
 * again at any time: what is as it should be is left alone. As root it sets owners, which must exist; else all belongs to
 * whoever runs it.
 * @param into Default `/`: the description's own paths. Another one is for those who mount it where the paths point to.
 * @throws Error when a user of the description does not exist on this machine
 */
export async function writeRoot(
  description: InstanceDescription,
  into = '/',
  { includeDirectory = () => true }: WriteRootOptions = {},
): Promise<WrittenRoot> {
  const owners = process.getuid?.() === 0 ? new Owners() : undefined;
  for (const directory of description.directories.filter(includeDirectory)) {
    const path = join(into, directory.path);
    await mkdir(path, { recursive: true });
    await chmod(path, directory.mode);
    await owners?.give(path, directory.user, directory.group);
  }
  const changed = await filesToChange(description, into);
  for (const file of description.files) {
    const path = join(into, file.path);
    await mkdir(dirname(path), { recursive: true });
    if (changed.includes(file.path)) {
      // Set aside and renamed: a program never reads half a file, nor one with the wrong mode.
      await writeFile(`${path}.new`, file.content, { mode: 0o600 });
      await owners?.give(`${path}.new`, file.user, file.group);
      await chmod(`${path}.new`, file.mode);
      await rename(`${path}.new`, path);
    } else {
      await owners?.give(path, file.user, file.group);
      await chmod(path, file.mode);
    }
  }
  return { ...planProcesses(description), changed };
}

/** Paths of the files that `writeRoot` would write anew, as the description names them. Nothing is changed. */
export async function filesToChange(
  { files }: Pick<InstanceDescription, 'files'>,
  into = '/',
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { path, content } of files)
    if ((await contentOf(join(into, path))) !== content) changed.push(path);
  return changed;
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Numbers of users and groups by name, each asked for once. */
class Owners {
  readonly #numbers = new Map<string, number>();

  async give(path: string, user: string, group: string): Promise<void> {
    await chown(path, await this.#number('passwd', user), await this.#number('group', group));
  }

  async #number(database: 'passwd' | 'group', name: string): Promise<number> {
    if (name === 'root') return 0;
    const key = `${database} ${name}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = await ask(database, name);
    this.#numbers.set(key, number);
    return number;
  }
}

async function ask(database: 'passwd' | 'group', name: string): Promise<number> {
  try {
    const { stdout } = await promisify(execFile)('getent', [database, name], { timeout: 10_000 });
    return Number(stdout.split(':')[2]);
  } catch {
    const what = database === 'passwd' ? 'user' : 'group';
    throw new Error(
      `This machine has no ${what} ${name}: install the packages of the description and make its users first (systemd-sysusers).`,
    );
  }
}
