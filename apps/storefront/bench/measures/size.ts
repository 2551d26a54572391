import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** In MiB. */
export interface SizeResult {
  /** All of the release: it carries its dependencies and needs no node_modules. */
  readonly release: number;
  /** Of it: source maps, which only error messages read. */
  readonly sourceMaps: number;
  /** Of it: what browsers load. */
  readonly browser: number;
}

/** What production installs to run the shop. */
export function measureSize(releaseFolder: string): SizeResult {
  return {
    release: sizeOf(releaseFolder, () => true),
    sourceMaps: sizeOf(releaseFolder, (name) => name.endsWith('.map')),
    browser: sizeOf(join(releaseFolder, 'browser'), () => true),
  };
}

function sizeOf(folder: string, counts: (name: string) => boolean): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((entry) => entry.isFile() && counts(entry.name))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  return bytes / 2 ** 20;
}
