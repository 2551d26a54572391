import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnvironmentFileOf } from '@perfume/instances';

/**
 * The variables of KEY=value files inside a root, later files over earlier ones, as systemd reads them before it starts a
 * program.
 * @throws Error naming a file that is missing and must not be
 */
export async function readEnvironmentFiles(
  root: string,
  files: readonly EnvironmentFileOf[],
): Promise<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const { path, optional = false } of files) {
    try {
      Object.assign(variables, parseEnvironmentFile(await readFile(join(root, path), 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      if (!optional) throw new Error(`${path} is missing.`, { cause: error });
    }
  }
  return variables;
}

/** Comments, empty lines and quotes as in systemd.exec(5), without line continuation, which none of our files has. */
export function parseEnvironmentFile(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line);
    if (match) variables[match[1]!] = unquote(match[2]!.trim());
  }
  return variables;
}

function unquote(value: string): string {
  const quote = value[0];
  if ((quote !== '"' && quote !== "'") || value.length < 2 || !value.endsWith(quote)) return value;
  const inside = value.slice(1, -1);
  return quote === "'" ? inside : inside.replace(/\\(["\\$`])/g, '$1');
}
