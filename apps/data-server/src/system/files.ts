import { execFile } from 'node:child_process';
import { chmod, chown, readFile, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The text of a file, or undefined when it is not there. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The JSON of a file, or undefined when it is missing or cut short. */
export async function readJsonIfThere(path: string): Promise<unknown> {
  const text = await readIfThere(path);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

export interface FileOwner {
  readonly mode: number;
  /** Whose group may read it; root owns it. Default root's. */
  readonly group?: string;
}

/**
 * Writes a file as a whole or not at all, with its mode from the first moment.
 * @returns whether its content is new
 */
export async function writeWhole(
  path: string,
  content: string,
  { mode, group }: FileOwner,
): Promise<boolean> {
  const before = await readIfThere(path);
  await writeFile(`${path}.new`, content, { mode: 0o600 });
  if (group !== undefined && process.getuid?.() === 0)
    await chown(`${path}.new`, 0, await groupNumber(group));
  await chmod(`${path}.new`, mode);
  await rename(`${path}.new`, path);
  return before !== content;
}

async function groupNumber(name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('getent', ['group', name], { timeout: 10_000 });
  return Number(stdout.split(':')[2]);
}
