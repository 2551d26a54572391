import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from '@perfume/instances';

/**
 * Becomes the storefront, with the flags of Node that its release names: the release that was tested says how it is started.
 * It returns only by an error.
 */
export async function startStorefront(layout: Layout): Promise<never> {
  const words = startWords(await readFile(join(layout.release, 'package.json'), 'utf8'));
  process.chdir(layout.release);
  const node = join(layout.release, 'bin', 'node');
  return process.execve!(node, [node, '--enable-source-maps', ...words], process.env);
}

/**
 * What follows `node` in the start script of a release.
 * @throws Error when the script does not begin with node
 */
export function startWords(packageJson: string): readonly string[] {
  const { scripts } = JSON.parse(packageJson) as { readonly scripts?: { readonly start?: string } };
  const [program, ...words] = (scripts?.start ?? '').split(/\s+/);
  if (program !== 'node' || words.length === 0)
    throw new Error('The release’s package.json has no start script that begins with node.');
  return words;
}
