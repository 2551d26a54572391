import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from '@perfume/instances';

/**
 * Becomes the storefront, with the environment and the flags of Node that its release names: the release that was tested says how it
 * is started.
 * It returns only by an error.
 */
export async function startStorefront(layout: Layout): Promise<never> {
  const { environment, words } = startCommand(await readFile(join(layout.release, 'package.json'), 'utf8'));
  process.chdir(layout.release);
  const node = join(layout.release, 'bin', 'node');
  return process.execve!(node, [node, '--enable-source-maps', ...words], {
    ...environment,
    ...process.env,
  });
}

/** How a release is started. */
export interface StartCommand {
  readonly environment: Readonly<Record<string, string>>;
  /** Node's flags, the program and its own. */
  readonly words: readonly string[];
}

/**
 * The start script of a release, read: settings such as `NAME=value`, then `node`, then its words.
 * @throws Error when the script does not start node
 */
export function startCommand(packageJson: string): StartCommand {
  const { scripts } = JSON.parse(packageJson) as { readonly scripts?: { readonly start?: string } };
  const all = (scripts?.start ?? '').split(/\s+/);
  const at = all.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const [program, ...words] = all.slice(at);
  if (at < 0 || program !== 'node' || words.length === 0)
    throw new Error('The release’s package.json has no start script that starts node.');
  const environment = Object.fromEntries(
    all.slice(0, at).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  return { environment, words };
}
