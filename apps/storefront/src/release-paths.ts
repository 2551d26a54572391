import { fileURLToPath } from 'node:url';

/**
 * Where the files lie that the server reads at run time. A release is one folder:
 *
 *     release/server/      the bundled server and command line programs, this module among them
 *     release/browser/     what browsers load, with its manifest.json
 *     release/migrations/  the SQL files
 *
 * Run from its source, the shop uses the browser files of the last build and the migrations of the source.
 */
const fromSource = import.meta.url.endsWith('.ts');

/** The built browser files; missing until `nx build storefront` has run. */
export const browserFolder = inFolder(fromSource ? '../dist/release/browser' : '../browser');

/** The forward-only SQL files that make and change the tables. */
export const migrationsFolder = inFolder(fromSource ? './database/migrations' : '../migrations');

function inFolder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
