import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Unprepared } from './dependencies.mjs';
import { npm } from './npm.mjs';

/**
 * The Node that the workspace is pinned to, which npm brings in as a package.
 * @param {string} workspace
 * @returns {Promise<string>} its path
 */
export async function pinnedNode(workspace) {
  const path = join(workspace, 'node_modules', '.bin', 'node');
  const { version } = JSON.parse(
    readFileSync(join(workspace, 'node_modules', 'node', 'package.json'), 'utf8'),
  );
  if (versionOf(path) === `v${version}`) return path;
  // The package fetches the program in an install script, which a user's npm settings may have held back.
  const done = await npm(workspace, `Fetching Node ${version}`, [
    'rebuild',
    'node',
    '--ignore-scripts=false',
  ]);
  if (versionOf(path) === `v${version}`) return path;
  if (process.versions.node.startsWith('24.')) return process.execPath;
  throw new Unprepared(
    `npm could not fetch Node ${version}:\n${done.end}\nRun this again, or install Node 24 and run it with that.`,
  );
}

/** @param {string} path */
function versionOf(path) {
  return spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim();
}
